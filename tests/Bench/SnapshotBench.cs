using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Demo;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>
/// First pull of a territory as the phone gets it (brotli): the reference size of 430 households, about 1,600 people and three visits
/// a door, and the hamlet of the demo's leader (486 households, with consents and corrections).
/// </summary>
internal static class SnapshotBench
{
    private const int Warming = 300;

    public static async Task RunAsync(BenchContext context)
    {
        await using (var server = await context.StartAsync())
        {
            using var phone = server.Phone();
            var start = DateTime.UnixEpoch.AddYears(54);
            for (var n = 0; n < 1200; n += 100)
            {
                using var pushed = await phone.PostAsJsonAsync("/api/sync/push", new PushRequest([.. Enumerable.Range(n, 100).Select(i => server.Visit(i, start.AddSeconds(i)))]), BenchContext.Json);
                pushed.EnsureSuccessStatusCode();
            }

            await PullAsync("snapshot, reference", server);
        }

        await using (var server = await context.StartAsync(households: 0))
        {
            await using var scope = server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DemoProvince>().FillAsync(wholeProvince: false, seed: 2024, _ => { }, CancellationToken.None);
            await server.EnrolAsync(DemoAccounts.LeaderCode);
            await PullAsync("snapshot, demo hamlet", server);
        }
    }

    private static async Task PullAsync(string name, BenchServer server)
    {
        using var phone = server.Phone();
        phone.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var times = new List<double>();
        long size = 0;
        using var process = Process.GetCurrentProcess();
        var processor = TimeSpan.Zero;
        for (var i = 0; i < Warming + 60; i++)
        {
            if (i == Warming)
            {
                // A server runs for weeks. After thirty pulls, which were left out before, a quarter of its time still went to compiling what had turned out hot.
                times.Clear();
                process.Refresh();
                processor = process.TotalProcessorTime;
            }

            var from = Stopwatch.GetTimestamp();
            using var answer = await phone.GetAsync("/api/sync/pull?after=0&form=columns");
            size = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        process.Refresh();
        processor = process.TotalProcessorTime - processor;
        using var guides = await phone.GetAsync("/api/sync/guides?after=0");
        var guidesSize = (await guides.Content.ReadAsByteArrayAsync()).Length;
        using var plain = server.Phone();
        var pulled = await plain.GetFromJsonAsync<PullResponse>("/api/sync/pull?after=0", BenchContext.Json);
        var raw = (await plain.GetByteArrayAsync("/api/sync/pull?after=0&form=columns")).Length;
        times.Sort();
        Console.WriteLine($"{name}: {pulled!.Households.Length} households, {pulled.Households.Sum(h => h.People.Length):N0} people: {size / 1000.0:N1} kB brotli ({raw / 1000.0:N0} kB raw), "
            + $"p50 {times[times.Count / 2]:N1} ms, max {times[^1]:N1} ms with transport, {processor.TotalMilliseconds / times.Count:N1} ms of processor time (bars 60 kB, 50 ms); guides {guidesSize / 1000.0:N1} kB");
    }
}
