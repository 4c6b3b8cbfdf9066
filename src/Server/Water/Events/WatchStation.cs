using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Water.Checks;
using TungNgo.Water.Foreseen;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water.Events;

/// <summary>
/// Looks at one station again from the first new reading on: judges the readings, folds them into events, and brings what is stored to what the fold says.
/// </summary>
internal sealed class WatchStation(AppDb db, Writer writer, EventBook book, ForeseenBook foreseen, StationHamlets hamlets, TimeProvider clock)
{
    /// <summary>How far before the first new reading the fold begins: a tide cycle and more, so that what was open then is open again.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(32), Settled = TimeSpan.FromDays(16);

    private static readonly TimeSpan Telling = TimeSpan.FromHours(1);

    /// <returns>False when more came meanwhile, and nothing was done.</returns>
    public async Task<bool> RunAsync(Guid stationId, CancellationToken ct)
    {
        var station = await db.Stations.AsNoTracking().SingleAsync(s => s.Id == stationId, ct);
        var state = await db.StationStates.AsNoTracking().SingleAsync(s => s.StationId == stationId, ct);
        var now = Instants.AsStored(clock.GetUtcNow().UtcDateTime);
        var open = await db.WaterEvents.AsNoTracking().Where(e => e.StationId == stationId && e.ForeseenBy == null && e.ClosedAt == null).Select(e => (DateTime?)e.OpenedAt).MinAsync(ct);
        var first = new[] { state.NewFrom ?? now, open ?? now }.Min();
        var from = first - Before;
        var series = await StationSeries.ReadAsync(db, station, await DownstreamAsync(station, ct), from, ct);
        var crops = await hamlets.CropsAsync(stationId, clock.Today(), ct);
        var thresholds = await ThresholdBook.ReadAsync(db, ct);
        var rules = await db.HazardRules.AsNoTracking().Where(r => r.Measure == Measure.Salinity).ToListAsync(ct);

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var kept = await db.StationStates.SingleAsync(s => s.StationId == stationId, ct);
        if (kept.Arrivals != state.Arrivals)
        {
            // More has come meanwhile; it is looked at together, in the next turn.
            return false;
        }

        var moved = false;
        foreach (var rule in rules)
        {
            var (watch, seen) = (rule.ToWatch(station.StaleHours), series.Observations(rule.Side).ToList());
            var watching = Fold(watch, seen, thresholds, crops, now);
            moved |= await book.BringAsync(write, station, rule, watching, from + (Before - Settled), now, ct);
            moved |= await foreseen.BringAsync(
                write, station, rule, [.. thresholds.BandsOn(LegalDay.Of(now), rule.Side, crops)], seen, watching, TimeSpan.FromHours(watch.StaleHours), now, ct);
        }

        var changed = series.Changed.ToList();
        foreach (var (row, verdict) in changed)
        {
            (row.Quality, row.Doubt) = (verdict.Quality, verdict.Doubt);
        }

        write.Rows.Add(RowStatement.Update(db, changed.ConvertAll(c => c.Row), nameof(Reading.Quality), nameof(Reading.Doubt)));
        await KeepDaysAsync(station, series, LegalDay.Of(first), ct);
        Note(kept, series, await db.Readings.CountAsync(r => r.Station == station.Number && r.Quality == Quality.Suspect && r.At < from, ct), now);
        await TellAsync(write, station, kept, changed.Count, moved, ct);
        await write.CommitAsync(ct);
        await LookUpstreamAsync(station, state.NewFrom, ct);
        return true;
    }

    /// <summary>Stations that send every ten minutes would fill feed and audit with looks that found nothing: those are told of once an hour.</summary>
    private async Task TellAsync(Write write, Station station, StationState kept, int judged, bool moved, CancellationToken ct)
    {
        if (!moved && judged == 0 && write.Now - kept.ToldAt < Telling)
        {
            // What is saved follows from readings that have their entry.
            await db.SaveChangesAsync(ct);
            return;
        }

        kept.ToldAt = write.Now;
        write.Changed(ChangeKind.Station, station.Id);
        write.Audit("water.watch", station.Id, station.AreaId, null, new { Judged = judged, Moved = moved });
    }

    private static Watching? Fold(WatchRule rule, IEnumerable<Observation> observations, ThresholdBook thresholds, IReadOnlySet<string> crops, DateTime now)
    {
        Watching? watching = null;
        var changes = new Queue<DateOnly>();
        foreach (var observation in observations)
        {
            var day = LegalDay.Of(observation.From);
            if (watching is null)
            {
                watching = new(rule, thresholds.BandsOn(day, rule.Side, crops));
                changes = new(thresholds.ChangesBetween(day, LegalDay.Of(now)).Skip(1));
            }

            for (; changes.TryPeek(out var next) && next <= day; changes.Dequeue())
            {
                watching.Use(thresholds.BandsOn(next, rule.Side, crops));
            }

            watching.Take(observation);
        }

        watching?.Look(now);
        return watching;
    }

    /// <summary>The next station towards the sea on the same river.</summary>
    private Task<Station?> DownstreamAsync(Station station, CancellationToken ct) => station.KmFromMouth is not { } km
        ? Task.FromResult<Station?>(null)
        : db.Stations.AsNoTracking().Where(s => s.Active && s.River == station.River && s.KmFromMouth < km).OrderByDescending(s => s.KmFromMouth).FirstOrDefaultAsync(ct);

    /// <summary>The stations above are judged by this one, too; they look once more, and tell nobody further up.</summary>
    private async Task LookUpstreamAsync(Station station, DateTime? from, CancellationToken ct)
    {
        if (from is not { } first || station.KmFromMouth is not { } km
            || await db.Stations.AsNoTracking().Where(s => s.Active && s.River == station.River && s.KmFromMouth > km).OrderBy(s => s.KmFromMouth).FirstOrDefaultAsync(ct) is not { } above
            || !await db.Readings.AnyAsync(r => r.Station == above.Number && r.Measure == Measure.Salinity && r.At >= first && r.Quality == Quality.Suspect, ct))
        {
            return;
        }

        await using var write = await db.BeginPlainWriteAsync(ct);
        await RecordReadings.MarkNewAsync(db, above.Id, first, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Days from the first new reading on, as their good readings say.</summary>
    private async Task KeepDaysAsync(Station station, StationSeries series, DateOnly from, CancellationToken ct)
    {
        var known = await db.StationDays.Where(d => d.Station == station.Number && d.Measure == Measure.Salinity && d.Day >= from).ToDictionaryAsync(d => d.Day, ct);
        foreach (var day in series.Judged.Where(j => LegalDay.Of(j.Held.Row.At) >= from).GroupBy(j => LegalDay.Of(j.Held.Row.At)))
        {
            var good = day.Where(j => j.Verdict.Quality == Quality.Good).Select(j => j.Held.Row).ToList();
            var kept = known.GetValueOrDefault(day.Key) ?? db.StationDays.Add(new StationDay { Station = station.Number, Measure = Measure.Salinity, Day = day.Key }).Entity;
            (kept.Max, kept.Min) = (Highest(good), good.Where(r => r.Span != Span.DayMax).Select(r => (double?)r.Value).Min());
            (kept.Count, kept.Given) = (good.Count(r => r.Span == Span.Instant), good.Exists(r => r.Span == Span.DayMax));
        }
    }

    private static void Note(StationState state, StationSeries series, int suspectsBefore, DateTime now)
    {
        var good = series.Judged.Where(j => j.Verdict.Quality == Quality.Good).Select(j => j.Held.Row).ToList();
        (state.NewFrom, state.LookedAt) = (null, now);
        state.Suspects = suspectsBefore + series.Judged.Count(j => j.Verdict.Quality == Quality.Suspect);
        if (good.Where(r => r.Span == Span.Instant).MaxBy(r => r.At) is var instant && good.Where(r => r.Span == Span.DayMax).MaxBy(r => r.At) is var day && (instant ?? day) is null)
        {
            return;
        }

        var newest = day is null || (instant is not null && instant.At >= day.At.AddDays(1)) ? instant! : day;
        (state.Value, state.At, state.Span) = (newest.Value, newest.At, newest.Span);
        var days = good.GroupBy(r => LegalDay.Of(r.At)).OrderByDescending(g => g.Key).Take(2).ToList();
        (state.Day, state.DayMax, state.DayMin) = (days[0].Key, Highest(days[0]), days[0].Where(r => r.Span != Span.DayMax).Select(r => (double?)r.Value).Min());
        state.MaxBefore = days.Count > 1 && days[1].Key == days[0].Key.AddDays(-1) ? Highest(days[1]) : null;
    }

    private static double? Highest(IEnumerable<Reading> day) => day.Where(r => r.Span != Span.DayMin).Select(r => (double?)r.Value).Max();
}
