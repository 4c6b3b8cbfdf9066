using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Teams.Groups;
using TungNgo.Teams.Lists;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Teams;

/// <param name="Version">Send it back with a change.</param>
public sealed record TeamAnswer(TeamRow Team, int Version, MembershipRow[] Memberships, ZaloGroupRow[] ZaloGroups);

/// <param name="To">Last day, null while it lasts.</param>
/// <param name="Current">Whether the person sits in the team today.</param>
public sealed record MembershipRow(
    Guid Id, Guid MemberId, string Name, int? BirthYear, string? Phone, string[] Languages, TeamRole Role, string? Hats, DateOnly From, DateOnly? To, string? DecisionNumber,
    string? EndDecisionNumber, bool Current, int MemberVersion);

/// <param name="Counts">Members seen, by day, the newest first.</param>
public sealed record ZaloGroupRow(Guid Id, string Name, string? Link, string Purpose, string Language, Guid? OwnerMemberId, DateOnly? ClosedOn, int Version, ZaloCountRow[] Counts);

public sealed record ZaloCountRow(DateOnly Day, int Members);

internal static class TeamEndpoints
{
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("/api/teams").WithTags("teams").WithMetadata(new NeedsAttribute(Permission.ViewTeams));
        look.MapGet("/", async (
            [Description("Unit and all below it; everything the caller may see when left out")] Guid? area, TeamLevel? level,
            [Description("A gap's name, or any")] string? gap, [Description("Names or phone numbers, accents do not matter")] string? q, TeamView view, CancellationToken ct) =>
            (await view.ListAsync(new TeamFilter(area, level, gap, q), ct)).Rows).WithSummary("Living teams of a unit, with what each lacks.");
        look.MapGet("/counts", async (Guid area, TeamGaps gaps, CurrentUser user, CancellationToken ct) =>
        {
            user.Require(Permission.ViewTeams, area);
            return await gaps.SummaryAsync(area, ct);
        }).WithSummary("Teams and members of a unit, and how many teams lack what.");
        look.MapGet("/{id:guid}", OneAsync).WithMetadata(new LeavesTraceAttribute("read.team")).WithSummary("One team with its memberships of all times and its Zalo groups.");

        var change = routes.MapGroup("/api/teams").WithTags("teams").WithMetadata(new NeedsAttribute(Permission.ManageTeams));
        change.MapPost("/", async (TeamForm form, TeamEdits edits, CancellationToken ct) => Made(await edits.FormAsync(form, ct))).WithSummary("Form a team by a decision.");
        change.MapPut("/{id:guid}", async (Guid id, TeamEdit edit, TeamEdits edits, CancellationToken ct) => await Done(edits.EditAsync(id, edit, ct)))
            .WithSummary("Set a team's name, decision or term right.");
        change.MapPost("/{id:guid}/reform", async (Guid id, TeamReform reform, TeamEdits edits, CancellationToken ct) => await Done(edits.ReformAsync(id, reform, preview: false, ct)))
            .WithSummary("Kiện toàn: one decision ends and opens memberships on a day.");
        change.MapPost("/{id:guid}/dissolve", async (Guid id, TeamEnding ending, TeamEdits edits, CancellationToken ct) => await Done(edits.DissolveAsync(id, ending, ct)))
            .WithSummary("Dissolve a team; its past stays.");
        change.MapPost("/{id:guid}/members", async (Guid id, MembershipForm form, MembershipEdits edits, CancellationToken ct) => Made(await edits.AddAsync(id, form, ct)))
            .WithSummary("Add a member.");
        change.MapPost("/{id:guid}/members/{membership:guid}/end", async (Guid id, Guid membership, MembershipEnding ending, MembershipEdits edits, CancellationToken ct) =>
            await Done(edits.EndAsync(id, membership, ending, ct))).WithSummary("End a membership; the work done stays.");
        change.MapPost("/{id:guid}/members/{membership:guid}/role", async (Guid id, Guid membership, RoleChange role, MembershipEdits edits, CancellationToken ct) =>
            Made(await edits.ChangeAsync(id, membership, role, ct))).WithSummary("Another role from a day on.");
        change.MapPut("/members/{member:guid}", async (Guid member, MemberEdit edit, MembershipEdits edits, CancellationToken ct) => await Done(edits.EditMemberAsync(member, edit, ct)))
            .WithSummary("Set a person's name, birth year, phone or languages right.");
        change.MapPost("/{id:guid}/zalo-groups", async (Guid id, ZaloGroupForm form, ZaloGroupEdits edits, CancellationToken ct) => Made(await edits.SaveAsync(id, null, form, ct)))
            .WithSummary("Add a Zalo group.");
        change.MapPut("/{id:guid}/zalo-groups/{group:guid}", async (Guid id, Guid group, ZaloGroupForm form, ZaloGroupEdits edits, CancellationToken ct) =>
            await Done(edits.SaveAsync(id, group, form, ct))).WithSummary("Change or close a Zalo group.");
        change.MapPut("/{id:guid}/zalo-groups/{group:guid}/counts", async (Guid id, Guid group, ZaloCountRow count, ZaloGroupEdits edits, CancellationToken ct) =>
            await Done(edits.CountAsync(id, group, count.Day, count.Members, ct))).WithSummary("The number of members of a group on a day.");

        var files = routes.MapGroup("/teams").WithMetadata(new NeedsAttribute(Permission.ViewTeams)).ExcludeFromDescription();
        files.MapGet("/list.{format:regex(^(xlsx|csv)$)}", (string format, HttpContext http, TeamView view, CancellationToken ct) => DownloadAsync(format, http, view, ct));
        // The export links of a page say ?format=; the same table under one address.
        files.MapGet("/download", (string? format, HttpContext http, TeamView view, CancellationToken ct) => DownloadAsync(format, http, view, ct));
        files.MapGet("/members.xlsx", MembersAsync).WithMetadata(new LeavesTraceAttribute("read.members-export"));
        files.MapGet("/template.xlsx", (HttpContext http, CancellationToken ct) =>
            SheetDownload.OfAsync(SheetWriter.Xlsx, "mau-danh-sach-to", TeamSheets.ListColumns(http.Texts()), [], ct));
        routes.MapTeamImport();
    }

    private static async Task<TeamAnswer> OneAsync(Guid id, TeamView view, TimeProvider clock, ReadTrace trace, CancellationToken ct)
    {
        var file = view.Require(id);
        trace.AreaId = file.Team.AreaId;
        var today = clock.Today();
        return new(
            view.Row(await view.StateAsync(file, ct)), file.Team.Version,
            [.. file.Sittings.Select(s => new MembershipRow(
                s.Seat.Id, s.Person.Id, s.Person.Name, s.Person.BirthYear, view.PhoneOf(s.Person, file.Team.AreaId), s.Person.Languages.Split(','), s.Seat.Role, s.Seat.Hats, s.Seat.From, s.Seat.To,
                s.Seat.DecisionNumber, s.Seat.EndDecisionNumber, s.Seat.IsCurrent(today), s.Person.Version))],
            [.. file.Groups.Select(g => new ZaloGroupRow(
                g.Group.Id, g.Group.Name, g.Group.Link, g.Group.Purpose, g.Group.Language, g.Group.OwnerMemberId, g.Group.ClosedOn, g.Group.Version,
                [.. g.Counts.Select(c => new ZaloCountRow(c.Day, c.Members))]))]);
    }

    private static async Task<FileStreamHttpResult> DownloadAsync(string? format, HttpContext http, TeamView view, CancellationToken ct)
    {
        var texts = http.Texts();
        var rows = (await view.ListAsync(TeamQuery.Of(http.Request), ct)).Rows;
        return await SheetDownload.OfAsync(
            format, "danh-sach-to", TeamSheets.Columns(texts), rows.Select(r => TeamSheets.Cells(r, texts)).Append(TeamSheets.Totals(rows, texts)), ct,
            paper: http.Paper(texts["teams.sheet"], TeamQuery.Of(http.Request).AreaId));
    }

    /// <summary>The list out: what the list in reads back without a change.</summary>
    private static async Task<FileStreamHttpResult> MembersAsync(HttpContext http, TeamView view, AreaTree areas, TimeProvider clock, ReadTrace trace, CancellationToken ct)
    {
        var texts = http.Texts();
        var list = await view.ListAsync(TeamQuery.Of(http.Request), ct);
        var rows = list.Rows.SelectMany(r => TeamSheets.ListRows(view.Require(r.Id), clock.Today(), id => UnitOf(id, areas), person => view.PhoneOf(person, r.AreaId), texts));
        return await SheetDownload.OfAsync(SheetWriter.Xlsx, "thanh-vien-cac-to", TeamSheets.ListColumns(texts), trace.Counted(rows.ToAsyncEnumerable()), ct,
            paper: http.Paper(texts["teams.sheet.members"], TeamQuery.Of(http.Request).AreaId));
    }

    private static (string, string?) UnitOf(Guid areaId, AreaTree areas)
    {
        var tree = areas.Today.Find(areaId) is null && areas.VersionsOf(areaId) is [.., { ValidTo: { } end }] ? areas.On(end) : areas.Today;
        var line = tree.LineOf(areaId).Take(2).Select(AreaNames.WithKind).ToList();
        return (line.FirstOrDefault() ?? "", line.ElementAtOrDefault(1));
    }

    private static Created<Guid> Made(Guid id) => TypedResults.Created($"/teams/{id}", id);

    private static async Task<NoContent> Done(Task work)
    {
        await work;
        return TypedResults.NoContent();
    }
}

/// <summary>The list's filters as they stand in an address.</summary>
internal static class TeamQuery
{
    public static TeamFilter Of(HttpRequest request) => new(
        Guid.TryParse(request.Query["area"], out var area) ? area : null,
        Enum.TryParse<TeamLevel>(request.Query["level"], ignoreCase: true, out var level) ? level : null,
        request.Query["gap"], request.Query["q"], request.Query["state"] == "dissolved", request.Query["sort"], request.Query["dir"] == "desc");
}
