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
    private readonly ConditionalWeakTable<DayTree, System.Collections.Concurrent.ConcurrentDictionary<Guid, Leaves>> units = [];

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

    /// <summary>The vector of a unit on a tree; kept per tree, since the same few units are asked again and again.</summary>
    public Leaves Of(DayTree tree, Guid areaId) =>
        units.GetValue(tree, _ => new()).GetOrAdd(areaId, (id, t) => Of([.. t.HamletsOf(id), .. t.EndedInto(id)]) with { Count = t.HamletsOf(id).Count }, tree);

    public Leaves Of(IReadOnlyCollection<Guid> ids)
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

        return new Leaves([.. runs], ids.Count);
    }
}

/// <summary>The places of a unit's leaves as half-open runs, and of how many leaves the unit consists, known or not.</summary>
internal sealed record Leaves((int From, int To)[] Runs, int Count);
