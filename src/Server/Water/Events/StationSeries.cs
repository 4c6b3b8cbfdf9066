using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Events;

/// <summary>A reading that holds now: of all that was said of its moment the last correction, or the highest of what contradicts itself.</summary>
internal sealed record HeldReading(Reading Row, bool Conflict)
{
    /// <summary>Of rows of one moment and depth.</summary>
    public static HeldReading Of(IReadOnlyList<Reading> moment)
    {
        if (moment.Count == 1)
        {
            return new(moment[0], false);
        }

        var corrections = moment.Where(r => r.Corrects).ToList();
        // Whichever came first: the order of arrival must not decide, and of two the saltier is the safer to take.
        return corrections.Count > 0 ? new(corrections.MaxBy(r => r.Revision)!, false) : new(moment.MaxBy(r => r.Value)!, true);
    }
}

/// <summary>The salt readings of a station from an instant on, judged.</summary>
internal sealed class StationSeries
{
    private readonly List<(HeldReading Held, Verdict Verdict)> judged = [];

    /// <summary>Good values in the order of their time; see <see cref="Watching"/>.</summary>
    /// <param name="side">Above takes the highest of days, below the lowest.</param>
    public IEnumerable<Observation> Observations(Side side) => judged
        .Where(j => j.Verdict.Quality == Quality.Good && j.Held.Row.Span != (side == Side.Above ? Span.DayMin : Span.DayMax))
        .Select(j => new Observation(j.Held.Row.At, j.Held.Row.Span == Span.Instant ? j.Held.Row.At : j.Held.Row.At.AddDays(1), j.Held.Row.Value))
        .OrderBy(o => o.To).ThenBy(o => o.From).ThenBy(o => o.Value);

    public IReadOnlyList<(HeldReading Held, Verdict Verdict)> Judged => judged;

    /// <summary>Rows whose verdict is another than the stored one.</summary>
    public IEnumerable<(Reading Row, Verdict Verdict)> Changed => judged
        .Where(j => j.Held.Row.Quality != j.Verdict.Quality || j.Held.Row.Doubt != j.Verdict.Doubt).Select(j => (j.Held.Row, j.Verdict));

    /// <param name="db">Read within whatever transaction is open.</param>
    /// <param name="station">The station.</param>
    /// <param name="downstream">The next one towards the sea on the same river; null where there is none.</param>
    /// <param name="from">The first reading to judge; those before it are context and not judged anew.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<StationSeries> ReadAsync(AppDb db, Station station, Station? downstream, DateTime from, CancellationToken ct)
    {
        var rows = await HeldAsync(db, station.Number, from, ct);
        var sea = downstream is null ? null : new Downstream(await HeldAsync(db, downstream.Number, from.AddHours(-25), ct));
        var traits = new StationTraits(station.Most, station.Step, station.HighWaterLag is { } lag ? TimeSpan.FromMinutes(lag) : null);
        var series = new StationSeries();
        foreach (var span in rows.GroupBy(r => r.Row.Span))
        {
            var values = span.ToList();
            var verdicts = ReadingChecks.Run(traits, span.Key, [.. values.Select(v => new RawValue(
                v.Row.At, v.Row.Value, v.Row.Method == Method.Sensor, v.Row.Review, sea?.HighestBy(v.Row.At, span.Key), v.Conflict))]);
            series.judged.AddRange(values.Select((v, i) => (v, verdicts[i])));
        }

        series.CompareDays();
        return series;
    }

    private static async Task<List<HeldReading>> HeldAsync(AppDb db, int station, DateTime from, CancellationToken ct)
    {
        var rows = await db.Readings.AsNoTracking().Where(r => r.Station == station && r.Measure == Measure.Salinity && r.At >= from && r.Depth == 0)
            .OrderBy(r => r.Span).ThenBy(r => r.At).ThenBy(r => r.Revision).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.Span, r.At)).Select(g => HeldReading.Of([.. g]))];
    }

    /// <summary>The two ends of a day bear each other out, or do not: in no place is the ebb a twentieth of the flood once the water is salt.</summary>
    private void CompareDays()
    {
        var lows = judged.Select((j, i) => (j.Held.Row, i)).Where(j => j.Row.Span == Span.DayMin).ToDictionary(j => j.Row.At, j => j.i);
        for (var i = 0; i < judged.Count; i++)
        {
            var (held, verdict) = judged[i];
            if (held.Row.Span != Span.DayMax || held.Row.Review is not null || !lows.TryGetValue(held.Row.At, out var low) || verdict.Quality == Quality.Rejected)
            {
                continue;
            }

            var lowest = judged[low].Held.Row;
            if (lowest.Value <= held.Row.Value && (held.Row.Value < 4 || held.Row.Value < 20 * Math.Max(lowest.Value, 0.1)))
            {
                continue;
            }

            judged[i] = (held, new(Quality.Suspect, verdict.Doubt | Doubt.DaySpread));
            if (lowest.Value > held.Row.Value && lowest.Review is null)
            {
                judged[low] = (judged[low].Held, new(Quality.Suspect, judged[low].Verdict.Doubt | Doubt.DaySpread));
            }
        }
    }

    /// <summary>What the station nearer to the sea had at most in the tide before an instant, or on a day.</summary>
    private sealed class Downstream(List<HeldReading> rows)
    {
        private readonly List<Reading> instants = [.. rows.Select(r => r.Row).Where(r => r.Span == Span.Instant && r.Review != Quality.Rejected).OrderBy(r => r.At)];
        private readonly Dictionary<DateTime, double> days = rows.Select(r => r.Row).Where(r => r.Span == Span.DayMax && r.Review != Quality.Rejected)
            .ToDictionary(r => r.At, r => r.Value);

        private readonly SlidingHighest highest = new(TimeSpan.FromHours(25));
        private int next;

        /// <summary>Asked in the order of time.</summary>
        public double? HighestBy(DateTime at, Span span)
        {
            if (span != Span.Instant)
            {
                return span == Span.DayMax && days.TryGetValue(at, out var day) ? day : null;
            }

            for (; next < instants.Count && instants[next].At <= at; next++)
            {
                highest.Add(instants[next].At, instants[next].Value);
            }

            return highest.By(at);
        }
    }
}
