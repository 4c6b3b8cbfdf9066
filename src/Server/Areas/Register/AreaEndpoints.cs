using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

internal static class AreaEndpoints
{
    public static void MapAreas(this IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("/api/areas").WithTags("areas").WithMetadata(new NeedsAttribute(Permission.ViewAreas));
        look.MapGet("/", TreeAsync).WithMetadata(new OpenToProgramsAttribute()).Produces<AreaTreeAnswer>(StatusCodes.Status200OK, "application/json", "text/csv")
            .Produces(StatusCodes.Status304NotModified).WithSummary("The tree of a legal day, today when none is given; JSON, or a table as CSV.")
            .WithMetadata(new ApiExamples("", "?date=2025-07-01", "?format=csv", "?date=2024-09-01&format=csv"));
        look.MapGet("/{id:guid}/history", (Guid id, AreaView view) => view.HistoryOf(id)).WithSummary("Versions of a unit, what it came from and what became of it.");
        routes.MapGet("/areas/export", DownloadAsync).WithMetadata(new NeedsAttribute(Permission.ViewAreas)).ExcludeFromDescription();

        var change = routes.MapGroup("/api/areas").WithTags("areas").WithMetadata(new NeedsAttribute(Permission.ManageAreas));
        change.MapPost("/", async (NewArea area, ChangeAreas areas, CancellationToken ct) => Made(await areas.AddAsync(area, ct)))
            .WithSummary("A new unit; communes add their hamlets.");
        change.MapPost("/merge", async (AreaMerge merge, ChangeAreas areas, CancellationToken ct) => Made(await areas.MergeAsync(merge, ct)))
            .WithSummary("Several units become one new unit; what hangs below them follows.");
        change.MapPost("/{id:guid}/rename", async (Guid id, AreaRename rename, ChangeAreas areas, CancellationToken ct) => await areas.RenameAsync(id, rename, ct))
            .WithSummary("A new name or kind; the identity stays.");
        change.MapPost("/{id:guid}/reparent", async (Guid id, AreaReparent reparent, ChangeAreas areas, CancellationToken ct) => await areas.ReparentAsync(id, reparent, ct))
            .WithSummary("The unit hangs under another from a day on.");
        change.MapPost("/{id:guid}/end", async (Guid id, AreaEnding ending, ChangeAreas areas, CancellationToken ct) => await areas.EndAsync(id, ending, ct))
            .WithSummary("The unit ends; a living one takes over its doors, lanes and figures.");
        change.MapPut("/{id:guid}/lanes", async (Guid id, LaneLine[] lanes, LaneEdits edits, CancellationToken ct) =>
        {
            await edits.SaveAsync(id, lanes, ct);
            return TypedResults.NoContent();
        }).WithSummary("The lanes of a hamlet in walking order; those left out are closed.");
        change.MapPut("/{id:guid}/statistics", async (Guid id, StatisticsEntry entry, StatisticsEdits edits, CancellationToken ct) =>
        {
            await edits.SaveAsync(id, entry, ct);
            return TypedResults.NoContent();
        }).WithSummary("Official numbers of a unit on a date.");
    }

    private static async Task<IResult> TreeAsync(
        [Description("yyyy-MM-dd")] DateOnly? date, [Description("json or csv; else by what is accepted")] string? format, HttpContext http, AreaView view, CurrentUser user, AnswerTag tag, ReadTrace trace,
        TimeProvider clock, CancellationToken ct)
    {
        var csv = CsvAsked.Is(http.Request, format);
        if (tag.IsKnown(http, $"{(csv ? "csv" : "json")}-{user.AreasWith(Permission.ViewAreas).FirstOrDefault():n}"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var tree = view.TreeOn(date ?? clock.Today());
        trace.Count = tree.Areas.Length;
        return csv ? await SheetDownload.OfAsync(SheetWriter.Csv, "don-vi", AreaCsv.Columns, AreaCsv.Rows(tree), ct) : TypedResults.Ok(tree);
    }

    private static Created<Guid> Made(Guid id) => TypedResults.Created($"/areas/{id}", id);

    private static Task<FileStreamHttpResult> DownloadAsync(string? format, string? date, string? q, HttpContext http, AreaView view, TimeProvider clock, CancellationToken ct)
    {
        var tree = view.TreeOn(Formats.DayTyped(date) ?? clock.Today(), q);
        var t = http.Texts();
        return SheetDownload.OfAsync(format, $"don-vi-{tree.Date:yyyy-MM-dd}", AreaSheet.Columns(t), tree.Areas.Select(a => AreaSheet.Cells(a, t)), ct,
            paper: http.Paper(t["areas.sheet"], null, t["sheet.day", Formats.Day(tree.Date)]));
    }
}
