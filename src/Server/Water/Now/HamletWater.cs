using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Fresh;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water.Now;

/// <summary>What a grower of a crop should do now.</summary>
public enum Advice
{
    /// <summary>Nothing is known that is young enough.</summary>
    Unknown = 0,
    Take = 1,

    /// <summary>Near the limit, or beyond it at high water only: measure first.</summary>
    Measure = 2,
    Close = 3,
}

/// <param name="Crop">Null is the water of every household.</param>
/// <param name="Limit">The tightest limit that holds for it now, g/l.</param>
internal sealed record CropAdvice(string? Crop, string? Stage, Side Side, double Limit, Advice Advice);

/// <summary>A station as the people of a hamlet see it.</summary>
/// <param name="StaleAt">From when on nobody knows how the water is, unless something is measured until then; null where nothing was ever measured.</param>
/// <param name="Event">What is beyond a limit, as it was measured.</param>
/// <param name="Foreseen">What is expected to go beyond a limit.</param>
/// <param name="Windows">When water can be taken, for the tightest limit of 1 g/l.</param>
/// <param name="Days">The highest of the coming days, of those that may be shown; none once readings are too old.</param>
internal sealed record StationWater(
    Station Station, string? Intake, StationState State, bool IsStale, DateTime? StaleAt, WaterEvent? Event, WaterEvent? Foreseen, IReadOnlyList<FreshWindow> Windows, FreshUnknown Unknown,
    IReadOnlyList<CropAdvice> Advice, IReadOnlyList<StationForecast> Days);

/// <summary>
/// A hamlet's water: what was measured, what is open, when it is fresh, what to do. The one home of it, for the phone, the public page and the console.
/// </summary>
internal sealed class HamletWater(AppDb db, StationHamlets hamlets, ShownForecasts shown, TimeProvider clock)
{
    /// <summary>Times of fresh water are told for the limit of the most sensitive crops and of people.</summary>
    public const double FreshLimit = 1;

    public async Task<IReadOnlyList<StationWater>> OfAsync(Guid hamletId, CancellationToken ct) =>
        (await OfAsync([hamletId], ct)).GetValueOrDefault(hamletId) ?? [];

    /// <summary>By hamlet; one without a station is not among them.</summary>
    public async Task<Dictionary<Guid, IReadOnlyList<StationWater>>> OfAsync(IReadOnlyCollection<Guid> hamletIds, CancellationToken ct)
    {
        var today = clock.Today();
        var links = await hamlets.OfAsync(hamletIds, today, ct);
        var waters = new Dictionary<Guid, StationWater>();
        foreach (var id in links.Select(l => l.Link.StationId).Distinct())
        {
            if (await ReadAsync(id, today, ct) is { } water)
            {
                waters[id] = water;
            }
        }

        return links.Where(l => waters.ContainsKey(l.Link.StationId)).GroupBy(l => l.Hamlet)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<StationWater>)[.. g.DistinctBy(l => l.Link.StationId).Select(l => waters[l.Link.StationId] with { Intake = l.Link.Intake })]);
    }

    /// <summary>
    /// Of a station itself, with advice for what grows where its water goes (for all that there are limits for, where nobody knows); null when it is no
    /// longer read.
    /// </summary>
    public async Task<StationWater?> AtAsync(Guid stationId, CancellationToken ct)
    {
        var (today, crops) = (clock.Today(), await hamlets.CropsAsync(stationId, clock.Today(), ct));
        return await ReadAsync(stationId, today, ct) is { } water
            ? water with { Advice = [.. water.Advice.Where(a => a.Crop is null || crops.Count == 0 || crops.Contains(a.Crop))] }
            : null;
    }

    private async Task<StationWater?> ReadAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        var station = await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Active, ct);
        if (station is null)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var state = await db.StationStates.AsNoTracking().SingleAsync(s => s.StationId == id, ct);
        var open = await db.WaterEvents.AsNoTracking().Where(e => e.StationId == id && e.ClosedAt == null).OrderBy(e => e.Side).ThenByDescending(e => e.Level).ToListAsync(ct);
        var stale = station.StaleHours ?? await db.HazardRules.Where(r => r.Side == Side.Above).Select(r => r.StaleHours).SingleAsync(ct);
        DateTime? staleAt = state.At is { } at ? (state.Span == Span.Instant ? at : at.AddDays(1)).AddHours(stale) : null;
        var isStale = staleAt is null || now > staleAt;
        var (windows, unknown) = isStale ? ([], FreshUnknown.TooOld) : FreshWindows.Find(await RecentAsync(station, now, ct), FreshLimit, now);
        return new(station, null, state, isStale, staleAt, open.Find(e => e.ForeseenBy is null), open.Find(e => e.ForeseenBy is not null), windows, unknown, await AdviseAsync(state, isStale, today, ct),
            !isStale && await shown.NewestAsync(station.Number, today, 1, ct) is [var days, ..] ? days : []);
    }

    private async Task<List<(DateTime, double)>> RecentAsync(Station station, DateTime now, CancellationToken ct)
    {
        var from = now.AddDays(-15);
        var rows = await db.Readings.AsNoTracking()
            .Where(r => r.Station == station.Number && r.Measure == Measure.Salinity && r.Span == Span.Instant && r.At > from && r.Depth == 0 && r.Quality == Quality.Good)
            .OrderBy(r => r.At).ThenBy(r => r.Revision).Select(r => new { r.At, r.Value }).ToListAsync(ct);
        return rows.ConvertAll(r => (r.At, r.Value));
    }

    /// <summary>For each crop and stage its tightest limit on either side, held against the newest day.</summary>
    private async Task<IReadOnlyList<CropAdvice>> AdviseAsync(StationState state, bool isStale, DateOnly today, CancellationToken ct)
    {
        var limits = (await db.Thresholds.AsNoTracking().Where(t => t.State == ThresholdState.Signed && t.Measure == Measure.Salinity).ToListAsync(ct)).Where(t => t.IsValidOn(today));
        return [.. limits.Where(t => t.Use != WaterUse.Law).GroupBy(t => (t.Crop, t.Stage, t.Side)).Select(g => g.Key.Side == Side.Above ? g.MinBy(t => t.Limit)! : g.MaxBy(t => t.Limit)!)
            .OrderBy(t => t.Crop is null).ThenBy(t => t.Crop, StringComparer.Ordinal).ThenBy(t => CropStages.Find(t.Crop ?? "", t.Stage ?? "")?.From)
            .Select(t => new CropAdvice(t.Crop, t.Stage, t.Side, t.Limit, isStale ? Advice.Unknown : Judge(state, t)))];
    }

    private static Advice Judge(StationState state, Threshold limit)
    {
        var (worst, best) = limit.Side == Side.Above
            ? (state.DayMax ?? state.Value, state.DayMin ?? state.Value)
            : (-(state.DayMin ?? state.Value), -(state.DayMax ?? state.Value));
        var at = limit.Side == Side.Above ? limit.Limit : -limit.Limit;
        return worst is null ? Advice.Unknown : best >= at ? Advice.Close : worst >= at ? Advice.Measure : Advice.Take;
    }
}
