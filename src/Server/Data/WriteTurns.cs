namespace TungNgo.Data;

/// <summary>
/// Who writes next, where a database has one writer at a time. People come before background work: whoever signs in or sends a visit does not
/// wait behind a queue of notices. After some people in a row one background write is let in, so that it comes to its end, too.
/// </summary>
internal sealed class WriteTurns
{
    private const int PeopleInARow = 16;
    private static readonly AsyncLocal<bool> Background = new();
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> people = new(), background = new();
    private bool taken;
    private int inARow;

    /// <summary>From here on all that the calling flow writes is background work.</summary>
    public static void MarkBackground() => Background.Value = true;

    /// <summary>Waits for the turn; disposing hands it on.</summary>
    public async ValueTask<Turn> TakeAsync(CancellationToken ct)
    {
        if (Wait() is { } waiting)
        {
            await using var cancelled = ct.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiting);
            await waiting.Task;
        }

        return new Turn(this);
    }

    /// <summary>The same for callers that cannot await.</summary>
    public Turn Take()
    {
        Wait()?.Task.GetAwaiter().GetResult();
        return new Turn(this);
    }

    /// <returns>Null when the turn was free and is taken now.</returns>
    private TaskCompletionSource? Wait()
    {
        lock (gate)
        {
            if (!taken)
            {
                taken = true;
                return null;
            }

            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (Background.Value ? background : people).Enqueue(waiting);
            return waiting;
        }
    }

    private void HandOn()
    {
        lock (gate)
        {
            while (Next() is { } waiting)
            {
                if (waiting.TrySetResult())
                {
                    return;
                }
            }

            taken = false;
        }
    }

    private TaskCompletionSource? Next()
    {
        if (people.Count > 0 && (background.Count == 0 || inARow < PeopleInARow))
        {
            inARow++;
            return people.Dequeue();
        }

        inARow = 0;
        return background.Count > 0 ? background.Dequeue() : null;
    }

    internal sealed class Turn(WriteTurns turns) : IDisposable
    {
        private WriteTurns? held = turns;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.HandOn();
    }
}
