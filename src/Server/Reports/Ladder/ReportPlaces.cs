using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Reports.Ladder;

/// <summary>Which units report, to whom, and who answers today for a unit of that time.</summary>
internal sealed class ReportPlaces(AreaTree areas, TimeProvider clock)
{
    public DayTree TreeOf(DateOnly to) => areas.On(to);

    /// <summary>Communes and all units above them; how many tiers there are is the tree's to say.</summary>
    public static bool Reports(AreaVersion unit) => unit.Tier <= AreaTier.Commune;

    /// <summary>The unit above on the tree of the period; null for the topmost.</summary>
    public Guid? ParentOf(Guid areaId, DateOnly to) => TreeOf(to) is var tree && tree.Find(areaId)?.ParentId is { } parent && tree.Find(parent) is not null ? parent : null;

    /// <summary>The units that send their reports to a unit.</summary>
    public IReadOnlyList<AreaVersion> Below(Guid areaId, DateOnly to) => [.. TreeOf(to).ChildrenOf(areaId).Where(Reports)];

    /// <summary>Units of the same parent, without the unit itself.</summary>
    public IReadOnlyList<Guid> Siblings(Guid areaId, DateOnly to) =>
        ParentOf(areaId, to) is { } parent ? [.. Below(parent, to).Select(u => u.AreaId).Where(id => id != areaId)] : [];

    /// <summary>
    /// Who answers for a unit's report today: the unit itself while it is there, else the smallest unit that holds all its hamlets. There is always one, and
    /// only one.
    /// </summary>
    public AreaVersion OwnerOf(Guid areaId, DateOnly to) => OwnerOn(areaId, to, areas.On(clock.Today()));

    /// <summary>As <see cref="OwnerOf"/>, on the tree that will be.</summary>
    public AreaVersion OwnerOn(Guid areaId, DateOnly to, DayTree tree)
    {
        if (tree.Find(areaId) is { } same)
        {
            return same;
        }

        var lines = TreeOf(to).HamletsOf(areaId).Select(h => areas.HeirOn(h, tree.Day)).OfType<Guid>().Distinct().Select(h => tree.LineOf(h).ToList()).Where(l => l.Count > 0).ToList();
        // A unit whose hamlets are not known is followed as such.
        return lines.Count == 0
            ? areas.Successions.Where(s => s.FromId == areaId && s.ToId != areaId && s.Date <= tree.Day).MaxBy(s => s.Date) is { } next ? OwnerOn(next.ToId, next.Date, tree) : tree.Roots.First()
            : lines[0].First(u => u.Tier <= AreaTier.Commune && lines.TrueForAll(l => l.Exists(x => x.AreaId == u.AreaId)));
    }
}
