using System.Collections.Concurrent;

namespace TungNgo.Feed;

/// <param name="Name">Of the loop's class.</param>
/// <param name="GoodAt">When a turn last ended well, UTC; null when none has yet.</param>
/// <param name="Failures">Turns that have failed since.</param>
/// <param name="Reason">Kind of the last fault, without what it says: that may hold somebody's data.</param>
internal sealed record LoopState(string Name, DateTime BeganAt, DateTime? GoodAt, int Failures, string? Reason)
{
    /// <summary>One fault, or two, are waited out; after that somebody should look.</summary>
    public bool KeepsFailing => Failures > 2;
}

/// <summary>How the background loops of this node fare, for /health/ready and the metrics.</summary>
internal sealed class LoopHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LoopState> states = new();

    public IReadOnlyCollection<LoopState> All => [.. states.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];

    public void Began(string loop) => states[loop] = new(loop, Now, null, 0, null);

    public void Succeeded(string loop) => states.AddOrUpdate(loop, l => new(l, Now, Now, 0, null), (_, s) => s with { GoodAt = Now, Failures = 0, Reason = null });

    public void Failed(string loop, Exception error) =>
        states.AddOrUpdate(loop, l => new(l, Now, null, 1, error.GetType().Name), (_, s) => s with { Failures = s.Failures + 1, Reason = error.GetType().Name });

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
