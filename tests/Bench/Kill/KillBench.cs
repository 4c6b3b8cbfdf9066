using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Providers.Zalo;
using TungNgo.Sendings;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Bench;

/// <summary>
/// Server nodes are killed and started again while a notice goes out through providers that fail now and then; afterwards what the phones showed
/// is held against what the ledger says. The play's clock may run faster than the real one (--factor), for leases last minutes.
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
        using var play = new Child($"{name}-play", host, ["play", "--urls", host.ToString(), "--ledger", $"artifacts/bench/{name}.jsonl", .. clock.ToArguments()]);
        await play.StartAsync(http, CancellationToken.None);
        // Not started: it reads and arranges, and sends nothing itself.
        await using var app = Server.Build(new ServerOptions { Database = database, Quiet = true, Clock = clock });
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        var fill = new NoticeFill(app.Services);
        await fill.HouseholdsAsync(households);
        await ConnectAsync(app.Services, fill, host, front);
        await BreakAsync(host);
        Console.WriteLine($"{households:N0} households prepared in {watch.Elapsed.TotalSeconds:N0} s; clock runs {clock.Factor} times");

        for (var i = 0; i < (context.Postgres is null ? 1 : (int)context.Number("nodes", 2)); i++)
        {
            var address = new Uri($"http://127.0.0.1:{KillChildren.FreePort()}/");
            nodes.Add(new Child($"{name}-node{i}", address, ["node", "--database", database, "--urls", address.ToString(), "--public-url", $"http://127.0.0.1:{front}", "--simulators", host.Authority, .. clock.ToArguments()]));
        }

        await using var forwarder = await HookForwarder.StartAsync(front, () => nodes.Where(n => n.Ready).Select(n => n.Address));
        await Task.WhenAll(nodes.Select(n => n.StartAsync(http, CancellationToken.None)));
        watch.Restart();
        // Two ways, each with ten minutes for an answer: doors would stay open for ever.
        var chain = new Chain([new([ChannelFamily.Zalo], 10), new([ChannelFamily.Sms], 10)]);
        var sending = await fill.SendAsync(chain, emergency ? Urgency.Emergency : Urgency.Routine);
        await KillWhileOpenAsync(fill, sending, watch);
        await Task.WhenAll(nodes.Select(n => n.KillAsync()));
        Console.WriteLine($"ended after {watch.Elapsed.TotalSeconds:N0} s, {kills} kills");
        var good = await new KillReport(fill, http, host, sending).PrintAsync(emergency, kills, nodes.Sum(n => n.BrokeOff.Count));
        if (good && context.Postgres is null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Array.ForEach(Directory.GetFiles("artifacts/bench", $"{name}*"), File.Delete);
        }

        return good ? 0 : 1;
    }

    private async Task KillWhileOpenAsync(NoticeFill fill, Sending sending, Stopwatch watch)
    {
        var (killing, tail, every) = (TimeSpan.FromMinutes(context.Number("minutes", 10)), TimeSpan.FromMinutes(context.Number("tail", 10)), TimeSpan.FromSeconds(context.Number("every", 20)));
        var (random, nextKill, nextLine) = (new Random(7), every, TimeSpan.Zero);
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (watch.Elapsed < killing + tail && await look.WaitForNextTickAsync())
        {
            if (watch.Elapsed >= nextLine)
            {
                nextLine = watch.Elapsed + TimeSpan.FromSeconds(10);
                var states = await fill.ReadAsync(db => db.Deliveries.Where(d => d.SendingId == sending.Id).GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());
                Console.WriteLine($"{watch.Elapsed.TotalSeconds,5:N0} s  {string.Join("  ", states.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Count}"))}");
                // Receipts that the play loses are waited for a day long: no call comes of that.
                if (watch.Elapsed >= killing && await fill.ReadAsync(async db => !await db.Recipients.AnyAsync(r => r.SendingId == sending.Id && r.State == RecipientState.Open)
                    && !await db.Deliveries.AnyAsync(d => d.SendingId == sending.Id && d.State < DeliveryState.Sent)))
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

    private async Task ConnectAsync(IServiceProvider services, NoticeFill fill, Uri host, int front)
    {
        using var crowd = await http.PostAsJsonAsync(new Uri(host, "/sim/zalo/users/many"), new { count = households });
        crowd.EnsureSuccessStatusCode();
        using var answer = await http.PostAsync(new Uri(host, "/sim/zalo/tokens"), null);
        var pair = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (vault, oa, zaloId) = (services.GetRequiredService<ChannelVault>(), new ZaloOa(), Guid.Empty);
        // A server makes its data protection key when it starts; this one does not start, and inside the write below the key would wait for itself.
        vault.Seal(new Dictionary<string, string>());
        await fill.WriteAsync(async (db, write) =>
        {
            Channel Add(ChannelKind kind, string provider, Dictionary<string, string> settings, Dictionary<string, string> secrets) => db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = fill.CommuneId, Kind = kind, Name = $"{provider} {kind}", Provider = provider, Settings = settings, Secrets = vault.Seal(secrets),
                BucketKey = provider, PerMinute = 4000,
            }).Entity;
            var at = host.ToString().TrimEnd('/');
            zaloId = Add(ChannelKind.ZaloCs, "zalo", new() { ["app_id"] = oa.AppId, ["oa_id"] = oa.OaId, ["host"] = at, ["signature"] = "all" },
                new() { ["app_secret"] = oa.AppSecret, ["oa_secret"] = oa.OaSecretKey }).Id;
            Add(ChannelKind.Sms, "esms", new() { ["brandname"] = SmsWorld.Brandname, ["host"] = at },
                new() { ["api_key"] = SmsWorld.ApiKey, ["secret_key"] = SmsWorld.SecretKey, ["hook_key"] = "sim-hook" });
            await services.GetRequiredService<ZaloTokenKeeper>().KeepAsync(write, db, oa.OaId,
                new ZaloTokenPair(new Secret(pair.GetProperty("access_token").GetString()!), new Secret(pair.GetProperty("refresh_token").GetString()!), TimeSpan.FromHours(25)), CancellationToken.None);
            write.Changed(Feed.ChangeKind.Channel, zaloId);
        });
        using var hook = await http.PutAsJsonAsync(new Uri(host, "/sim/zalo/webhook"), new ZaloHookSettings { Url = $"http://127.0.0.1:{front}/hooks/{zaloId}", DuplicateProbability = 0.02 });
        hook.EnsureSuccessStatusCode();
    }

    /// <summary>Most faults leave open whether the message went out: those are the ones that lose and double messages.</summary>
    private async Task BreakAsync(Uri host)
    {
        var all = context.Number("faults", 0.03);
        foreach (var (kind, share, count) in new[] { ("CutAfter", 0.4, (int?)null), ("CutBefore", 0.2, null), ("ErrorAfter", 0.2, null), ("MalformedAfter", 0.2, null), ("TimeoutAfter", 0.1, 10), ("TimeoutBefore", 0.1, 10) })
        {
            foreach (var simulator in new[] { "zalo", "esms" })
            {
                using var answer = await http.PostAsJsonAsync(new Uri(host, "/sim/faults"), new { simulator, kind, probability = all * share, count });
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
