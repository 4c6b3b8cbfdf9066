using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Visits;

namespace TungNgo.Teams;

/// <summary>What a member did for a team: it stays when they leave.</summary>
internal sealed record WorkDone(int Visits, int Met, int Households, DateOnly Last);

/// <summary>Counts the visits of a team by member.</summary>
internal sealed class TeamWork(AppDb db, TeamGaps gaps)
{
    public async Task<IReadOnlyDictionary<Guid, WorkDone>> ByMemberAsync(Team team, CancellationToken ct)
    {
        // Visits are found by hamlet; the team alone would mean a walk over all visits of the province.
        var hamlets = gaps.HamletsServed(team.AreaId);
        var rows = await db.Visits.AsNoTracking()
            .Where(v => hamlets.Contains(v.HamletId) && v.TeamId == team.Id && v.MemberId != null && v.SupersededById == null)
            .GroupBy(v => v.MemberId!.Value)
            .Select(g => new { g.Key, Visits = g.Count(), Met = g.Count(v => v.Outcome == Outcome.Met), Households = g.Select(v => v.HouseholdId).Distinct().Count(), Last = g.Max(v => v.Day) })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Key, r => new WorkDone(r.Visits, r.Met, r.Households, LegalDay.FromNumber(r.Last)));
    }
}
