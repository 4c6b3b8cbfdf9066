using System.Collections.Concurrent;

namespace TungNgo.Accounts.Frame;

/// <summary>
/// How much waits for somebody beside each line of the menu: the counts of the overview's lines of work. Every page draws the menu, so they are kept for
/// half a minute; the overview counts anew, and so does the page after one's own form.
/// </summary>
internal sealed class WaitingCounts(TimeProvider clock)
{
    private const int MostKept = 2_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(Guid Caller, Guid Area), (long At, IReadOnlyDictionary<string, int> Counts)> kept = new();

    /// <summary>Forgets what was counted for somebody: a form of theirs is about to change it.</summary>
    /// <returns>What was known of a unit until now.</returns>
    public IReadOnlyDictionary<string, int> Forget(Guid caller, Guid? area)
    {
        var last = kept.GetValueOrDefault((caller, area ?? Guid.Empty)).Counts ?? new Dictionary<string, int>();
        foreach (var key in kept.Keys.Where(k => k.Caller == caller))
        {
            kept.TryRemove(key, out _);
        }

        return last;
    }

    /// <param name="caller">Whoever is signed in.</param>
    /// <param name="area">The unit one is in.</param>
    /// <param name="read">Reads the lines of work; asked when what is kept does not do.</param>
    /// <param name="anew">Whether it never does.</param>
    /// <returns>By the address of the menu's line; what nothing waits for is not there.</returns>
    public async Task<IReadOnlyDictionary<string, int>> OfAsync(Guid caller, Guid area, Func<Task<IReadOnlyList<ToDo>>> read, bool anew)
    {
        if (!anew && kept.TryGetValue((caller, area), out var known) && clock.GetElapsedTime(known.At) < Life)
        {
            return known.Counts;
        }

        var at = clock.GetTimestamp();
        var counts = (await read()).Where(t => t is { Menu: not null, Line.Count: > 0 }).GroupBy(t => t.Menu!).ToDictionary(g => g.Key, g => g.Sum(t => t.Line.Count!.Value));
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[(caller, area)] = (at, counts);
        return counts;
    }
}
