using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Exchange.Keys;

/// <summary>
/// What keys read, by route and legal day. Counted in memory and added to the database a few times a minute: a row for each call would queue behind the phones. A server
/// that ends in order writes what is left; one that is killed loses the counts of the last seconds, which nobody's rights depend on. They are no change of anybody's data,
/// so they go past the feed and the audit, and are kept for ninety days.
/// </summary>
internal sealed class KeyUses(IDbContextFactory<AppDb> databases, LoopHealth health, TimeProvider clock, ILogger<KeyUses> log) : IntervalLoop(TimeSpan.FromSeconds(20), health, clock, log)
{
    public const int KeptDays = 90;

    /// <summary>Stands for whatever is no route of ours.</summary>
    public const string OtherRoute = "—";
    private readonly ConcurrentDictionary<(Guid Key, DateOnly Day, string Route), Sums> counted = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private DateOnly swept;

    public void Count(Guid key, string route, bool refused, long rows) => counted.AddOrUpdate(
        (key, LegalDay.Of(Now), route), _ => new(1, refused ? 1 : 0, rows, Now), (_, s) => new(s.Calls + 1, s.Refused + (refused ? 1 : 0), s.Rows + rows, Now));

    /// <summary>Adds what was counted since the last time, and removes what is too old.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            await FlushSumsAsync(ct);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        oneAtATime.Dispose();
        base.Dispose();
    }

    protected override Task TurnAsync(CancellationToken ct) => FlushAsync(ct);

    protected override Task EndAsync() => counted.IsEmpty ? Task.CompletedTask : FlushAsync(CancellationToken.None);

    private DateTime Now => Instants.AsStored(Clock.GetUtcNow().UtcDateTime);

    private async Task FlushSumsAsync(CancellationToken ct)
    {
        var today = Clock.Today();
        if (counted.IsEmpty && swept == today)
        {
            return;
        }

        var taken = counted.Keys.Select(k => (Key: k, Sums: counted.TryRemove(k, out var sums) ? sums : null)).Where(t => t.Sums is not null).ToList();
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var write = await db.BeginPlainWriteAsync(ct);
            foreach (var ((key, day, route), sums) in taken)
            {
                if (await db.ApiKeyUses.SingleOrDefaultAsync(u => u.KeyId == key && u.Day == day && u.Route == route, ct) is not { } row)
                {
                    db.ApiKeyUses.Add(row = new ApiKeyUse { KeyId = key, Day = day, Route = route });
                }

                (row.Calls, row.Refused, row.Rows, row.LastAt) = (row.Calls + sums!.Calls, row.Refused + sums.Refused, row.Rows + sums.Rows, sums.LastAt);
            }

            await db.SaveChangesAsync(ct);
            var oldest = today.AddDays(-KeptDays);
            await db.ApiKeyUses.Where(u => u.Day < oldest).ExecuteDeleteAsync(ct);
            await write.CommitAsync(ct);
            swept = today;
        }
        catch
        {
            // They are tried again with what was counted meanwhile.
            foreach (var (key, sums) in taken)
            {
                counted.AddOrUpdate(key, sums!, (_, s) => new(s.Calls + sums!.Calls, s.Refused + sums.Refused, s.Rows + sums.Rows, s.LastAt));
            }

            throw;
        }
    }

    private sealed record Sums(int Calls, int Refused, long Rows, DateTime LastAt);
}
