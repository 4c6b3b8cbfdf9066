namespace TungNgo.Live;

/// <summary>Wakes whoever waits for the next change.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes with the next change. Take it before reading what may change, so that none is missed.</summary>
    public Task Next => next.Task;

    public void Raise() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
