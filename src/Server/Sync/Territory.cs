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

    public IReadOnlyList<Guid> HamletsOf(Team team) =>
        areas.Today.Find(team.AreaId) is { } unit && unit.Tier is AreaTier.Hamlet or AreaTier.Commune ? areas.Today.HamletsOf(team.AreaId) : [];
}
