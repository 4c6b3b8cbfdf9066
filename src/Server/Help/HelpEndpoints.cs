using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Help;

/// <param name="From">zalo, page or door.</param>
/// <param name="Where">Hamlet and commune; null while no hamlet is known.</param>
/// <param name="DueAt">Until when the sender is promised an answer, UTC.</param>
/// <param name="Version">State it in a change.</param>
public sealed record HelpAnswer(
    Guid Id, string From, HelpState State, HelpLevel Level, Guid? HamletId, string? Where, Guid? TeamId, Guid? MemberId, string? Name, string? Phone, string Language,
    DateTime At, DateTime DueAt, bool Overdue, string Text, bool Sound, int Version);

/// <param name="Delivery">What became of an answer of ours that had to be sent.</param>
public sealed record HelpLine(DateTime At, bool Incoming, string Text, string? By, string? Sound, DeliveryOfAnswer Delivery);

public sealed record HelpFile(HelpAnswer Request, HelpLine[] Lines);

/// <param name="InPerson">Said at the door: nothing has to be sent.</param>
public sealed record HelpReply(int Version, string Text, bool InPerson = false);

public sealed record HelpClosing(int Version);

/// <param name="MemberId">Of the request's team; null is anybody of it.</param>
public sealed record HelpAssignment(int Version, Guid? MemberId);

public sealed record HelpPlace(int Version, Guid HamletId);

internal static class HelpEndpoints
{
    private const int PageSize = 100;

    public static void MapHelp(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/help").WithTags("help").WithMetadata(new NeedsAttribute(Permission.AnswerHelp));
        api.MapGet("/", ListAsync).WithMetadata(new LeavesTraceAttribute("read.help-list")).WithSummary("Help requests of the caller's area, the most urgent first; state is open, overdue, answered or closed.");
        api.MapGet("/{id:guid}", ReadAsync).WithMetadata(new LeavesTraceAttribute("read.help")).WithSummary("A request with all that was said.");
        api.MapPost("/{id:guid}/answer", async (Guid id, HelpReply reply, HelpDesk desk, CancellationToken ct) =>
        {
            await desk.AnswerAsync(id, reply.Version, reply.Text, reply.InPerson, ct);
            return TypedResults.NoContent();
        }).WithSummary("Answers the sender in the channel the request came through.");
        api.MapPost("/{id:guid}/close", async (Guid id, HelpClosing closing, HelpDesk desk, CancellationToken ct) =>
        {
            await desk.CloseAsync(id, closing.Version, ct);
            return TypedResults.NoContent();
        }).WithSummary("Closes a request.");
        api.MapPost("/{id:guid}/assign", async (Guid id, HelpAssignment to, HelpDesk desk, CancellationToken ct) =>
        {
            await desk.AssignAsync(id, to.Version, to.MemberId, ct);
            return TypedResults.NoContent();
        }).WithSummary("Gives a request to a member of its team.");
        api.MapPost("/{id:guid}/hamlet", async (Guid id, HelpPlace place, HelpDesk desk, CancellationToken ct) =>
        {
            await desk.LocateAsync(id, place.Version, place.HamletId, ct);
            return TypedResults.NoContent();
        }).WithSummary("Says which hamlet the sender is in; the request moves to its team.");
        routes.MapGet("/help/export", ExportAsync).WithMetadata(new NeedsAttribute(Permission.AnswerHelp), new LeavesTraceAttribute("read.help-export")).ExcludeFromDescription();
        routes.MapGet("/help/{id:guid}/sound/{file:guid}", SoundAsync).WithMetadata(new NeedsAttribute(Permission.AnswerHelp), new LeavesTraceAttribute("read.help")).ExcludeFromDescription();
    }

    private static async Task<Ok<HelpAnswer[]>> ListAsync(string? state, Guid? area, int? page, HelpDesk desk, AreaTree areas, TimeProvider clock, ReadTrace trace, CancellationToken ct)
    {
        var (rows, _) = await desk.PageAsync(new(state, area), (Math.Clamp(page ?? 1, 1, 10_000) - 1) * PageSize, PageSize, ct);
        trace.Count = rows.Count;
        return TypedResults.Ok(rows.Select(r => Answer(r.Request, r.Text, r.Sound, areas, clock)).ToArray());
    }

    private static async Task<Ok<HelpFile>> ReadAsync(Guid id, HelpDesk desk, AreaTree areas, TimeProvider clock, CancellationToken ct)
    {
        var (request, messages) = await desk.ReadAsync(id, ct);
        var first = messages.FirstOrDefault(m => m.Incoming);
        return TypedResults.Ok(new HelpFile(
            Answer(request, first?.Text ?? "", messages.Any(m => m.AudioId is not null), areas, clock),
            [.. messages.Select(m => new HelpLine(m.At, m.Incoming, m.Text, m.By, m.AudioId is { } sound ? $"/help/{id}/sound/{sound}" : null, m.Delivery))]));
    }

    private static async Task<FileContentHttpResult> SoundAsync(Guid id, Guid file, HttpContext http, HelpDesk desk, AppDb db, CancellationToken ct)
    {
        var (_, messages) = await desk.ReadAsync(id, ct);
        var sound = messages.Any(m => m.AudioId == file) ? await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == file, ct) : null;
        http.Response.Headers.CacheControl = "private, no-store";
        return sound is null ? throw new Refusal(Problems.NotFound) : TypedResults.Bytes(sound.Content, sound.ContentType, enableRangeProcessing: true);
    }

    /// <summary>The table of the page with all its rows.</summary>
    private static async Task<FileStreamHttpResult> ExportAsync(
        string? state, Guid? area, string? format, HttpContext http, HelpDesk desk, AreaTree areas, TeamRegister teams, CurrentArea current, TimeProvider clock, ReadTrace trace, CancellationToken ct)
    {
        var (t, now) = (http.Texts(), clock.GetUtcNow().UtcDateTime);
        var filter = new HelpFilter(state, area is null ? null : current.Unit?.AreaId);
        string[] columns = [t["help.what"], t["help.state"], t["help.due"], t["help.where"], t["help.who"], t["help.from"], t["help.whose"]];
        return await SheetDownload.OfAsync(format, "ba-con-hoi-giup", columns, trace.Counted(desk.AllAsync(filter, ct).Select(r => (object?[])
        [
            r.Text.Length > 0 ? r.Text : t[r.Sound ? "help.sound-only" : "help.place-only"], HelpWords.State(r.Request, now, t).Text,
            r.Request.State == HelpState.Open ? r.Request.DueAt : r.Request.At, r.Request.HamletId is { } hamlet ? areas.Today.NameWithParent(hamlet) : t["help.where.unknown"],
            r.Request.Name, HelpWords.From(r.Request, t), HelpWords.Whose(r.Request, teams, t),
        ])), ct, paper: http.Paper(t["help.title"], filter.Area));
    }

    private static HelpAnswer Answer(HelpRequest r, string text, bool sound, AreaTree areas, TimeProvider clock) => new(
        r.Id, r.From, r.State, r.Level, r.HamletId, r.HamletId is { } hamlet ? areas.Today.NameWithParent(hamlet) : null, r.TeamId, r.MemberId, r.Name,
        r.From == HelpRequest.Zalo ? null : r.Address, r.Language, r.At, r.DueAt, r.IsOverdue(clock.GetUtcNow().UtcDateTime), text, sound, r.Version);
}
