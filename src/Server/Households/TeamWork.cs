using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Visits;

namespace TungNgo.Households;

/// <summary>Counts the visits of a team by member.</summary>
internal sealed class TeamWork(AppDb db, TeamGaps gaps) : ITeamWork
{
    public async Task<IReadOnlyDictionary<Guid, WorkDone>> ByMemberAsync(Team team, CancellationToken ct)
    {
        // Visits are found by the doors that are or were in the team's hamlets; the team alone would mean a walk over all visits of the province.
        var hamlets = gaps.HamletsServed(team.AreaId);
        var before = hamlets.Select(h => $"{h}").ToList();
        var doors = db.Households.Where(h => hamlets.Contains(h.HamletId)).Select(h => h.Id)
            .Union(db.FieldEdits.Where(f => f.Field == FieldCode.Hamlet && before.Contains(f.Before!)).Select(f => f.HouseholdId));
        var rows = await db.Visits.AtDoors().AsNoTracking()
            .Where(v => doors.Contains(v.HouseholdId) && hamlets.Contains(v.HamletId) && v.TeamId == team.Id && v.MemberId != null && v.SupersededById == null)
            .GroupBy(v => v.MemberId!.Value)
            .Select(g => new { g.Key, Visits = g.Count(), Met = g.Count(v => v.Outcome == Outcome.Met), Households = g.Select(v => v.HouseholdId).Distinct().Count(), Last = g.Max(v => v.Day) })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Key, r => new WorkDone(r.Visits, r.Met, r.Households, LegalDay.FromNumber(r.Last)));
    }
}
