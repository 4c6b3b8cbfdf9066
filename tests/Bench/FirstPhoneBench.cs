using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Sendings;

namespace TungNgo.Bench;

/// <summary>
/// From the approval of an emergency to the first call to a provider: alone for a whole district, and for one hamlet while a routine notice for a province
/// (--households, 330,000 by default) is being planned — beside one bare commit on the same database. Then what a node costs that only waits.
/// </summary>
internal static class FirstPhoneBench
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10), Settling = TimeSpan.FromSeconds(90), Idle = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(BenchContext context)
    {
        await AloneAsync(context);
        await BesideAsync(context, (int)context.Number("households", 330_000));
    }

    private static async Task AloneAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 1);
        var fill = new NoticeFill(server.Services);
        await fill.HouseholdsAsync(NoticeFill.LongPhu);
        await fill.NoChannelAsync(paused: false);
        var commit = await CommitAsync(fill);
        // Twice: the first one warms up.
        var cold = await FirstAsync(fill, await fill.SendAsync(Chain.Emergency, Urgency.Emergency));
        await PlanBench.PlannedAsync(fill, await fill.SendAsync(Chain.Emergency, Urgency.Emergency));
        await SentAsync(fill);
        var sending = await fill.SendAsync(Chain.Emergency, Urgency.Emergency);
        var warm = await FirstAsync(fill, sending);
        Console.WriteLine($"first phone of an emergency for {NoticeFill.LongPhu:N0} households, alone: {warm:N2} s (first of a fresh server {cold:N2} s); a bare commit {commit * 1000:N1} ms");
        await PlanBench.PlannedAsync(fill, sending);
        await IdleAsync(fill);
    }

    private static async Task BesideAsync(BenchContext context, int households)
    {
        await using var server = await context.StartAsync(households: 1);
        var fill = new NoticeFill(server.Services);
        await fill.HouseholdsAsync(households);
        await fill.NoChannelAsync(paused: false);
        var hamlet = await fill.ReadAsync(db => db.Households.OrderByDescending(h => h.Number).Select(h => h.HamletId).FirstAsync());
        var routine = await fill.SendAsync(Chain.Routine);
        var times = new List<double>();
        var planned = 0;
        while (times.Count < 5 && planned < households)
        {
            times.Add(await FirstAsync(fill, await fill.SendAsync(Chain.Emergency, Urgency.Emergency, new Audience([hamlet]))));
            planned = await fill.ReadAsync(db => db.PlannedHamlets.Where(p => p.SendingId == routine.Id).SumAsync(p => p.Recipients));
        }

        Console.WriteLine($"first phone of an emergency for one hamlet while {households:N0} households are planned ({planned:N0} at the end): {string.Join(", ", times.Select(t => $"{t:N2}"))} s");
    }

    /// <summary>By the ledger's own times: from the write that approved it until the first call was answered.</summary>
    private static async Task<double> FirstAsync(NoticeFill fill, Sending sending)
    {
        using var look = new PeriodicTimer(Look);
        while (await look.WaitForNextTickAsync())
        {
            if (await fill.ReadAsync(db => db.Deliveries.Where(d => d.SendingId == sending.Id && d.SentAt != null).OrderBy(d => d.SentAt).Select(d => d.SentAt).FirstOrDefaultAsync()) is { } sent)
            {
                return (sent - sending.CreatedAt).TotalSeconds;
            }
        }

        throw new UnreachableException();
    }

    private static async Task<double> CommitAsync(NoticeFill fill)
    {
        const int times = 50;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            await fill.WriteAsync((_, _) => Task.CompletedTask);
        }

        return watch.Elapsed.TotalSeconds / times;
    }

    /// <summary>Waits until everything that may go out now has gone out, so that nothing stands before what comes next.</summary>
    private static async Task SentAsync(NoticeFill fill)
    {
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await fill.ReadAsync(db => db.Deliveries.AnyAsync(d => d.State > DeliveryState.Waiting && d.State < DeliveryState.Sent && d.ChannelId != null)) && await look.WaitForNextTickAsync())
        {
        }
    }

    /// <summary>Everything is sent and waits for receipts: the notice is open and nothing is due.</summary>
    private static async Task IdleAsync(NoticeFill fill)
    {
        await SentAsync(fill);
        // What has just been running is still being compiled better; a node that waits has done with that.
        await PassAsync(Settling);
        using var process = Process.GetCurrentProcess();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await PassAsync(Idle);

        process.Refresh();
        Console.WriteLine($"a node with open notices for {NoticeFill.LongPhu:N0} households and nothing due: {(process.TotalProcessorTime - before) / watch.Elapsed:P2} of a core");
    }

    private static async Task PassAsync(TimeSpan time)
    {
        using var wait = new PeriodicTimer(time);
        await wait.WaitForNextTickAsync();
    }
}
