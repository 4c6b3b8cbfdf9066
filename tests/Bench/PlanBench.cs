using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Sendings;

namespace TungNgo.Bench;

/// <summary>
/// From approval to all rows written, with every rule of reaching a household (--households, Long Phú's 26,291 by default) — beside a bare bulk insert
/// of the same recipients and deliveries, as many a commit.
/// </summary>
internal static class PlanBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(BenchContext context)
    {
        var count = (int)context.Number("households", NoticeFill.LongPhu);
        await using var server = await context.StartAsync(households: 1);
        var fill = new NoticeFill(server.Services);
        await fill.HouseholdsAsync(count);
        await fill.NoChannelAsync(paused: true);
        // The first ones warm up: a server that just started compiles more than it plans.
        List<Sending> planned = [];
        for (var i = 0; i < Rounds; i++)
        {
            planned.Add(await PlannedAsync(fill, await fill.SendAsync(Chain.Routine)));
        }

        var sending = planned[^1];
        var seconds = Seconds(sending);
        var recipients = await fill.ReadAsync(db => db.Recipients.AsNoTracking().Where(r => r.SendingId == sending.Id).OrderBy(r => r.HamletId).ToListAsync());
        var deliveries = (await fill.ReadAsync(db => db.Deliveries.AsNoTracking().Where(d => d.SendingId == sending.Id).ToListAsync())).ToLookup(d => d.HamletId);

        await fill.ReadAsync(async db => await db.Recipients.Where(r => r.SendingId == sending.Id).ExecuteDeleteAsync() + await db.Deliveries.Where(d => d.SendingId == sending.Id).ExecuteDeleteAsync());
        var watch = Stopwatch.StartNew();
        await fill.ReadAsync(async db =>
        {
            foreach (var hamlet in recipients.GroupBy(r => r.HamletId))
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.InsertAsync(hamlet, CancellationToken.None);
                await db.InsertAsync(deliveries[hamlet.Key], CancellationToken.None);
                await transaction.CommitAsync();
            }

            return 0;
        });
        var bare = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"plan: {recipients.Count:N0} households, {deliveries.Sum(d => d.Count()):N0} deliveries in {seconds:N1} s: {recipients.Count / seconds:N0} households/s (rounds before {string.Join(", ", planned.SkipLast(1).Select(p => $"{recipients.Count / Seconds(p):N0}"))}/s)");
        Console.WriteLine($"bare insert of the same rows: {recipients.Count / bare:N0} households/s   ratio {bare / seconds:P0}");
    }

    private static double Seconds(Sending sending) => (sending.PlannedAt!.Value - sending.CreatedAt).TotalSeconds;

    /// <summary>Waits until the running server has planned it.</summary>
    public static async Task<Sending> PlannedAsync(NoticeFill fill, Sending sending)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await look.WaitForNextTickAsync())
        {
            if (await fill.ReadAsync(db => db.Sendings.AsNoTracking().SingleAsync(s => s.Id == sending.Id)) is { PlannedAt: not null } planned)
            {
                return planned;
            }
        }

        throw new UnreachableException();
    }
}
