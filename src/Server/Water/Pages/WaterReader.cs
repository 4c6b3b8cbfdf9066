using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water.Pages;

/// <summary>A station as the overview shows it.</summary>
internal sealed record StationNow(Station Station, StationState State, WaterEvent? Event, WaterEvent? Foreseen, bool IsStale)
{
    /// <summary>It measured once, and has told nothing for long.</summary>
    public bool IsSilent => IsStale && State.At is not null;

    /// <summary>Highest of its last day less the highest of the day before, as exact as both are told.</summary>
    public double? Trend => State is { DayMax: { } max, MaxBefore: { } before } ? Math.Round(max - before, 1) : null;
}

/// <summary>What the pages show; never more than the caller may see.</summary>
internal sealed class WaterReader(AppDb db, StationScope scope, ShownForecasts shown, TimeProvider clock)
{
    /// <summary>Longer spans are drawn from days.</summary>
    public const int MostDaysOfReadings = 31;

    /// <param name="silent">Only stations that have gone silent: "mine" are those that the caller looks after. Null is all.</param>
    public List<StationNow> Listed(List<StationNow> stations, string? silent) =>
        silent is null ? stations : stations.FindAll(s => s.IsSilent && (silent != "mine" || scope.MayChange(s.Station)));

    public async Task<List<StationNow>> NowAsync(CancellationToken ct)
    {
        var stations = (await scope.VisibleAsync(ct)).Where(s => s.Active).ToList();
        var states = await db.StationStates.AsNoTracking().ToDictionaryAsync(s => s.StationId, ct);
        var open = (await db.WaterEvents.AsNoTracking().Where(e => e.ClosedAt == null).ToListAsync(ct)).ToLookup(e => e.StationId);
        var stale = await db.HazardRules.Where(r => r.Side == Side.Above).Select(r => r.StaleHours).SingleAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return stations.ConvertAll(s => new StationNow(s, states[s.Id], open[s.Id].Where(e => e.ForeseenBy is null).OrderByDescending(e => e.Side == Side.Above).ThenByDescending(e => e.Level).FirstOrDefault(),
            open[s.Id].FirstOrDefault(e => e.ForeseenBy is not null),
            states[s.Id] is var state && (state.At is not { } at || now - (state.Span == Span.Instant ? at : at.AddDays(1)) > TimeSpan.FromHours(s.StaleHours ?? stale))));
    }

    public Task<StationState> StateAsync(Station station, CancellationToken ct) => db.StationStates.AsNoTracking().SingleAsync(s => s.StationId == station.Id, ct);

    public Task<List<WaterEvent>> EventsAsync(Station station, int most, CancellationToken ct) =>
        db.WaterEvents.AsNoTracking().Where(e => e.StationId == station.Id).OrderByDescending(e => e.OpenedAt).Take(most).ToListAsync(ct);

    /// <summary>Points of a chart: readings for a month and less, of salt days for more.</summary>
    public async Task<IReadOnlyList<ChartPoint>> PointsAsync(Station station, Measure measure, DateTime from, DateTime to, CancellationToken ct)
    {
        if (measure == Measure.Salinity && (to - from).TotalDays > MostDaysOfReadings)
        {
            var (first, last) = (LegalDay.Of(from), LegalDay.Of(to));
            var days = await db.StationDays.AsNoTracking().Where(d => d.Station == station.Number && d.Measure == Measure.Salinity && d.Day >= first && d.Day <= last && d.Max != null)
                .OrderBy(d => d.Day).Select(d => new { d.Day, d.Min, d.Max }).ToListAsync(ct);
            return days.ConvertAll(d => new ChartPoint(LegalDay.Start(d.Day).AddHours(12), d.Min ?? d.Max!.Value, d.Max!.Value));
        }

        var rows = await db.Readings.AsNoTracking()
            .Where(r => r.Station == station.Number && r.Measure == measure && r.At >= from && r.At <= to && r.Depth == 0 && r.Quality != Quality.Rejected)
            .Select(r => new { r.Span, r.At, r.Value, r.Quality, r.Revision }).ToListAsync(ct);
        var instants = rows.Where(r => r.Span == Span.Instant).GroupBy(r => r.At).Select(g => g.MaxBy(r => r.Revision)!).ToList();
        var seen = instants.Select(r => LegalDay.Of(r.At)).ToHashSet();
        var given = rows.Where(r => r.Span != Span.Instant && !seen.Contains(LegalDay.Of(r.At))).GroupBy(r => r.At)
            .Select(g => new ChartPoint(g.Key.AddHours(12), g.Min(r => r.Value), g.Max(r => r.Value), g.Any(r => r.Quality == Quality.Suspect)));
        return [.. instants.Select(r => new ChartPoint(r.At, r.Value, r.Value, r.Quality == Quality.Suspect)).Concat(given).OrderBy(p => p.At)];
    }

    /// <summary>The newest days with good readings of salt, the newest first.</summary>
    public Task<List<StationDay>> DaysAsync(Station station, int most, CancellationToken ct) => db.StationDays.AsNoTracking()
        .Where(d => d.Station == station.Number && d.Measure == Measure.Salinity && d.Max != null).OrderByDescending(d => d.Day).Take(most).ToListAsync(ct);

    /// <summary>Signed limits of salt that hold on a day.</summary>
    public async Task<List<Threshold>> LimitsAsync(Side side, DateOnly day, CancellationToken ct) =>
        [.. (await db.Thresholds.AsNoTracking().Where(t => t.State == ThresholdState.Signed && t.Side == side && t.Measure == Measure.Salinity).ToListAsync(ct))
            .Where(t => t.IsValidOn(day)).OrderBy(t => t.Limit)];

    /// <summary>Single readings that hold, in the order of time, for going through history again; judged anew by whoever asks.</summary>
    public async Task<List<(DateTime At, double Value)>> HistoryAsync(Station station, DateTime from, DateTime to, CancellationToken ct)
    {
        var rows = await db.Readings.AsNoTracking()
            .Where(r => r.Station == station.Number && r.Measure == Measure.Salinity && r.Span == Span.Instant && r.At >= from && r.At < to && r.Depth == 0)
            .OrderBy(r => r.At).ThenBy(r => r.Revision).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.At).Select(g => HeldReading.Of([.. g]).Row).Where(r => r.Review != Quality.Rejected).Select(r => (r.At, r.Value))];
    }

    public Task<HazardRule> RuleAsync(Side side, CancellationToken ct) => db.HazardRules.AsNoTracking().SingleAsync(r => r.Measure == Measure.Salinity && r.Side == side, ct);

    /// <summary>
    /// What is foreseen of the days from one on, by whoever knew the days before it, and of each how well such forecasts did. Days that may not be shown
    /// are not among them.
    /// </summary>
    public async Task<(List<StationForecast> Days, List<StationSkill> Skills)> ForecastAsync(Station station, DateOnly from, CancellationToken ct)
    {
        var skills = await db.StationSkills.AsNoTracking().Where(s => s.Station == station.Number).OrderBy(s => s.Horizon).ToListAsync(ct);
        return (await shown.NewestAsync(station.Number, from, 1, ct) is [var days, ..] ? days : [], skills);
    }
}
