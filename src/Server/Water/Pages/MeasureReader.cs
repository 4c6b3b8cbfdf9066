using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Pages;

/// <summary>What a station measures beside salt.</summary>
/// <param name="Value">The newest; of rain the sum of its day.</param>
/// <param name="Rejected">How many values of the time shown cannot be.</param>
internal sealed record MeasureNow(Measure Measure, double Value, DateTime At, IReadOnlyList<ChartPoint> Points, int Rejected);

/// <summary>Readings of what is not salt: they warn of nothing, and are kept as they came.</summary>
internal sealed class MeasureReader(AppDb db, WaterReader reader)
{
    private static readonly Measure[] Others = [.. Enum.GetValues<Measure>().Where(m => m != Measure.Salinity)];

    /// <summary>Of each measure that the station has readings of: the newest one, and those of a time.</summary>
    public async Task<IReadOnlyList<MeasureNow>> OfAsync(Station station, DateTime from, DateTime to, CancellationToken ct)
    {
        var found = new List<MeasureNow>();
        foreach (var measure in Others)
        {
            var newest = await Held(station, measure).OrderByDescending(r => r.At).ThenByDescending(r => r.Revision).FirstOrDefaultAsync(ct);
            if (newest is null)
            {
                continue;
            }

            var points = measure == Measure.Rain ? await DaysAsync(station, measure, LegalDay.Start(LegalDay.Of(from)), to, ct).ToListAsync(ct)
                : await reader.PointsAsync(station, measure, from, to, ct);
            var day = LegalDay.Start(LegalDay.Of(newest.At));
            var value = measure == Measure.Rain ? await DaysAsync(station, measure, day, newest.At, ct).Select(p => p.High).SumAsync(ct) : newest.Value;
            var rejected = await db.Readings.Where(r => r.Station == station.Number && r.Measure == measure && r.At >= from && r.At <= to)
                .CountAsync(r => r.Quality == Quality.Rejected && r.Doubt == Doubt.Range, ct);
            found.Add(new(measure, value, newest.At, points, rejected));
        }

        return found;
    }

    /// <summary>All that the station measures, for a download: readings for a month and less, days for more.</summary>
    public async IAsyncEnumerable<(Measure Measure, ChartPoint Point)> AllAsync(
        Station station, DateTime from, DateTime to, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var measure in Enum.GetValues<Measure>())
        {
            var points = measure == Measure.Salinity || (to - from).TotalDays <= WaterReader.MostDaysOfReadings
                ? (await reader.PointsAsync(station, measure, from, to, ct)).ToAsyncEnumerable()
                : DaysAsync(station, measure, from, to, ct);
            await foreach (var point in points.WithCancellation(ct))
            {
                yield return (measure, point);
            }
        }
    }

    private IQueryable<Reading> Held(Station station, Measure measure) => db.Readings.AsNoTracking()
        .Where(r => r.Station == station.Number && r.Measure == measure && r.Span == Span.Instant && r.Depth == 0 && r.Quality != Quality.Rejected);

    /// <summary>Lowest and highest of each legal day, folded while they are read: years of readings are not held at once. Of rain its sum.</summary>
    private async IAsyncEnumerable<ChartPoint> DaysAsync(
        Station station, Measure measure, DateTime from, DateTime to, [EnumeratorCancellation] CancellationToken ct)
    {
        var day = new List<double>();
        DateTime? at = null;
        await foreach (var (moment, value) in Held(station, measure).Where(r => r.At >= from && r.At <= to).OrderBy(r => r.At).ThenBy(r => r.Revision)
            .Select(r => new ValueTuple<DateTime, double>(r.At, r.Value)).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (at is { } before && LegalDay.Of(before) != LegalDay.Of(moment))
            {
                yield return Fold(before, measure, day);
                day.Clear();
            }
            else if (at == moment)
            {
                // What came later for the same moment takes its place.
                day.RemoveAt(day.Count - 1);
            }

            day.Add(value);
            at = moment;
        }

        if (at is { } last)
        {
            yield return Fold(last, measure, day);
        }
    }

    private static ChartPoint Fold(DateTime at, Measure measure, List<double> values)
    {
        var noon = LegalDay.Start(LegalDay.Of(at)).AddHours(12);
        return measure == Measure.Rain ? new(noon, values.Sum(), values.Sum()) : new(noon, values.Min(), values.Max());
    }
}
