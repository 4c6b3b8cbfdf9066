using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Checks;

/// <summary>A reading by what tells it from all others.</summary>
internal sealed record ReadingKey(Guid Station, Measure Measure, Span Span, DateTime At, int Depth, int Revision);

/// <summary>What somebody does with a reading after looking at it: let it stand, reject it, or say what it should have been.</summary>
internal sealed class ReviewReadings(AppDb db, Writer writer, CurrentUser user, StationScope scope, WatchLoop watch)
{
    /// <summary>The newest; whoever has looked at them is shown the next.</summary>
    public const int MostListed = 40;

    /// <summary>Doubtful readings of the stations that the caller sees, the newest first.</summary>
    /// <param name="own">Only of those that the caller looks after.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<List<(Station Station, Reading Reading)>> WaitingAsync(bool own, CancellationToken ct)
    {
        var stations = (await (own ? scope.OwnAsync(ct) : scope.VisibleAsync(ct))).ToDictionary(s => s.Number);
        var numbers = stations.Keys.ToList();
        var rows = await db.Readings.AsNoTracking().Where(r => r.Quality == Quality.Suspect && numbers.Contains(r.Station)).OrderByDescending(r => r.At).Take(MostListed).ToListAsync(ct);
        return rows.ConvertAll(r => (stations[r.Station], r));
    }

    public async Task DecideAsync(ReadingKey key, Quality decision, string? note, CancellationToken ct)
    {
        if (decision == Quality.Suspect)
        {
            throw new Refusal(Problems.Invalid, "decision");
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(key.Station, ct);
        var reading = await FindAsync(station, key, ct);
        var before = new { reading.Quality, reading.Doubt, reading.Review };
        (reading.Review, reading.Quality, reading.Doubt) = (decision, decision, Doubt.None);
        await RecordReadings.MarkNewAsync(db, station.Id, reading.At, ct);
        write.Changed(ChangeKind.Reading, station.Id);
        write.Audit("water.review", station.Id, station.AreaId, before, new { reading.At, reading.Value, Decision = decision, Note = FreeText.Line(note, 200, "water.note") });
        await write.CommitAsync(ct);
        watch.Ask();
    }

    /// <summary>The value that it should have been, as a correction beside it.</summary>
    public async Task CorrectAsync(ReadingKey key, double value, string? note, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var station = await scope.OwnAsync(key.Station, ct);
        var reading = await FindAsync(station, key, ct);
        var recorded = await RecordReadings.SaveAsync(
            write, station, [new(reading.At, value, Units.Kept(key.Measure), key.Measure, key.Span, reading.Method, reading.Depth, Corrects: true)],
            new(Way.Review, user.Name, Note: FreeText.Line(note, 200, "water.note")), ct);
        if (recorded.Faults.Count > 0)
        {
            throw new Refusal(Problems.ReadingValue);
        }

        // What was corrected no longer waits for anybody.
        (reading.Review, reading.Quality) = (Quality.Rejected, Quality.Rejected);
        await write.CommitAsync(ct);
        watch.Ask();
    }

    private async Task<Reading> FindAsync(Station station, ReadingKey key, CancellationToken ct) =>
        await db.Readings.SingleOrDefaultAsync(
            r => r.Station == station.Number && r.Measure == key.Measure && r.Span == key.Span && r.At == key.At && r.Depth == key.Depth && r.Revision == key.Revision, ct)
        ?? throw new Refusal(Problems.NotFound);
}
