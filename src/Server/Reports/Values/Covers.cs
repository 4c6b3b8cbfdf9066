using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TungNgo.Areas;

namespace TungNgo.Reports.Values;

/// <summary>Which units of one time make up a unit of another time's boundaries. It follows from the two trees alone, so it is found once for them.</summary>
internal static class Covers
{
    private const int Most = 5_000;

    private static readonly ConditionalWeakTable<DayTree, ConcurrentDictionary<(DayTree Then, Guid AreaId), IReadOnlyList<AreaVersion>?>> Known = [];

    /// <param name="tree">The boundaries that are shown.</param>
    /// <param name="then">The tree of those who told something.</param>
    /// <returns>The largest units that lie wholly inside; null when they do not make up the whole, so that nobody can tell its figure.</returns>
    public static IReadOnlyList<AreaVersion>? Of(DayTree tree, Guid areaId, DayTree then, Lineage lineage)
    {
        if (ReferenceEquals(tree, then))
        {
            return then.Find(areaId) is { } same ? [same] : null;
        }

        var known = Known.GetOrCreateValue(tree);
        if (known.Count > Most)
        {
            known.Clear();
        }

        return known.GetOrAdd((then, areaId), key => Find(tree, key.AreaId, key.Then, lineage));
    }

    private static List<AreaVersion>? Find(DayTree tree, Guid areaId, DayTree then, Lineage lineage)
    {
        var units = new List<AreaVersion>();
        bool? IsInside(Guid hamlet) => tree.Holds(areaId, lineage.Place(hamlet, then.Day, tree.Day));
        return tree.Find(areaId) is not null && then.Roots.All(r => Take(r, then, IsInside, units)) && units.Count > 0 ? units : null;
    }

    /// <returns>False where a hamlet lies partly inside, so that nobody can tell.</returns>
    private static bool Take(AreaVersion unit, DayTree then, Func<Guid, bool?> isInside, List<AreaVersion> units)
    {
        var where = then.HamletsOf(unit.AreaId).Select(isInside).Distinct().ToList();
        if (where is [true])
        {
            units.Add(unit);
        }

        return where is [] or [true] or [false] || (unit.Tier < AreaTier.Hamlet && then.ChildrenOf(unit.AreaId).All(c => Take(c, then, isInside, units)));
    }
}
