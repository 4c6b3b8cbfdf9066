using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Salt;

/// <summary>Gathers a bulletin from what is measured, foreseen and told; never more than the caller may see.</summary>
internal sealed class ReadSaltBulletin(AppDb db, StationScope scope, WaterReader reader, HamletWater water, RiskBook risks, AreaTree areas, TimeProvider clock)
{
    public const int MostDays = 31;

    /// <summary>More days would not fit beside each other on the page.</summary>
    private const int MostColumns = 2;

    /// <param name="from">Null takes the day before the last one.</param>
    /// <param name="to">Null takes yesterday, the last day that is over.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<SaltBulletin> OfAsync(DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        var spans = SpansOf(from, to, clock.Today());
        var (first, last) = (spans[^1].Before.From < spans[0].From ? spans[^1].Before.From : spans[0].From, spans[^1].To);
        var stations = await scope.VisibleAsync(ct);
        var numbers = stations.ConvertAll(s => s.Number);
        var days = (await db.StationDays.AsNoTracking()
                .Where(d => numbers.Contains(d.Station) && d.Measure == Measure.Salinity && d.Day >= first && d.Day <= last).ToListAsync(ct))
            .ToLookup(d => d.Station);

        var issued = new Dictionary<Guid, IssuedRisk?>();
        foreach (var unit in stations.Select(scope.UnitOf).Distinct())
        {
            issued[unit] = await risks.OnAsync(unit, last, ct);
        }

        var (rows, foreseen) = (new List<SaltRow>(), new List<StationForecast>());
        foreach (var station in stations.Where(s => s.Active || days[s.Number].Any(d => d.Day >= spans[0].From)))
        {
            var (coming, _) = await reader.ForecastAsync(station, last.AddDays(1), ct);
            foreseen.AddRange(coming);
            // How the water is now says nothing of a week in March.
            var now = last >= clock.Today().AddDays(-1) ? await water.AtAsync(station.Id, ct) : null;
            var extremes = spans.ConvertAll(s => SaltExtremes.Of(s, days[station.Number]));
            var change = Change(extremes[^1], SaltExtremes.Of(spans[^1].Before, days[station.Number]));
            rows.Add(new(station, extremes, change, coming.MaxBy(f => f.Max), now, issued[scope.UnitOf(station)]));
        }

        return new(
            spans, rows, foreseen.Count == 0 ? null : new(foreseen.Min(f => f.Day), foreseen.Max(f => f.Day)), clock.Today(),
            Most(rows.Select(r => r.Station.Operator).Where(o => o.Length > 0)) ?? Texts.In("vi")["water.source"],
            Most(rows.Select(r => areas.Today.Find(scope.UnitOf(r.Station))?.Name).OfType<string>()) ?? Formats.Missing);
    }

    private static List<SaltSpan> SpansOf(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to is { } t && t < today ? t : to is null ? today.AddDays(-1) : today;
        var first = from is { } f && f <= last ? f : last.AddDays(1 - MostColumns);
        first = last.DayNumber - first.DayNumber < MostDays ? first : last.AddDays(1 - MostDays);
        var all = new SaltSpan(first, last);
        return all.Days > MostColumns ? [all] : [.. Enumerable.Range(0, all.Days).Select(i => new SaltSpan(first.AddDays(i), first.AddDays(i)))];
    }

    private static double? Change(SaltExtremes last, SaltExtremes before) =>
        last.IsWhole && before.IsWhole ? Math.Round(last.Max!.Value - before.Max!.Value, 2) : null;

    private static string? Most(IEnumerable<string> names) =>
        names.CountBy(n => n).OrderByDescending(n => n.Value).Select(n => n.Key).FirstOrDefault();
}
