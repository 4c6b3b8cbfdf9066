using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Proof;
using TungNgo.Households;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>
/// Facts from 32 phones at once, in batches of 1 to 100 visits of three facts each; one in ten comes twice, one in twenty late, and meanwhile one household in fifty is moved to
/// another hamlet. A batch is answered when it is on the disk. A reader looks at the province every 100 ms: how old is what it sees? In the end a recount finds what it finds.
/// Beside it bare inserts of the same rows.
/// </summary>
internal static class FactsBench
{
    private const int Phones = 32, FactsOfVisit = 3;

    public static async Task RunAsync(BenchContext context)
    {
        var seconds = context.Number("seconds", 20);
        Dictionary<string, (string[] Columns, List<object?[]> Rows)> written;
        double rate;
        await using (var server = await context.StartAsync())
        {
            var other = await AddHamletAsync(server);
            var store = server.Services.GetRequiredService<FigureStore>();
            using var end = new CancellationTokenSource();
            var mover = MoveAsync(server, other, end.Token);
            await SendAsync(server, seconds / 2);
            var reader = WatchAsync(store, server.Services.GetRequiredService<ChangeFeed>(), end.Token);
            var (visits, acks, length) = await SendAsync(server, seconds);
            await end.CancelAsync();
            var (stale, looks) = await reader;
            var moved = await mover;
            acks.Sort();
            rate = visits / length;
            Console.WriteLine($"{Phones} phones, batches of 1 to 100: {rate * FactsOfVisit:N0} facts/s in {rate:N0} visits/s, acknowledged p50 {acks[acks.Count / 2]:N1} ms, p99 {acks[acks.Count * 99 / 100]:N1} ms; {moved} moves (bars 40,000 facts/s, p99 50 ms)");
            Console.WriteLine($"figures behind the last commit, of {looks} looks: at most {stale:N1} ms (bar 100 ms)");
            await using var scope = server.Services.CreateAsyncScope();
            var recount = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None);
            Console.WriteLine($"recount: {recount.Cells:N0} cells, {recount.Differences.Count} differences{string.Concat(recount.Differences.Take(3).Select(d => $"; {d}"))}");
            written = await BareRows.ReadAsync(server);
        }

        await using (var server = await context.StartAsync(households: 1))
        {
            var bare = await BareRows.InsertAsync(server, written, 50);
            Console.WriteLine($"bare inserts of the same rows, 50 visits a commit: {bare:N0} visits/s: {rate / bare:P0}");
        }
    }

    private static async Task<(int Visits, List<double> Acks, double Seconds)> SendAsync(BenchServer server, double seconds)
    {
        var (count, refused, why, all) = (0, 0, (string?)null, new List<double>());
        var watch = Stopwatch.StartNew();
        var start = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-20);
        await Task.WhenAll(Enumerable.Range(0, Phones).Select(p => Task.Run(async () =>
        {
            using var phone = server.Phone();
            var (random, acks, n) = (new Random(p), new List<double>(), 0);
            var before = new List<Mutation>();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var fresh = Enumerable.Range(0, random.Next(1, 101)).Select(_ => server.Visit((n * Phones) + p, start.AddSeconds(n++ - (random.Next(20) == 0 ? 86_400 : 0)))).ToList();
                var again = before.Where(_ => random.Next(10) == 0).ToList();
                var from = Stopwatch.GetTimestamp();
                using var answer = await phone.PostAsJsonAsync("/api/sync/push", new PushRequest([.. again, .. fresh]), BenchContext.Json);
                var results = (await answer.Content.ReadFromJsonAsync<PushResponse>(BenchContext.Json))!.Results;
                acks.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                foreach (var result in results.Where(r => r.Result == "refused"))
                {
                    Interlocked.Increment(ref refused);
                    why = result.Code;
                }

                Interlocked.Add(ref count, fresh.Count);
                before = fresh;
            }

            lock (all)
            {
                all.AddRange(acks);
            }
        })));
        if (refused > 0)
        {
            Console.WriteLine($"REFUSED: {refused} visits, the last for {why}");
        }

        return (count, all, watch.Elapsed.TotalSeconds);
    }

    /// <returns>For how long at most the figures were behind what was committed.</returns>
    private static async Task<(double Most, int Looks)> WatchAsync(FigureStore store, ChangeFeed feed, CancellationToken ct)
    {
        var (most, looks) = (0.0, 0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!ct.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var (asked, from) = (feed.Last, Stopwatch.GetTimestamp());
            while (store.Now.Number < asked && !ct.IsCancellationRequested)
            {
                await Task.Yield();
            }

            most = Math.Max(most, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            looks++;
        }

        return (most, looks);
    }

    private static async Task<Guid> AddHamletAsync(BenchServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var area = new Area { Id = write.NewId() };
        var commune = server.Services.GetRequiredService<AreaTree>().Today.Find(server.HamletId)!.ParentId;
        area.Versions.Add(new AreaVersion { Id = write.NewId(), AreaId = area.Id, Name = "Trường An", NameKey = "ap truong an", Kind = AreaKind.Hamlet, ParentId = commune, RecordedAt = write.Now });
        write.Db.Areas.Add(area);
        write.Changed(ChangeKind.Area, area.Id);
        write.Audit("bench.fill", area.Id, null, null, null);
        await write.CommitAsync(CancellationToken.None);
        return area.Id;
    }

    /// <summary>An officer moves households there and back, one after the other.</summary>
    private static async Task<int> MoveAsync(BenchServer server, Guid other, CancellationToken ct)
    {
        var moved = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!ct.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("bench", new RoleInArea(Role.CommuneOfficer, server.Services.GetRequiredService<AreaTree>().Today.Find(other)!.ParentId!.Value));
            await scope.ServiceProvider.GetRequiredService<HouseholdDesk>().MoveAsync(
                server.Doors[moved % server.Doors.Count].Household, moved / server.Doors.Count % 2 == 0 ? other : server.HamletId, server.Services.GetRequiredService<AreaTree>().Today.Day, CancellationToken.None);
            moved++;
        }

        return moved;
    }
}
