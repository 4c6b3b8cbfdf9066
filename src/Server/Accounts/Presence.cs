using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Accounts;

/// <summary>
/// When each phone and session was last heard. Kept in memory and written once a minute in one go: a row update for every request
/// would queue behind the sync's writers. It is no change of anybody's data, so it goes past the feed and the audit.
/// </summary>
internal sealed class Presence(IDbContextFactory<AppDb> databases, LoopHealth health, TimeProvider clock, ILogger<Presence> log) : IntervalLoop(TimeSpan.FromMinutes(1), health, clock, log)
{
    private readonly ConcurrentDictionary<Guid, (DateTime At, string? Version)> seen = new();

    /// <param name="id">Id of a device or a session.</param>
    /// <param name="appVersion">Version of the field app, where the phone said it.</param>
    public void Seen(Guid id, string? appVersion) => seen[id] = (Clock.GetUtcNow().UtcDateTime, appVersion);

    /// <summary>Writes what was heard since the last time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        if (seen.IsEmpty)
        {
            return;
        }

        var rows = new List<KeyValuePair<Guid, (DateTime At, string? Version)>>();
        foreach (var key in seen.Keys)
        {
            if (seen.TryRemove(key, out var value))
            {
                rows.Add(new(key, value));
            }
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var write = await db.BeginPlainWriteAsync(ct);
        foreach (var (id, (at, version)) in rows)
        {
            if (await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, at), ct) == 0)
            {
                await db.Devices.Where(d => d.Id == id).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.LastSeenAt, at).SetProperty(x => x.AppVersion, x => version ?? x.AppVersion), ct);
            }
        }

        await write.CommitAsync(ct);
    }

    protected override Task TurnAsync(CancellationToken ct) => FlushAsync(ct);

    protected override Task EndAsync() => FlushAsync(CancellationToken.None);
}
