using TungNgo.Areas;

namespace TungNgo.Teams.Phones;

/// <summary>
/// Which hamlets a phone holds: those of its members' teams, on the tree of today. Hamlet and commune teams walk their unit;
/// district and province teams have no doors of their own.
/// </summary>
internal sealed class Territory(AreaTree areas)
{
    public IReadOnlySet<Guid> HamletsOf(Phone phone) => phone.Teams.SelectMany(HamletsOf).ToHashSet();

    public IReadOnlyList<Guid> HamletsOf(Team team) => HamletsOf(team.AreaId);

    /// <summary>The doors of a unit's team on a day.</summary>
    public IReadOnlyList<Guid> HamletsOf(Guid areaId, DateOnly day) => HamletsOf(areaId, areas.On(day));

    private IReadOnlyList<Guid> HamletsOf(Guid areaId) => HamletsOf(areaId, areas.Today);

    private IReadOnlyList<Guid> HamletsOf(Guid areaId, DayTree tree)
    {
        if (tree.Find(areaId) is { } unit)
        {
            return HasDoors(unit) ? tree.HamletsOf(areaId) : [];
        }

        // A reorganisation ends units overnight, while their teams are formed anew weeks later: until then a team keeps its doors.
        return areas.VersionsOf(areaId) is [.., { ValidTo: { } end } last] && HasDoors(last) && end < tree.Day
            ? [.. areas.On(end).HamletsOf(areaId).SelectMany(h => Living(h, tree)).Distinct()]
            : [];
    }

    private IEnumerable<Guid> Living(Guid hamletId, DayTree tree) => tree.Find(hamletId) is not null
        ? [hamletId]
        : areas.Successions.Where(s => s.FromId == hamletId && s.ToId != hamletId && s.Date <= tree.Day).SelectMany(s => Living(s.ToId, tree));

    private static bool HasDoors(AreaVersion unit) => unit.Tier is AreaTier.Hamlet or AreaTier.Commune;
}
