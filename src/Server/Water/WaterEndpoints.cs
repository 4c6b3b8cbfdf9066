using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Water.Pages;
using TungNgo.Water.Readings;
using TungNgo.Water.Salt;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;
using TungNgo.Web;

namespace TungNgo.Water;

internal static class WaterEndpoints
{
    public static void MapWater(this IEndpointRouteBuilder routes)
    {
        routes.MapStationPush();
        var pages = routes.MapGroup("/water").WithMetadata(new NeedsAttribute(Permission.ViewWater)).ExcludeFromDescription();
        pages.MapGet("/download", OverviewAsync);
        pages.MapGet("/bulletin/download", SaltSheet.OfAsync);
        pages.MapGet("/stations/{id:guid}/download", SeriesAsync);
        pages.MapGet("/stations/{id:guid}/photos/{file:guid}", PhotoAsync);
    }

    private static async Task<FileContentHttpResult> PhotoAsync(Guid id, Guid file, ReadingPhotos photos, CancellationToken ct)
    {
        var photo = await photos.FindAsync(id, file, ct);
        return TypedResults.Bytes(photo.Content, photo.ContentType, entityTag: new EntityTagHeaderValue($"\"{photo.Hash}\""));
    }

    private static async Task<FileStreamHttpResult> OverviewAsync(string? format, string? silent, WaterReader reader, HttpContext http, CancellationToken ct)
    {
        var t = http.Texts();
        return await SheetDownload.OfAsync(
            format, "do-man", [t["water.station"], t["water.station.river"], t["water.now"], t["water.measured"], t["water.day"], t["water.day.max"], t["water.day.min"], t["water.trend"],
                t["water.state"], t["water.suspects"]],
        reader.Listed(await reader.NowAsync(ct), silent).Select(n => (object?[])[
            n.Station.Name, n.Station.River, n.State.Span == Span.Instant ? n.State.Value : null, Formats.Instant(n.State.At), Formats.Day(n.State.Day), n.State.DayMax, n.State.DayMin, n.Trend,
            n.Event is null && n.IsStale ? t["water.now.stale"] : WaterWords.Event(n.Event, t).Text, n.State.Suspects]), ct, paper: http.Paper(t["water.sheet"]));
    }

    private static async Task<FileStreamHttpResult> SeriesAsync(
        Guid id, string? format, int? days, MeasureReader reader, StationScope scope, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var t = http.Texts();
        var station = await scope.FindAsync(id, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now.AddDays(-Math.Clamp(days ?? 31, 1, 3660));
        var points = reader.AllAsync(station, since, now, ct);
        return await SheetDownload.OfAsync(
            format, "so-do", [t["water.measured"], t["water.measure"], t["water.measure.unit"], t["water.day.min"], t["water.day.max"], t["water.suspects"]],
            points.Select(p => (object?[])[
                Formats.Instant(p.Point.At), WaterWords.Measure(p.Measure, t), Units.Write(Units.Kept(p.Measure)), p.Point.Low, p.Point.High,
                p.Point.Doubtful ? "x" : ""]),
            ct, paper: http.Paper(t["water.sheet.of", station.Name], null, OfficePapers.Days(LegalDay.Of(since), LegalDay.Of(now), t)));
    }
}
