using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Ways.Polling;

/// <summary>Looks once at one source and keeps what is new.</summary>
internal sealed class PollStation(AppDb db, ReadingBook book, PollFetch fetch, TimeProvider clock, ILogger<PollStation> log)
{
    /// <summary>Longer than any look takes; a node that died in the middle of it keeps the source for so long.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <returns>False when another node looks at it, or when it is not due any more.</returns>
    public async Task<bool> RunAsync(Guid id, CancellationToken ct)
    {
        if (!await ClaimAsync(id, ct) || await db.PolledSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Active, ct) is not { } source)
        {
            return false;
        }

        var seen = await LookAsync(source, ct);
        await TellAsync(source, seen, ct);
        return true;
    }

    private async Task<bool> ClaimAsync(Guid id, CancellationToken ct)
    {
        var now = Instants.AsStored(Now);
        await using var write = await db.BeginPlainWriteAsync(ct);
        var mine = await db.PolledSources.Where(s => s.Id == id && s.Active && s.DueAt <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAt, now + Lease), ct);
        await write.CommitAsync(ct);
        return mine == 1;
    }

    private async Task<Seen> LookAsync(PolledSource source, CancellationToken ct)
    {
        var fetched = await fetch.GetAsync(source.Url, source.ETag, source.LastModified, ct);
        if (fetched.Text is not { } text)
        {
            return new(fetched, fetched.Problem);
        }

        var table = PolledTable.Read(text, source.Mapping, Now);
        if (table.Problem is not null)
        {
            return new(fetched, table.Problem, NotUnderstood: table.Faults.Count);
        }

        try
        {
            return await KeepAsync(source, table, fetched, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException && DatabaseTrouble.Of(error) is null)
        {
            log.LogError(error, "What was polled for station {Station} could not be kept", source.StationId);
            return new(fetched, PollProblem.Failed);
        }
    }

    private async Task<Seen> KeepAsync(PolledSource source, PolledTable table, Fetched fetched, CancellationToken ct)
    {
        var station = await db.Stations.AsNoTracking().SingleAsync(s => s.Id == source.StationId, ct);
        var (taken, known, faults) = (0, 0, table.Faults.Count);
        // A file may hold years; each part is a write of its own, so that nobody waits for all of it.
        foreach (var part in table.Said.Select(s => s.Said).OrderBy(s => s.At).Chunk(PushEndpoints.MostReadings))
        {
            var recorded = await book.SaveAsync(station, part, new(Way.Polled, new Uri(source.Url).Host), new Actor(station.Name), ct);
            (taken, known, faults) = (taken + recorded.Taken, known + recorded.Known, faults + recorded.Faults.Count);
        }

        return new(fetched, taken + known == 0 && faults > 0 ? PollProblem.NothingUnderstood : null, taken, known, faults);
    }

    private async Task TellAsync(PolledSource source, Seen seen, CancellationToken ct)
    {
        var now = Instants.AsStored(Now);
        var every = TimeSpan.FromMinutes(source.Minutes);
        var failures = seen.Problem is null ? 0 : source.Failures + 1;
        var pause = every * Math.Pow(2, Math.Min(failures, 10)) is var grown && grown < LongestPause ? grown : LongestPause;
        var next = now + (failures == 0 || pause < every ? every : pause);
        await using var write = await db.BeginPlainWriteAsync(ct);
        // Whoever edited it meanwhile has said when to look next, and the state is no longer that of this address.
        var same = db.PolledSources.Where(s => s.Id == source.Id && s.Edition == source.Edition);
        await same.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.DueAt, next).SetProperty(x => x.LookedAt, now)
                .SetProperty(x => x.Problem, seen.Problem).SetProperty(x => x.Status, seen.Fetched.Status)
                .SetProperty(x => x.Failures, failures).SetProperty(x => x.SucceededAt, x => failures == 0 ? now : x.SucceededAt),
            ct);
        if (!seen.Fetched.IsAsBefore && (seen.Problem is null || seen.NotUnderstood > 0))
        {
            await same.ExecuteUpdateAsync(
                s => s.SetProperty(x => x.Taken, seen.Taken).SetProperty(x => x.Known, seen.Known).SetProperty(x => x.NotUnderstood, seen.NotUnderstood)
                    .SetProperty(x => x.ETag, seen.Problem == null ? seen.Fetched.ETag : null)
                    .SetProperty(x => x.LastModified, seen.Problem == null ? seen.Fetched.LastModified : null),
                ct);
        }

        await write.CommitAsync(ct);
    }

    private sealed record Seen(Fetched Fetched, PollProblem? Problem, int Taken = 0, int Known = 0, int NotUnderstood = 0);
}
