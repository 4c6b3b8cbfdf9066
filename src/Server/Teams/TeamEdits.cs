using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams;

/// <param name="TermTo">Last day of the term; null when the decision names none.</param>
public sealed record TeamForm(string Name, TeamLevel Level, Guid AreaId, string DecisionNumber, DateOnly DecisionDate, DateOnly? TermFrom = null, DateOnly? TermTo = null);

/// <param name="Version">As read with the team; a later one answers that somebody changed it meanwhile.</param>
public sealed record TeamEdit(int Version, string Name, string? DecisionNumber, DateOnly? DecisionDate, DateOnly? TermFrom, DateOnly? TermTo);

public sealed record TeamEnding(int Version, DateOnly Day, string DecisionNumber);

/// <param name="Seats">Everybody who sits in the team from the day on; whoever is left out leaves.</param>
/// <param name="AreaId">The unit it serves from now on, when its unit was reorganised; null keeps it.</param>
public sealed record TeamReform(int Version, DateOnly Day, string DecisionNumber, SeatEntry[] Seats, string? Name = null, Guid? AreaId = null, DateOnly? TermTo = null);

public sealed record SeatEntry(MemberEntry Member, TeamRole Role, string? Hats = null);

/// <summary>Forms, corrects, re-forms and dissolves teams; one decision is one write with one audit entry.</summary>
internal sealed class TeamEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas, MemberBook members)
{
    private const int LongestName = 120;
    private const int LongestDecision = 80;
    private const int LongestHats = 160;

    public async Task<Guid> FormAsync(TeamForm form, CancellationToken ct)
    {
        user.Require(Permission.ManageTeams, form.AreaId);
        var decision = Decision(form.DecisionNumber);
        Fits(form.Level, form.AreaId, form.DecisionDate);
        Order(form.TermFrom, form.TermTo);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = new Team
        {
            Id = write.NewId(), Name = Named(form.Name, out var key), NameKey = key, Level = form.Level, AreaId = form.AreaId, DecisionNumber = decision,
            DecisionDate = form.DecisionDate, TermFrom = form.TermFrom ?? form.DecisionDate, TermTo = form.TermTo, Version = 1,
        };
        await RefuseNamesakeAsync(team, ct);
        db.Teams.Add(team);
        write.Changed(ChangeKind.Team, team.Id);
        write.Audit("team.form", team.Id, team.AreaId, null, Facts(team));
        await write.CommitAsync(ct);
        return team.Id;
    }

    public async Task EditAsync(Guid id, TeamEdit edit, CancellationToken ct)
    {
        Order(edit.TermFrom, edit.TermTo);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await TakeAsync(id, edit.Version, ct);
        var before = Facts(team);
        (team.Name, team.NameKey) = (Named(edit.Name, out var key), key);
        (team.DecisionNumber, team.DecisionDate) = (string.IsNullOrWhiteSpace(edit.DecisionNumber) ? null : Decision(edit.DecisionNumber), edit.DecisionDate);
        (team.TermFrom, team.TermTo) = (edit.TermFrom, edit.TermTo);
        await RefuseNamesakeAsync(team, ct);
        write.Changed(ChangeKind.Team, id);
        write.Audit("team.edit", id, team.AreaId, before, Facts(team));
        await write.CommitAsync(ct);
    }

    public async Task DissolveAsync(Guid id, TeamEnding ending, CancellationToken ct)
    {
        var decision = Decision(ending.DecisionNumber);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await TakeAsync(id, ending.Version, ct);
        var roster = await RosterAsync(team, write, ct);
        roster.Dissolve(ending.Day, decision);
        Changed(write, roster);
        write.Audit("team.dissolve", id, team.AreaId, null, new { team.DissolvedOn, decision });
        await write.CommitAsync(ct);
    }

    /// <summary>Kiện toàn: one decision ends and opens memberships on one day and keeps the past.</summary>
    /// <param name="id">The team.</param>
    /// <param name="reform">All seats from the day on.</param>
    /// <param name="preview">Only says what would happen.</param>
    /// <param name="ct">Stops the write.</param>
    /// <param name="keepers">Who keeps a Zalo group from now on, by its id: the place of their seat.</param>
    public async Task<ReformDone> ReformAsync(Guid id, TeamReform reform, bool preview, CancellationToken ct, IReadOnlyDictionary<Guid, int>? keepers = null)
    {
        var decision = Decision(reform.DecisionNumber);
        if (reform.Seats.Length == 0)
        {
            throw new Refusal(Problems.TeamEmpty);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await TakeAsync(id, reform.Version, ct);
        var (before, areaBefore) = (Facts(team), team.AreaId);
        var roster = await RosterAsync(team, write, ct);
        var people = new Dictionary<Guid, Member>();
        var seats = new List<Seat>();
        var groups = await db.ZaloGroups.Where(g => g.TeamId == id && g.OwnerMemberId != null && (g.ClosedOn == null || g.ClosedOn > reform.Day)).OrderBy(g => g.Name).ToListAsync(ct);
        var known = await db.Members.Where(m => roster.All.Select(s => s.MemberId).Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        foreach (var seat in reform.Seats)
        {
            var member = seat.Member.Id is { } sitting && known.TryGetValue(sitting, out var there) ? there : await members.ResolveAsync(seat.Member, write, ct);
            people[member.Id] = member;
            seats.Add(new(member.Id, seat.Role, Hats(seat.Hats)));
        }

        if (reform.AreaId is { } area && area != team.AreaId)
        {
            user.Require(Permission.ManageTeams, area);
            team.AreaId = area;
            // A district's team goes on as a commune's when the district tier is gone.
            team.Level = team.Level != TeamLevel.Other && areas.On(reform.Day).Find(area) is { } unit ? (TeamLevel)(int)unit.Tier : team.Level;
        }

        Fits(team.Level, team.AreaId, reform.Day);
        (team.Name, team.NameKey) = (Named(reform.Name ?? team.Name, out var key), key);
        (team.DecisionNumber, team.DecisionDate, team.TermFrom, team.TermTo) = (decision, reform.Day, reform.Day, reform.TermTo);
        Order(team.TermFrom, team.TermTo);
        await RefuseNamesakeAsync(team, ct);
        var plan = roster.Reform(seats, reform.Day, decision);
        foreach (var (memberId, member) in known)
        {
            people.TryAdd(memberId, member);
        }

        // Who leaves goes on holding the keys of a group until somebody is named.
        List<ZaloGroup> orphaned = [.. groups.Where(g => plan.Leaving.Any(m => m.MemberId == g.OwnerMemberId))];
        if (!preview)
        {
            Changed(write, roster);
            foreach (var group in orphaned.Where(g => keepers?.GetValueOrDefault(g.Id, -1) is { } seat && seat >= 0 && seat < seats.Count))
            {
                group.OwnerMemberId = seats[keepers![group.Id]].MemberId;
                group.Version++;
                write.Changed(ChangeKind.ZaloGroup, group.Id);
            }

            write.Audit("team.reform", id, areaBefore, before, new
            {
                facts = Facts(team), left = plan.Leaving.Select(m => people[m.MemberId].Name), joined = plan.Joining.Select(s => people[s.MemberId].Name),
                changed = plan.Changing.Select(c => new { people[c.To.MemberId].Name, from = c.From.Role, to = c.To.Role }), stayed = plan.Staying.Count,
                groups = orphaned.Select(g => new { g.Name, g.OwnerMemberId }),
            });
            await write.CommitAsync(ct);
        }

        return new(plan, people, orphaned);
    }

    /// <summary>A team in the caller's hands: in scope, as they last saw it, and marked as changed by this write.</summary>
    internal async Task<Team> TakeAsync(Guid id, int version, CancellationToken ct)
    {
        var team = await db.Teams.SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTeams, team.AreaId);
        if (team.Version != version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        team.Version++;
        return team;
    }

    internal async Task<TeamRoster> RosterAsync(Team team, Write write, CancellationToken ct) =>
        new(team, await db.Memberships.Where(m => m.TeamId == team.Id).ToListAsync(ct), write.NewId);

    /// <summary>Puts new memberships into the context and tells the phones.</summary>
    internal void Changed(Write write, TeamRoster roster)
    {
        db.Memberships.AddRange(roster.All.Where(m => db.Entry(m).State == EntityState.Detached));
        write.Changed(ChangeKind.Team, roster.Team.Id);
    }

    internal static string? Hats(string? hats) => FreeText.Line(hats, LongestHats, "teams.hats");

    internal static string Decision(string? number) => FreeText.Line(number, LongestDecision, "teams.decision-number") ?? throw new Refusal(Problems.TeamDecisionNeeded);

    internal static string Named(string? name, out string key)
    {
        var text = FreeText.Line(name, LongestName, "teams.name");
        key = SearchKey.Fold(text);
        return text is not null && key.Length > 0 ? text : throw new Refusal(Problems.TeamNameNeeded);
    }

    /// <summary>The level of a unit's own team.</summary>
    internal TeamLevel LevelOf(Guid areaId, DateOnly day) => areas.On(day).Find(areaId) is { } unit ? (TeamLevel)(int)unit.Tier : TeamLevel.Other;

    /// <summary>The unit must exist that day and be of the team's level.</summary>
    internal void Fits(TeamLevel level, Guid areaId, DateOnly day)
    {
        var unit = areas.On(day).Find(areaId)
            ?? throw new Refusal(Problems.AreaNotOnDay, areas.VersionsOf(areaId) is [.., var last] ? AreaNames.WithKind(last) : Formats.Missing, day);
        if (level != TeamLevel.Other && (int)level != (int)unit.Tier)
        {
            throw new Refusal(Problems.TeamLevelUnfit, AreaNames.WithKind(unit));
        }
    }

    private static void Order(DateOnly? from, DateOnly? to)
    {
        if (to < from)
        {
            throw new Refusal(Problems.TeamDaysOrder);
        }
    }

    private async Task RefuseNamesakeAsync(Team team, CancellationToken ct)
    {
        if (await db.Teams.AnyAsync(t => t.Id != team.Id && t.AreaId == team.AreaId && t.NameKey == team.NameKey && t.DissolvedOn == null, ct))
        {
            throw new Refusal(Problems.TeamNameTaken, team.Name);
        }
    }

    private static object Facts(Team team) => new { team.Name, team.Level, team.AreaId, team.DecisionNumber, team.DecisionDate, team.TermFrom, team.TermTo };
}
