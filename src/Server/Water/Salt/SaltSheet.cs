using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts.Frame;
using TungNgo.Lists;
using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Web;

namespace TungNgo.Water.Salt;

/// <summary>The bulletin as a sheet, a line for each point. It speaks Vietnamese whoever asks: it goes on to offices as the bulletin does.</summary>
internal static class SaltSheet
{
    public static async Task<FileStreamHttpResult> OfAsync(string? format, string? from, string? to, ReadSaltBulletin read, HttpContext http, CancellationToken ct)
    {
        var (t, bulletin) = (Texts.In("vi"), await read.OfAsync(Formats.DayTyped(from), Formats.DayTyped(to), ct));
        string[] columns =
        [
            t["water.station.river"], t["water.station"], t["water.station.km"],
            .. bulletin.Spans.SelectMany(s => new[] { t["salt.max.of", SaltWords.Span(s, t)], t["salt.min.of", SaltWords.Span(s, t)] }),
            t["salt.change"], t["salt.partial"], t["salt.forecast.max"], t["salt.forecast.low"], t["salt.forecast.high"], t["salt.forecast.day"],
            t["salt.fresh", WaterWords.Salt(HamletWater.FreshLimit)], t["salt.advice"], t["salt.risk"],
        ];
        return await SheetDownload.OfAsync(format, "ban-tin-man", columns, bulletin.Rows.Select(r => (object?[])
        [
            r.Station.River, r.Station.Name, r.Station.KmFromMouth, .. r.Spans.SelectMany(s => new object?[] { s.Max, s.Min }),
            r.Change, r.Spans.Any(s => s is { IsWhole: false, Max: not null }) ? "x" : null,
            SaltWords.Rounded(r.Peak?.Max), SaltWords.Rounded(r.Peak?.Low), SaltWords.Rounded(r.Peak?.High), r.Peak?.Day,
            Said(FreshWords.Of(r.Fresh)), Said(string.Join(" ", SaltWords.Advice(r, t))), r.Risk is { } risk ? SaltWords.Risk(risk, t) : null,
        ]), ct, paper: http.Paper(t["salt.title"], null, OfficePapers.Days(bulletin.Spans.Min(s => s.From), bulletin.Spans.Max(s => s.To), t), t));
    }

    private static string? Said(string text) => text.Length > 0 ? text : null;
}
