using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>One visit per request, durable, all derived figures done, at 1, 8 and 32 clients — beside a well-known peer's published work of the same shape.</summary>
internal static class VisitBench
{
    /// <summary>Visits a second and p99 in ms of the peer on two such cores (docs/performance.md names the run).</summary>
    private static readonly Dictionary<int, (double Rate, double P99)> Peer = new() { [1] = (98, 27), [8] = (174, 101), [32] = (240, 229) };

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync();
        var n = 0;
        var start = DateTime.UnixEpoch.AddYears(54);
        foreach (var clients in new[] { 1, 8, 32 })
        {
            var times = new ConcurrentBag<double>();
            var end = Stopwatch.GetTimestamp() + 2 * Stopwatch.Frequency;
            await RunAsync(clients, () => Stopwatch.GetTimestamp() < end, null);
            end = Stopwatch.GetTimestamp() + 6 * Stopwatch.Frequency;
            var watch = Stopwatch.StartNew();
            await RunAsync(clients, () => Stopwatch.GetTimestamp() < end, times);
            var sorted = times.Order().ToArray();
            var rate = sorted.Length / watch.Elapsed.TotalSeconds;
            Console.WriteLine($"{clients,2} clients: {rate,7:N0} visits/s  p50 {sorted[sorted.Length / 2]:N1} ms  p99 {sorted[sorted.Length * 99 / 100]:N1} ms"
                + $"   {rate / Peer[clients].Rate:N1}× the peer (bar 10×; peer p99 {Peer[clients].P99:N0} ms)");
        }

        var written = await BareRows.ReadAsync(server);
        await using var floor = await context.StartAsync(households: 1);
        Console.WriteLine($"bare inserts of the same rows, one visit a commit: {await BareRows.InsertAsync(floor, written, 1):N0} visits/s");

        async Task RunAsync(int clients, Func<bool> more, ConcurrentBag<double>? times) => await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            using var phone = server.Phone();
            while (more())
            {
                var i = Interlocked.Increment(ref n);
                var from = Stopwatch.GetTimestamp();
                using var answer = await phone.PostAsJsonAsync("/api/sync/push", new PushRequest([server.Visit(i, start.AddSeconds(i))]), BenchContext.Json);
                answer.EnsureSuccessStatusCode();
                times?.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }));
    }
}
