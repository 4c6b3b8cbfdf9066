using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Teams;

/// <summary>
/// Teams of units that end keep their doors and their phones until they are formed anew, under the units that follow; a team that nobody follows is
/// the officer's to settle.
/// </summary>
internal sealed class AffectedTeams(AppDb db, TeamRegister register) : IAffectedByAreas
{
    private const int Named = 8;

    public string Kind => "areas.affected.teams";

    public int Rank => 30;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var all = register.All.Where(f => f.Team.DissolvedOn is null && change.Ended.ContainsKey(f.Team.AreaId)).ToList();
        var (kept, lost) = (all.Where(f => Follows(change, f.Team.AreaId)).ToList(), all.Where(f => !Follows(change, f.Team.AreaId)).ToList());
        var ids = all.Select(f => f.Team.Id).ToList();
        var phones = ids.Count == 0 ? 0 : await db.DeviceMembers.Where(d => db.Memberships.Any(m => m.MemberId == d.MemberId && ids.Contains(m.TeamId) && m.To == null)).Select(d => d.DeviceId).Distinct().CountAsync(ct);
        return
        [
            new("areas.affected.teams.keep", kept.Count, [.. kept.Select(f => f.Team.Name).Take(Named)]),
            new("areas.affected.teams.lost", lost.Count, [.. lost.Select(f => f.Team.Name).Take(Named)], ["areas.affected.teams.known"]),
            new("areas.affected.phones.keep", phones, []),
        ];
    }

    private static bool Follows(AreaChange change, Guid unit) => change.Ended[unit].Any(heir => change.After.Find(heir) is not null);
}
