using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Providers;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Bench;

/// <summary>
/// The ledger's own cost: every delivery claimed, started, called through a gateway that does nothing (one call each), its outcome written — beside
/// a bare loop on the same table that claims as many and writes "sent" over as many a commit.
/// </summary>
internal static class DrainBench
{
    private const int Claim = 512;

    public static async Task RunAsync(BenchContext context)
    {
        var count = (int)context.Number("households", NoticeFill.LongPhu);
        await using var server = await context.StartAsync(households: 1);
        var fill = new NoticeFill(server.Services);
        await fill.HouseholdsAsync(count);
        var id = await fill.NoChannelAsync(paused: true);
        var channel = server.Services.GetRequiredService<ChannelBook>().Find(id)!;
        var dispatcher = server.Services.GetRequiredService<Dispatcher>();
        var chain = new Chain([new([ChannelFamily.Sms], 60)]);

        await PlanBench.PlannedAsync(fill, await fill.SendAsync(chain));
        var (calls, watch) = (0, Stopwatch.StartNew());
        int made;
        do
        {
            (made, _) = await dispatcher.RunAsync(channel, CancellationToken.None);
            calls += made;
        }
        while (made > 0);
        var drain = calls / watch.Elapsed.TotalSeconds;

        await PlanBench.PlannedAsync(fill, await fill.SendAsync(chain));
        var bare = await fill.ReadAsync(db => BareAsync(db, id, channel.Concurrency));
        Console.WriteLine($"drain: {calls:N0} deliveries, one call each, {channel.Concurrency} a commit: {drain,8:N0} deliveries/s");
        Console.WriteLine($"bare claim and update:                      {bare,8:N0} deliveries/s   ratio {drain / bare:P0}");
    }

    private static async Task<double> BareAsync(Data.AppDb db, Guid channelId, int batch)
    {
        var (done, watch) = (0, Stopwatch.StartNew());
        var claim = $$"""
            UPDATE "Deliveries" SET "State" = 2 WHERE "Id" IN (SELECT "Id" FROM "Deliveries" WHERE "State" = 1 AND "ChannelId" = {0} AND "Emergency" = {1} AND "DueAt" <= {2}
                ORDER BY "DueAt" LIMIT {{Claim}} {{db.SkipLocked}}) RETURNING *
            """;
        while (await db.Deliveries.FromSqlRaw(claim, db.Stored(channelId), false, db.Stored(TimeProvider.System.GetUtcNow().UtcDateTime)).AsNoTracking().ToListAsync() is { Count: > 0 } claimed)
        {
            foreach (var part in claimed.Chunk(batch))
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.ExecuteRowsAsync("""UPDATE "Deliveries" SET "State" = 5 WHERE "Id" = @p0""", part.Select(d => (object?[])[d.Id]), CancellationToken.None);
                await transaction.CommitAsync();
            }

            done += claimed.Count;
        }

        return done / watch.Elapsed.TotalSeconds;
    }
}
