using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Readings;

/// <summary>A reading that a member took by hand.</summary>
/// <param name="PhotoId">A picture of the meter, once it has arrived.</param>
internal sealed record HandReading(DateTime At, double Value, int Depth, string? Note, Guid? PhotoId);

/// <summary>What members measured at a station, with the pictures of their meters; for whoever sees the station.</summary>
internal sealed class ReadingPhotos(AppDb db, StationScope scope)
{
    /// <param name="station">Within the scope of whoever asks.</param>
    public async Task<List<HandReading>> OfAsync(Station station, int most, CancellationToken ct)
    {
        var batches = await db.ReadingBatches.AsNoTracking().Where(b => b.StationId == station.Id && b.Way == Way.Phone)
            .OrderByDescending(b => b.Number).Take(most).ToListAsync(ct);
        if (batches.Count == 0)
        {
            return [];
        }

        var (numbers, photos) = (batches.ConvertAll(b => b.Number), batches.Select(b => b.PhotoId).OfType<Guid>().ToList());
        var (from, to) = (batches.Min(b => b.From), batches.Max(b => b.To));
        var rows = await db.Readings.AsNoTracking()
            .Where(r => r.Station == station.Number && r.Measure == Measure.Salinity && r.At >= from && r.At <= to && numbers.Contains(r.Batch))
            .ToListAsync(ct);
        var arrived = await db.StoredFiles.Where(f => photos.Contains(f.Id)).Select(f => new { f.Id, f.OwnerId }).ToListAsync(ct);
        return [.. rows.Join(batches, r => r.Batch, b => b.Number, (r, b) => new HandReading(
            r.At, r.Value, r.Depth, b.Note, arrived.Exists(f => f.Id == b.PhotoId && f.OwnerId == b.Key) ? b.PhotoId : null)).OrderByDescending(r => r.At)];
    }

    /// <summary>Not found unless a reading of a station that the caller sees brought it.</summary>
    public async Task<StoredFile> FindAsync(Guid stationId, Guid photoId, CancellationToken ct)
    {
        var station = await scope.FindAsync(stationId, ct);
        return await db.StoredFiles.AsNoTracking()
            .Where(f => f.Id == photoId && db.ReadingBatches.Any(b => b.StationId == station.Id && b.PhotoId == photoId && b.Key == f.OwnerId))
            .SingleOrDefaultAsync(ct)
            ?? throw new Refusal(Problems.NotFound);
    }
}
