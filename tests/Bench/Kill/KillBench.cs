using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Sendings;

namespace TungNgo.Bench;

/// <summary>
/// Server nodes are killed and started again while a notice goes out through providers that fail now and then, and while people refuse it; afterwards
/// what the phones showed is held against what the ledger says. The play's clock may run faster than the real one (--factor), for leases last minutes.
/// Options: --households, --nodes, --minutes (of killing, real time), --every (seconds between kills), --faults, --class, --factor, --tail (minutes).
/// </summary>
internal sealed class KillBench(BenchContext context, FastClock clock) : IDisposable
{
    private readonly HttpClient http = new();
    private readonly List<Child> nodes = [];
    private readonly int households = (int)context.Number("households", NoticeFill.LongPhu);
    private readonly bool emergency = context.Option("class", "routine") == "emergency";
    private readonly string name = $"kill_{Guid.CreateVersion7():n}";
    private int kills;

    /// <returns>0 when nothing was lost and no duplicate stands without its reason, 1 otherwise.</returns>
    public static async Task<int> RunAsync(BenchContext context)
    {
        using var bench = new KillBench(context, new FastClock(TimeProvider.System.GetUtcNow(), context.Number("factor", 1)));
        return await bench.RunAsync();
    }

    public void Dispose()
    {
        nodes.ForEach(n => n.Dispose());
        http.Dispose();
    }

    private async Task<int> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        var database = await context.CreateDatabaseAsync(name);
        Directory.CreateDirectory("artifacts/bench");
        var (host, front) = (new Uri($"http://127.0.0.1:{KillChildren.FreePort()}/"), KillChildren.FreePort());
        string[] asked = ["play", "--urls", host.ToString(), "--ledger", $"artifacts/bench/{name}.jsonl", .. clock.ToArguments()];
        using var play = new Child($"{name}-play", host, asked);
        await play.StartAsync(http, CancellationToken.None);
        // Not started: it reads and arranges, and sends nothing itself.
        await using var app = Server.Build(new ServerOptions { Database = database, Quiet = true, Clock = clock });
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        var fill = new NoticeFill(app.Services);
        // What the channels have to send lasts for most of the killing.
        var stage = new KillStage(app.Services, fill, http, host, front, households, context.Number("minutes", 10) * clock.Factor * 0.7);
        await stage.SetUpAsync(context.Number("faults", 0.03));
        Console.WriteLine($"{households:N0} households prepared in {watch.Elapsed.TotalSeconds:N0} s; clock runs {clock.Factor} times");

        for (var i = 0; i < (context.Postgres is null ? 1 : (int)context.Number("nodes", 2)); i++)
        {
            var at = new Uri($"http://127.0.0.1:{KillChildren.FreePort()}/");
            nodes.Add(new Child($"{name}-node{i}", at,
            [
                "node", "--database", database, "--urls", at.ToString(), "--public-url", $"http://127.0.0.1:{front}", "--simulators", host.Authority,
                .. clock.ToArguments(),
            ]));
        }

        var address = new Uri($"http://127.0.0.1:{front}/");
        var browsers = new KillBrowsers(http, host, address);
        var refusals = new KillRefusals(fill, app.Services.GetRequiredService<OptOutTokens>(), http, host, address, clock, households / 8);
        await using var proxy = await KillFront.StartAsync(front, () => nodes.Where(n => n.Ready).Select(n => n.Address), refusals.Hear);
        await Task.WhenAll(nodes.Select(n => n.StartAsync(http, CancellationToken.None)));
        watch.Restart();
        // Ten minutes for an answer at each step: doors would stay open for ever.
        var chain = new Chain([new([ChannelFamily.Zalo, ChannelFamily.Push], 10), new([ChannelFamily.Sms], 10)]);
        var sending = await fill.SendAsync(chain, emergency ? Urgency.Emergency : Urgency.Routine);
        await KillWhileOpenAsync(fill, sending, watch, browsers, refusals);
        await Task.WhenAll(nodes.Select(n => n.KillAsync()));
        Console.WriteLine($"ended after {watch.Elapsed.TotalSeconds:N0} s, {kills} kills");
        var report = new KillReport(fill, http, host, sending, emergency);
        var good = await report.PrintAsync(kills, nodes.Sum(n => n.BrokeOff.Count), stage.Subscribers, refusals.All);
        if (good && context.Postgres is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Array.ForEach(Directory.GetFiles("artifacts/bench", $"{name}*"), File.Delete);
        }

        return good ? 0 : 1;
    }

    private async Task KillWhileOpenAsync(NoticeFill fill, Sending sending, Stopwatch watch, KillBrowsers browsers, KillRefusals refusals)
    {
        var (killing, tail) = (TimeSpan.FromMinutes(context.Number("minutes", 10)), TimeSpan.FromMinutes(context.Number("tail", 10)));
        var every = TimeSpan.FromSeconds(context.Number("every", 20));
        var (random, nextKill, nextLine) = (new Random(7), every, TimeSpan.Zero);
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (watch.Elapsed < killing + tail && await look.WaitForNextTickAsync())
        {
            await browsers.LookAsync();
            await refusals.RefuseAsync(sending, watch.Elapsed / killing);
            if (watch.Elapsed >= nextLine)
            {
                nextLine = watch.Elapsed + TimeSpan.FromSeconds(10);
                var states = await fill.ReadAsync(db => db.Deliveries.Where(d => d.SendingId == sending.Id)
                    .GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());
                Console.WriteLine($"{watch.Elapsed.TotalSeconds,5:N0} s  {string.Join("  ", states.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Count}"))}");
                // Receipts that the play loses are waited for a day long: no call comes of that.
                if (watch.Elapsed >= killing && await fill.ReadAsync(async db =>
                    !await db.Recipients.AnyAsync(r => r.SendingId == sending.Id && r.State == RecipientState.Open
                        && !db.Deliveries.Any(d => d.VersionId == r.VersionId && d.RecipientId == r.RecipientId && d.State == DeliveryState.Sent))
                    && !await db.Deliveries.AnyAsync(d => d.SendingId == sending.Id && d.State < DeliveryState.Sent)
                    && !await db.InboxEvents.AnyAsync(e => e.FoldedAt == null && e.Body.Contains("user_send_text"))))
                {
                    return;
                }
            }

            // Whoever has not come up again yet is left alone: on a slow machine nothing but starting would happen otherwise.
            var ready = nodes.Where(n => n.Ready).ToList();
            if (watch.Elapsed >= nextKill && watch.Elapsed < killing && ready.Count > 0)
            {
                nextKill = watch.Elapsed + every;
                var node = ready[random.Next(ready.Count)];
                await node.KillAsync();
                kills++;
                _ = node.StartAsync(http, CancellationToken.None);
            }
        }
    }
}
