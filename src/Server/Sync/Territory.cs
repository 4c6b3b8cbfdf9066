using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Teams;

namespace TungNgo.Sync;

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

    private IReadOnlyList<Guid> HamletsOf(Guid areaId) =>
        areas.Today.Find(areaId)?.Tier is AreaTier.Hamlet or AreaTier.Commune ? areas.Today.HamletsOf(areaId) : [];
}
