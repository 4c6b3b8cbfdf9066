using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <summary>How far the teams of a unit are with a month.</summary>
internal sealed record UnitProgress(AreaVersion Unit, int Teams, int Checked, int Confirmed, int Locked);

/// <summary>Reads work sheets in the caller's scope.</summary>
internal sealed class WorkDesk(WorkReader reader, AppDb db, CurrentUser user, TeamRegister teams, ITeamCounts counts, AreaTree areas, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public bool MayManage(Team team) => user.Can(Permission.ManageWorkSheets, team.AreaId);

    public bool MayLock(Team team, WorkMonth row) => user.Can(Permission.ApproveWorkSheets, team.AreaId) && (user.UserId is null || row.ConfirmedById != user.UserId);

    /// <summary>The month that an address names; the one before this one, which is what offices work on.</summary>
    public DateOnly MonthOf(string? asked) => string.IsNullOrEmpty(asked) ? WorkMonth.MonthOf(Today).AddMonths(-1)
        : Formats.MonthOf(asked) is { Year: >= 2020 and <= 2199 } month ? month : throw new Refusal(Problems.DayUnreadable, asked.Length <= 20 ? asked : "…");

    /// <summary>Sheets of all teams of a commune or hamlet that were there in the month.</summary>
    public async Task<IReadOnlyList<TeamSheets>> OfUnitAsync(Guid areaId, DateOnly month, CancellationToken ct)
    {
        user.Require(Permission.ViewWorkSheets, areaId);
        var ended = EndedBefore(areaId, month).Select(t => t.Id).ToHashSet();
        var sheets = await reader.ReadAsync([.. TeamsOf(areaId, month).Select(t => t.Id).Union(ended).Where(id => user.Can(Permission.ViewWorkSheets, teams.Find(id)!.Team.AreaId))], month, ct);
        return [.. sheets.Where(s => !ended.Contains(s.Team.Id) || s.Row.Json is not null || s.Body.Lines.Count > 0 || s.Unanswered.Any())];
    }

    public async Task<TeamSheets> OfTeamAsync(Guid teamId, DateOnly month, CancellationToken ct)
    {
        var team = (teams.Find(teamId) ?? throw new Refusal(Problems.NotFound)).Team;
        user.Require(Permission.ViewWorkSheets, team.AreaId);
        return (await reader.ReadAsync([teamId], month, ct))[0];
    }

    /// <summary>The parts of a unit above the communes.</summary>
    public async Task<IReadOnlyList<UnitProgress>> BelowAsync(Guid areaId, DateOnly month, CancellationToken ct)
    {
        user.Require(Permission.ViewWorkSheets, areaId);
        var states = await db.WorkMonths.AsNoTracking().Where(w => w.Month == month).Select(w => new { w.TeamId, w.State }).ToDictionaryAsync(w => w.TeamId, w => w.State, ct);
        return [.. areas.Today.ChildrenOf(areaId).OrderBy(u => u.Name, AreaNames.Order).Select(unit =>
        {
            var of = TeamsOf(unit.AreaId, month);
            int In(WorkState state) => of.Count(t => states.GetValueOrDefault(t.Id) == state);
            return new UnitProgress(unit, of.Count, In(WorkState.Checked), In(WorkState.Confirmed), In(WorkState.Locked));
        })];
    }

    /// <summary>What a unit's teams have locked of a year.</summary>
    public async Task<IReadOnlyList<WorkBody>> LockedAsync(Guid areaId, int year, CancellationToken ct)
    {
        user.Require(Permission.ViewWorkSheets, areaId);
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 1));
        var rows = await db.WorkMonths.AsNoTracking().Where(w => w.State == WorkState.Locked && w.Month >= from && w.Month <= to).ToListAsync(ct);
        var ids = rows.Select(r => r.Month).Distinct().SelectMany(m => TeamsOf(areaId, m).Concat(EndedBefore(areaId, m))).Where(t => user.Can(Permission.ViewWorkSheets, t.AreaId)).Select(t => t.Id).ToHashSet();
        return [.. rows.Where(r => ids.Contains(r.TeamId)).Select(WorkReader.BodyOf)];
    }

    public IReadOnlyList<Team> TeamsOf(Guid areaId, DateOnly month)
    {
        var (tree, last) = (areas.Today, WorkMonth.LastDayOf(month));
        // Also one that was dissolved amid the month, or founded in it, or both.
        var within = teams.All.Select(f => f.Team).Where(t => t.DissolvedOn > month && t.DissolvedOn <= last && LivesIn(t, areaId)).Select(t => t.Id);
        return [.. counts.On(month, tree, areaId).TeamIds.Union(counts.On(last < Today ? last : Today, tree, areaId).TeamIds).Union(within).Select(teams.Find).OfType<TeamFile>().Select(f => f.Team)];
    }

    /// <summary>Teams that were no more in the month, and of whose work some may have been told in it: phones send late, and offices put right.</summary>
    public IEnumerable<Team> EndedBefore(Guid areaId, DateOnly month) => teams.All.Select(f => f.Team)
        .Where(t => t.DissolvedOn <= month && t.DissolvedOn > month.AddMonths(-WorkShelf.MostMonths) && LivesIn(t, areaId));

    private bool LivesIn(Team team, Guid areaId) => areas.HeirOn(team.AreaId, Today) is { } lives && areas.Today.IsWithin(lives, areaId);

    public async Task<IReadOnlyList<WorkRate>> RatesAsync(CancellationToken ct) =>
        [.. (await db.WorkRates.AsNoTracking().ToListAsync(ct)).Where(r => user.AreasWith(Permission.ViewWorkSheets).Any(a => areas.Today.IsWithin(a, r.AreaId) || areas.Today.IsWithin(r.AreaId, a)))
            .OrderBy(r => r.Kind).ThenByDescending(r => r.From)];

    public async Task<WorkLimits> LimitsAsync(CancellationToken ct) => await db.WorkLimits.AsNoTracking().SingleOrDefaultAsync(ct) ?? new WorkLimits();
}
