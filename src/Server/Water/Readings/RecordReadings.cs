using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Water.Checks;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Readings;

/// <summary>A value as somebody says it; it is bounded and converted here.</summary>
/// <param name="At">UTC; of a daily value any instant of its legal day.</param>
/// <param name="Depth">Centimetres below the surface.</param>
internal sealed record ReadingSaid(
    DateTime At, double Value, Unit Unit, Measure Measure = Measure.Salinity, Span Span = Span.Instant, Method Method = Method.Unknown, int Depth = 0, bool Corrects = false);

/// <summary>By whom and how.</summary>
internal sealed record ReadingSource(Way Way, string Sender, double? Latitude = null, double? Longitude = null, Guid? PhotoId = null, string? Note = null, Guid? Key = null);

/// <summary>Why one value was not taken; the others of its batch were.</summary>
internal enum ReadingFault { UnitWrong, TimeUnreadable, TimeFuture, TimeOld, ValueUnreadable, DepthWrong }

/// <param name="Taken">New rows.</param>
/// <param name="Known">Said before, by whatever way, and not kept twice.</param>
/// <param name="Faults">Place in what was said, and why it was not taken.</param>
internal sealed record Recorded(int Taken, int Known, IReadOnlyList<(int Index, ReadingFault Fault)> Faults);

/// <summary>The one home of new readings: every way in ends here. Nothing is overwritten, and the same said twice is kept once.</summary>
internal static class RecordReadings
{
    /// <summary>Clocks of stations go wrong; what they say of tomorrow is not believed.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    /// <summary>Before it nobody measured in digits; a clock that was reset says 1970.</summary>
    private static readonly DateTime Oldest = new(1975, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A batch of its own, in a write of the feed.</summary>
    /// <param name="write">The write that commits them.</param>
    /// <param name="station">Within the scope of whoever sends.</param>
    /// <param name="said">In any order.</param>
    /// <param name="source">Of all of them.</param>
    /// <param name="ct">Stops the write.</param>
    public static async Task<Recorded> SaveAsync(Write write, Station station, IReadOnlyList<ReadingSaid> said, ReadingSource source, CancellationToken ct)
    {
        if (source.Key is { } key && await write.Db.ReadingBatches.AnyAsync(b => b.StationId == station.Id && b.Key == key, ct))
        {
            write.Audit("water.readings", station.Id, station.AreaId, null, new { source.Way, source.Sender, Known = said.Count });
            return new(0, said.Count, []);
        }

        var isDay = source.Way is Way.Push or Way.Mqtt or Way.Polled;
        DateOnly? day = isDay ? write.Today : null;
        // Another node may have begun the day's batch in the meantime.
        var batch = isDay ? await write.Db.ReadingBatches.SingleOrDefaultAsync(b => b.StationId == station.Id && b.Way == source.Way && b.Day == day, ct) : null;
        var number = batch?.Number ?? write.Changed(ChangeKind.Reading, station.Id);
        var (recorded, from, to) = await InsertAsync(write.Db, station, said, number, write.Now, ct);
        if (recorded.Taken > 0 && batch is null)
        {
            write.Db.ReadingBatches.Add(new ReadingBatch
            {
                Number = number, StationId = station.Id, Way = source.Way, At = write.Now, Day = day, Sender = source.Sender, From = from, To = to, Count = recorded.Taken,
                Latitude = source.Latitude, Longitude = source.Longitude, PhotoId = source.PhotoId, Note = source.Note, Key = source.Key,
            });
        }

        write.Audit("water.readings", station.Id, station.AreaId, null, new { source.Way, source.Sender, recorded.Taken, recorded.Known, Faults = recorded.Faults.Count, source.Note });
        return recorded;
    }

    /// <summary>The rows alone, inside a transaction of the caller's. The station's state is touched first: who sends for the same station waits there.</summary>
    /// <returns>What was taken, with the first and last instant of it.</returns>
    public static async Task<(Recorded Recorded, DateTime From, DateTime To)> InsertAsync(
        AppDb db, Station station, IReadOnlyList<ReadingSaid> said, long batch, DateTime now, CancellationToken ct)
    {
        var (slots, faults) = Sort(said, now);
        if (slots.Count == 0)
        {
            return (new(0, 0, faults), now, now);
        }

        await db.StationStates.Where(s => s.StationId == station.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Arrivals, x => x.Arrivals + 1), ct);
        var rows = new List<Reading>(slots.Count);
        var known = 0;
        foreach (var series in slots.GroupBy(s => (s.Said.Measure, s.Said.Span)))
        {
            known += await AddAsync(db, station, [.. series], rows, batch, ct);
        }

        if (rows.Count == 0)
        {
            return (new(0, known, faults), now, now);
        }

        var (from, to) = (rows.Min(r => r.At), rows.Max(r => r.At));
        await db.InsertAsync(rows, ct);
        await MarkNewAsync(db, station.Id, from, ct);
        return (new(rows.Count, known, faults), from, to);
    }

    /// <summary>Whoever watches looks again at all from an instant on.</summary>
    public static Task MarkNewAsync(AppDb db, Guid stationId, DateTime from, CancellationToken ct) =>
        db.StationStates.Where(s => s.StationId == stationId).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.NewFrom, x => x.NewFrom != null && x.NewFrom < from ? x.NewFrom : from).SetProperty(x => x.Arrivals, x => x.Arrivals + 1), ct);

    /// <summary>Why a value would not be taken; null when it would be.</summary>
    public static ReadingFault? FaultOf(ReadingSaid one, DateTime now) =>
        !double.IsFinite(one.Value) || Math.Abs(one.Value) > 1e6 ? ReadingFault.ValueUnreadable
        : one.At > now + Ahead ? ReadingFault.TimeFuture
        : one.At < Oldest ? ReadingFault.TimeOld
        : one.Depth is < 0 or > 5000 ? ReadingFault.DepthWrong
        : Units.ToKept(one.Measure, one.Value, one.Unit) is null ? ReadingFault.UnitWrong
        : null;

    private static (List<(ReadingSaid Said, double Kept)> Slots, List<(int, ReadingFault)> Faults) Sort(IReadOnlyList<ReadingSaid> said, DateTime now)
    {
        var (slots, faults) = (new List<(ReadingSaid, double)>(said.Count), new List<(int, ReadingFault)>());
        for (var i = 0; i < said.Count; i++)
        {
            var one = said[i];
            var fault = FaultOf(one, now);
            if (fault is null && Units.ToKept(one.Measure, one.Value, one.Unit) is { } value)
            {
                // To the second: no station tells more, and the same reading by two ways must meet itself.
                var at = one.Span == Span.Instant ? new DateTime(one.At.Ticks - (one.At.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc) : LegalDay.Start(LegalDay.Of(one.At));
                slots.Add((one with { At = at }, value));
            }
            else
            {
                faults.Add((i, fault ?? ReadingFault.UnitWrong));
            }
        }

        return (slots, faults);
    }

    private static async Task<int> AddAsync(AppDb db, Station station, List<(ReadingSaid Said, double Kept)> series, List<Reading> rows, long batch, CancellationToken ct)
    {
        var (measure, span) = (series[0].Said.Measure, series[0].Said.Span);
        var (from, to) = (series.Min(s => s.Said.At), series.Max(s => s.Said.At));
        var there = (await db.Readings.AsNoTracking()
                .Where(r => r.Station == station.Number && r.Measure == measure && r.Span == span && r.At >= from && r.At <= to)
                .Select(r => new { r.At, r.Depth, r.Revision, r.Value, r.Corrects }).ToListAsync(ct))
            .GroupBy(r => (r.At, r.Depth)).ToDictionary(g => g.Key, g => g.Select(r => (r.Revision, r.Value, r.Corrects)).ToList());
        var known = 0;
        foreach (var (said, kept) in series)
        {
            var slot = (said.At, said.Depth);
            if (!there.TryGetValue(slot, out var before))
            {
                there[slot] = before = [];
            }

            // A correction that says what holds already, and a value that was said at whatever time, are nothing new.
            var newest = before.Where(b => b.Corrects).OrderBy(b => b.Revision).Cast<(int Revision, double Value, bool Corrects)?>().LastOrDefault();
            if (said.Corrects ? newest?.Value == kept || (newest is null && before is [var only] && only.Value == kept) : before.Exists(b => b.Value == kept))
            {
                known++;
                continue;
            }

            var revision = before.Count == 0 ? 0 : before.Max(b => b.Revision) + 1;
            before.Add((revision, kept, said.Corrects));
            // Of salt it is said once more by whoever watches, beside all that only other readings can tell.
            var isPossible = PhysicalRange.Of(measure).Holds(kept);
            rows.Add(new Reading
            {
                Station = station.Number, Measure = measure, Span = span, At = said.At, Depth = said.Depth, Revision = revision, Value = kept,
                Sent = said.Unit == Units.Kept(measure) ? null : said.Value, Unit = said.Unit, Method = said.Method, Corrects = said.Corrects, Batch = batch,
                Quality = isPossible ? Quality.Good : Quality.Rejected, Doubt = isPossible ? Doubt.None : Doubt.Range,
            });
        }

        return known;
    }
}
