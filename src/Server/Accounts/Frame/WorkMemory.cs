using System.Collections.Concurrent;
using TungNgo.Feed;

namespace TungNgo.Accounts.Frame;

/// <param name="Day">The day whose map is read.</param>
/// <param name="Language">The lines are sentences.</param>
internal readonly record struct WorkKey(Guid Caller, Guid Area, DateOnly Day, string Language);

/// <summary>
/// The lines of work that were read last, for each caller and unit: twenty questions, which every page's menu would ask and every look at the overview.
/// They hold until something is written. What changes without a write that this node sees, such as a level of water that stays away, is at most
/// <see cref="Short"/> old on the overview and <see cref="Long"/> beside the lines of the menu.
/// </summary>
internal sealed class WorkMemory(ChangeFeed feed, TimeProvider clock)
{
    private const int MostKept = 2_000;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5), Long = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<WorkKey, Kept> kept = new();

    private sealed record Kept(DateTimeOffset At, (long Last, long Writes) Seen, Task<IReadOnlyList<ToDo>> Lines);

    /// <param name="read">Reads them; one reading serves all who ask meanwhile.</param>
    /// <param name="exact">For the overview; the menu of other pages is content with older ones.</param>
    public async Task<IReadOnlyList<ToDo>> OfAsync(WorkKey key, bool exact, Func<Task<IReadOnlyList<ToDo>>> read)
    {
        var seen = (feed.Last, feed.Writes);
        if (!kept.TryGetValue(key, out var known) || !Holds(known, exact ? Short : Long, exact ? seen : known.Seen))
        {
            if (kept.Count >= MostKept)
            {
                kept.Clear();
            }

            kept[key] = known = new(clock.GetUtcNow(), seen, read());
        }

        return await known.Lines;
    }

    /// <summary>Forgets what was read for somebody: a form of theirs is about to change it.</summary>
    /// <returns>What was known of one unit until now.</returns>
    public IReadOnlyList<ToDo> Forget(WorkKey key)
    {
        var last = kept.TryGetValue(key, out var known) && known.Lines.IsCompletedSuccessfully ? known.Lines.Result : [];
        foreach (var one in kept.Keys.Where(k => k.Caller == key.Caller))
        {
            kept.TryRemove(one, out _);
        }

        return last;
    }

    private bool Holds(Kept known, TimeSpan life, (long, long) seen) =>
        !known.Lines.IsFaulted && !known.Lines.IsCanceled && !(known.Lines.IsCompletedSuccessfully && known.Lines.Result.Any(l => l.IsUnread)) && known.Seen == seen && (clock.GetUtcNow() - known.At).Duration() < life;
}
