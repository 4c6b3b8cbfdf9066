using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Teams.Phones;

/// <summary>
/// Which hamlets a phone holds: those of its members' teams, on the tree of today. Hamlet and commune teams walk their unit;
/// district and province teams have no doors of their own.
/// </summary>
internal sealed class Territory(AreaTree areas)
{
    public IReadOnlySet<Guid> HamletsOf(Phone phone) => phone.Teams.SelectMany(HamletsOf).ToHashSet();

    public IReadOnlyList<Guid> HamletsOf(Team team) => HamletsOf(team.AreaId);

    /// <summary>Hamlets that the member could visit at the time, through teams left since.</summary>
    public IEnumerable<Guid> PastHamletsOf(Phone phone, Guid memberId, DateTime at) =>
        phone.Past.Where(p => p.MemberId == memberId && LegalDay.Of(at) <= p.Until).SelectMany(p => HamletsOf(p.AreaId));

    private IReadOnlyList<Guid> HamletsOf(Guid areaId)
    {
        if (areas.Today.Find(areaId) is { } unit)
        {
            return HasDoors(unit) ? areas.Today.HamletsOf(areaId) : [];
        }

        // A reorganisation ends units overnight, while their teams are formed anew weeks later: until then a team keeps its doors.
        return areas.VersionsOf(areaId) is [.., { ValidTo: { } end } last] && HasDoors(last)
            ? [.. areas.On(end).HamletsOf(areaId).SelectMany(Living).Distinct()]
            : [];
    }

    private IEnumerable<Guid> Living(Guid hamletId) => areas.Today.Find(hamletId) is not null
        ? [hamletId]
        : areas.Successions.Where(s => s.FromId == hamletId && s.ToId != hamletId && s.Date <= areas.Today.Day).SelectMany(s => Living(s.ToId));

    private static bool HasDoors(AreaVersion unit) => unit.Tier is AreaTier.Hamlet or AreaTier.Commune;
}
