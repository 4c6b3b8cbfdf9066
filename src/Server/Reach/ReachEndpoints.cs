using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Live;
using TungNgo.Providers;
using TungNgo.Web;

namespace TungNgo.Reach;

internal static class ReachEndpoints
{
    /// <summary>More rows than a sheet that people can work with.</summary>
    private const int MostHouseholds = 50_000;

    public static void MapReach(this IEndpointRouteBuilder routes)
    {
        var needs = new NeedsAttribute(Permission.ViewBulletins);
        var api = routes.MapGroup("/api/bulletins/{id:guid}/reach").WithTags("bulletins").WithMetadata(needs);
        api.MapGet("/", async (
                Guid id, [Description("Number of the version; the newest that was sent when left out")] int? version,
                [Description("Unit and all below it; that of the bulletin, or the caller's own, when left out")] Guid? area, HttpContext http, ReachReader reader, CancellationToken ct) =>
            (await reader.AskAsync(id, version, area, http.Texts().Language, ct)).Answer).WithSummary("Whom a bulletin reached, whom it did not, and why.");
        api.MapGet("/events", (Guid id, int? version, ReachSignal signal, LiveStream live, HttpContext http) => live.RunAsync(http, signal.Of(id, version)))
            .WithSummary("Server-sent events: a line whenever the reach of the bulletin has changed.");
        routes.MapGet("/bulletins/{id:guid}/reach/download", SheetAsync).WithMetadata(needs).ExcludeFromDescription();
        routes.MapGet("/bulletins/{id:guid}/reach/households/download", HouseholdsAsync)
            .WithMetadata(new NeedsAttribute(Permission.ViewHouseholds), new LeavesTraceAttribute("read.unreached-export")).ExcludeFromDescription();
    }

    private static async Task<FileStreamHttpResult> HouseholdsAsync(Guid id, string? format, int? version, Guid? area, HttpContext http, ReachHouseholds households, AreaTree areas, ReadTrace trace, CancellationToken ct)
    {
        var t = http.Texts();
        var (rows, _, code) = await households.ReadAsync(id, version, area, 0, MostHouseholds, ct);
        (trace.AreaId, trace.Count) = (area, rows.Count);
        string[] headings = [t["reach.household"], t["reach.lane"], t["reach.area"], t["reach.language"], t["reach.state"], t["reach.last-try"]];
        return await SheetDownload.OfAsync(format, $"ho-chua-nhan-{code}", headings, rows.Select(r => (object?[])
        [
            r.Head, areas.LanesOf(r.HamletId).FirstOrDefault(l => l.Id == r.LaneId)?.Name ?? t["reach.lane.none"], areas.Today.NameWithParent(r.HamletId), ChannelWords.Language(t, r.Language),
            t[$"reach.recipient.{r.State}"], ReachWords.LastTry(t, r.Last),
        ]), ct, paper: http.Paper(t["reach.sheet.households", code], area));
    }

    private static async Task<FileStreamHttpResult> SheetAsync(Guid id, string? format, int? version, Guid? area, string? sort, string? dir, HttpContext http, ReachReader reader, CancellationToken ct)
    {
        var t = http.Texts();
        var view = await reader.AskAsync(id, version, area, t.Language, ct);
        return await SheetDownload.OfAsync(
            format, $"tin-den-dau-{view.Bulletin.Code}", ReachTable.Headings(t), ReachTable.Rows(view.Answer, sort, dir, t).Select(r => r.Cells), ct,
            paper: http.Paper(t["reach.sheet", view.Bulletin.Code], area));
    }
}
