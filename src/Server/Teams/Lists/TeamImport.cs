using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Lists;

/// <summary>
/// Lists of teams and members from offices: kept between preview and taking, then done in one write. Everything is read in the
/// caller's scope, so a row about another commune finds no unit.
/// </summary>
internal sealed class TeamImport(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamView view, MemberBook book, TeamEdits rules, ImportFiles files, KeptLists kept, TimeProvider clock)
{
    /// <summary>A province's 5,000 members are half a megabyte.</summary>
    public const long MostBytes = 20L << 20;
    private const string Purpose = "teams.import";

    /// <returns>A token under which this caller alone finds the file again.</returns>
    public Task<string> KeepAsync(Stream content, CancellationToken ct) => kept.KeepAsync(Purpose, user.UserId, content, ct);

    public async Task<TeamListPlan> PreviewAsync(string token, IReadOnlyDictionary<string, string> answers, Texts texts, CancellationToken ct)
    {
        var (list, id) = await ReadAsync(token, ct);
        var plan = await PlanAsync(list, answers, () => Guid.CreateVersion7(clock.GetUtcNow()), ct);
        db.ChangeTracker.Clear();
        await KeepBadAsync(list, plan, id, texts, ct);
        return plan;
    }

    public async Task<TeamListPlan> TakeAsync(string token, IReadOnlyDictionary<string, string> answers, Texts texts, CancellationToken ct)
    {
        var (list, id) = await ReadAsync(token, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var plan = await PlanAsync(list, answers, write.NewId, ct);
        db.Members.AddRange(plan.NewMembers);
        db.Teams.AddRange(plan.NewTeams.Select(r => r.Team));
        foreach (var member in plan.NewMembers.Concat(plan.ChangedMembers))
        {
            member.Version += plan.NewMembers.Contains(member) ? 0 : 1;
            write.Changed(ChangeKind.Member, member.Id);
        }

        foreach (var roster in plan.NewTeams.Union(plan.ChangedTeams).Union(plan.ChangedRosters))
        {
            roster.Team.Version += plan.NewTeams.Contains(roster) ? 0 : 1;
            rules.Changed(write, roster);
            write.Audit("team.import", roster.Team.Id, roster.Team.AreaId, null, new
            {
                isNew = plan.NewTeams.Contains(roster), roster.Team.DecisionNumber, joined = roster.All.Count(m => db.Entry(m).State == EntityState.Added),
                changed = roster.All.Count(m => db.Entry(m).State == EntityState.Modified),
            });
        }

        await write.CommitAsync(ct);
        await KeepBadAsync(list, plan, id, texts, ct);
        await files.DeleteAsync(id, FileRole.List, ct);
        return plan;
    }

    /// <summary>The refused rows of a file; null when there are none.</summary>
    public async Task<Stream?> BadRowsAsync(string token, CancellationToken ct) => (await files.FetchAsync(IdOf(token), FileRole.BadRows, ct))?.OpenLast();

    private Guid IdOf(string token) => kept.IdOf(Purpose, user.UserId, token);

    private async Task<(TeamListFile List, Guid Id)> ReadAsync(string token, CancellationToken ct)
    {
        var id = IdOf(token);
        using var list = await files.FetchAsync(id, FileRole.List, ct) ?? throw new Refusal(Problems.ImportFileGone);
        return (TeamListReader.Read(list.Path), id);
    }

    private async Task<TeamListPlan> PlanAsync(TeamListFile list, IReadOnlyDictionary<string, string> answers, Func<Guid> newId, CancellationToken ct)
    {
        var mine = view.Mine(null, Permission.ManageTeams).ToList();
        var ids = mine.Select(f => f.Team.Id).ToList();
        var people = mine.SelectMany(f => f.Sittings).Select(s => s.Person.Id).Distinct().ToList();
        var teams = await db.Teams.Where(t => ids.Contains(t.Id)).ToListAsync(ct);
        var seats = (await db.Memberships.Where(m => ids.Contains(m.TeamId)).ToListAsync(ct)).ToLookup(m => m.TeamId);
        var members = await db.Members.Where(m => people.Contains(m.Id)).ToListAsync(ct);
        var plan = new TeamListPlan(teams.Select(t => new TeamRoster(t, seats[t.Id], newId)), members, new UnitMatcher(Units(mine)), book, rules, answers, newId, clock.Today());
        plan.Run(list.Rows);
        return plan;
    }

    /// <summary>Units of today in the caller's hands, and those that are gone but still have a team.</summary>
    private IEnumerable<(AreaVersion, AreaVersion?)> Units(List<TeamFile> mine)
    {
        var today = areas.Today;
        var gone = mine.Select(f => f.Team.AreaId).Where(a => today.Find(a) is null).Distinct()
            .Select(a => (Tree: areas.On(areas.VersionsOf(a) is [.., { ValidTo: { } end }] ? end : today.Day), Id: a)).Where(g => g.Tree.Find(g.Id) is not null);
        return user.AreasWith(Permission.ManageTeams).SelectMany(today.Below).DistinctBy(u => u.AreaId).Select(u => (Tree: today, Id: u.AreaId)).Concat(gone)
            .Select(u => (u.Tree.Find(u.Id)!, u.Tree.Find(u.Id)!.ParentId is { } parent ? u.Tree.Find(parent) : null));
    }

    private async Task KeepBadAsync(TeamListFile list, TeamListPlan plan, Guid id, Texts texts, CancellationToken ct)
    {
        if (plan.Errors.Count == 0)
        {
            await files.DeleteAsync(id, FileRole.BadRows, ct);
            return;
        }

        using var bytes = new MemoryStream();
        await using (var sheet = await SheetWriter.BeginAsync(SheetWriter.Xlsx, bytes, texts["teams.import.reason"], [.. list.Titles, texts["teams.import.reason"]], ct))
        {
            foreach (var error in plan.Errors)
            {
                var cells = Enumerable.Range(0, list.Titles.Length).Select(i => (object?)IdentityGuard.Masked(error.Row.Source[i]));
                await sheet.RowAsync([.. cells, Sentence(error, list, texts)], ct);
            }
        }

        bytes.Position = 0;
        await files.SaveAsync(id, FileRole.BadRows, bytes, ct);
    }

    /// <summary>"Điện thoại: “09” không phải số điện thoại. …"</summary>
    public static string Sentence(TeamListError error, TeamListFile? list, Texts texts)
    {
        var column = list is not null && list.Columns.TryGetValue(error.Field, out var at) ? list.Titles[at] : texts[$"teams.sheet.{error.Field}"];
        var code = error.Because.Problem.Code;
        return $"{column}: {texts[$"error.{code}", error.Because.Values]} {texts[$"error.{code}.next", error.Because.Values]}";
    }
}

internal static class TeamImportEndpoints
{
    public static void MapTeamImport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/teams/import/bad.xlsx", async (string file, TeamImport import, CancellationToken ct) => await import.BadRowsAsync(file, ct) is { } rows
            ? Results.File(rows, SheetDownload.XlsxType, "dong-chua-nhan.xlsx")
            : throw new Refusal(Problems.ImportFileGone)).WithMetadata(new NeedsAttribute(Permission.ManageTeams), new LeavesTraceAttribute("read.members-export")).ExcludeFromDescription();
}
