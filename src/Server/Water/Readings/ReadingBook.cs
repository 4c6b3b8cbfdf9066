using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Readings;

/// <summary>
/// Where all ways in end. What people send is a write of the feed with its audit entry; what an automatic station sends stands outside of the feed after
/// the first of the day, as it comes every ten minutes for ten years.
/// </summary>
internal sealed class ReadingBook(AppDb db, Writer writer, WatchLoop watch, TimeProvider clock)
{
    /// <param name="station">Within the scope of whoever sends.</param>
    /// <param name="said">In any order.</param>
    /// <param name="source">Of all of them.</param>
    /// <param name="actor">Whose entry the audit keeps.</param>
    /// <param name="ct">Stops the write.</param>
    public async Task<Recorded> SaveAsync(Station station, IReadOnlyList<ReadingSaid> said, ReadingSource source, Actor actor, CancellationToken ct)
    {
        var recorded = source.Way is Way.Push or Way.Mqtt or Way.Polled && await DayBatchAsync(station, source, ct) is { } batch
            ? await AddToDayAsync(station, said, batch, ct)
            : await BeginBatchAsync(station, said, source, actor, ct);
        if (recorded.Taken > 0)
        {
            watch.Ask();
        }

        return recorded;
    }

    private Task<long?> DayBatchAsync(Station station, ReadingSource source, CancellationToken ct)
    {
        var today = clock.Today();
        return db.ReadingBatches.Where(b => b.StationId == station.Id && b.Way == source.Way && b.Day == today).Select(b => (long?)b.Number).SingleOrDefaultAsync(ct);
    }

    private async Task<Recorded> AddToDayAsync(Station station, IReadOnlyList<ReadingSaid> said, long batch, CancellationToken ct)
    {
        await using var write = await db.BeginPlainWriteAsync(ct);
        var (recorded, from, to) = await RecordReadings.InsertAsync(db, station, said, batch, Instants.AsStored(clock.GetUtcNow().UtcDateTime), ct);
        if (recorded.Taken > 0)
        {
            await db.ReadingBatches.Where(b => b.Number == batch).ExecuteUpdateAsync(
                s => s.SetProperty(b => b.Count, b => b.Count + recorded.Taken).SetProperty(b => b.From, b => b.From < from ? b.From : from)
                    .SetProperty(b => b.To, b => b.To > to ? b.To : to),
                ct);
        }

        await write.CommitAsync(ct);
        return recorded;
    }

    private async Task<Recorded> BeginBatchAsync(Station station, IReadOnlyList<ReadingSaid> said, ReadingSource source, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var recorded = await RecordReadings.SaveAsync(write, station, said, source, ct);
        await write.CommitAsync(ct);
        return recorded;
    }
}
