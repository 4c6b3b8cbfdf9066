using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TungNgo.Areas;

namespace TungNgo.Figures;

/// <summary>
/// Gives every leaf of the figures (hamlet; for team figures, team) a place in the columns. Hamlets stand in the order of the tree, so
/// a unit of any tier is one run or a few, and its sum reads memory in one line.
/// </summary>
internal sealed class LeafIndex
{
    private readonly Dictionary<Guid, int> places = [];
    private readonly List<Guid> leaves = [];
    private readonly ConditionalWeakTable<DayTree, ConcurrentDictionary<(Guid Area, DateOnly Since), Leaves>> units = [];
    private readonly ConditionalWeakTable<DayTree, ConcurrentDictionary<Guid, UnitLeaves>> throughTime = [];

    public LeafIndex(IEnumerable<Guid> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (places.TryAdd(leaf, this.leaves.Count))
            {
                this.leaves.Add(leaf);
            }
        }
    }

    public int Count => leaves.Count;

    public bool TryFind(Guid leaf, out int place) => places.TryGetValue(leaf, out place);

    /// <summary>The same index with more leaves at its end: places never move while the server runs.</summary>
    public LeafIndex With(IEnumerable<Guid> more) => new(leaves.Concat(more));

    /// <summary>The vector of a unit on a tree, for figures of up to the tree's day.</summary>
    public Leaves Of(DayTree tree, Guid areaId) => Of(tree, areaId, tree.Day);

    /// <summary>
    /// The vector of a unit on any tree, for figures of a day before or after it: hamlets that ended count where they live on, hamlets born later
    /// where they came from. Kept per tree, since the same few units are asked again and again.
    /// </summary>
    public Leaves Of(DayTree tree, Guid areaId, DateOnly day)
    {
        var since = tree.Turns.LastOrDefault(t => t <= day, tree.Day);
        return units.GetValue(tree, _ => new()).GetOrAdd((areaId, since), (key, t) => Place(t, key.Area, key.Since), tree);
    }

    /// <summary>A unit's leaves through time; kept like those of a day.</summary>
    public UnitLeaves Through(DayTree tree, Guid areaId) =>
        throughTime.GetValue(tree, _ => new()).GetOrAdd(areaId, (area, of) => new UnitLeaves(of.Index, of.Tree, area), (Index: this, Tree: tree));

    public Leaves Of(IReadOnlyCollection<Guid> ids) => new(Runs(ids), ids.Count);

    private Leaves Place(DayTree tree, Guid areaId, DateOnly day)
    {
        var hamlets = tree.HamletsOf(areaId);
        var (within, unsure) = (hamlets.ToHashSet(), new HashSet<Guid>());
        var met = new List<Stray>();
        foreach (var stray in tree.StraysOn(day).Where(s => places.ContainsKey(s.Hamlet)))
        {
            var holds = tree.Holds(areaId, stray.Units);
            if (holds == false)
            {
                continue;
            }

            met.Add(stray);
            (holds is null ? unsure : within).Add(stray.Hamlet);
        }

        within.ExceptWith(unsure);
        var found = new Leaves(Runs(within), hamlets.Count);
        return met.Count == 0 ? found : found with { Unsure = unsure.Count == 0 ? null : new Leaves(Runs(unsure), 0), Heard = Heard(hamlets, met) };
    }

    /// <summary>By hamlet of the tree, the places by which it is heard: its own and those of whatever lies in it.</summary>
    private int[][] Heard(IReadOnlyList<Guid> hamlets, List<Stray> strays)
    {
        var own = hamlets.ToHashSet();
        var by = strays.SelectMany(s => s.Units.Where(own.Contains).Select(u => (Unit: u, s.Hamlet))).ToLookup(p => p.Unit, p => p.Hamlet);
        var nowhere = strays.Where(s => !s.Units.Overlaps(own)).Select(s => s.Hamlet).ToList();
        return [.. hamlets.Select(h => by[h].Append(h).Distinct()).Concat(nowhere.Select(n => Enumerable.Repeat(n, 1)))
            .Select(ids => ids.Where(places.ContainsKey).Select(i => places[i]).ToArray())];
    }

    private (int From, int To)[] Runs(IEnumerable<Guid> ids)
    {
        var found = ids.Where(places.ContainsKey).Select(i => places[i]).Order().ToList();
        var runs = new List<(int From, int To)>();
        foreach (var place in found)
        {
            if (runs.Count > 0 && runs[^1].To == place)
            {
                runs[^1] = (runs[^1].From, place + 1);
            }
            else
            {
                runs.Add((place, place + 1));
            }
        }

        return [.. runs];
    }
}

/// <summary>The places of a unit's leaves as half-open runs, and of how many leaves the unit consists, known or not.</summary>
internal sealed record Leaves((int From, int To)[] Runs, int Count)
{
    /// <summary>Leaves that lie partly in the unit: what they hold is in it and in others, and nobody knows how much in each.</summary>
    public Leaves? Unsure { get; init; }

    /// <summary>The sum over a line of all leaves.</summary>
    /// <returns>Null where leaves that lie partly in the unit hold anything.</returns>
    public long? Sum(ReadOnlySpan<int> line) => Unsure is { } unsure && unsure.Sum(line) != 0 ? null : Whole(line);

    private long Whole(ReadOnlySpan<int> line)
    {
        var sum = 0L;
        foreach (var (from, to) in Runs)
        {
            // Leaves that are younger than the line have nothing in it.
            sum += from < line.Length ? Sums.Of(line[from..Math.Min(to, line.Length)]) : 0;
        }

        return sum;
    }

    /// <summary>The places by which each of its hamlets is heard, where that is not simply its own.</summary>
    public int[][]? Heard { get; init; }
}
