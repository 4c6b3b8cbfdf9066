using System.Diagnostics;
using System.Net.Http.Json;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>Territory snapshot: 430 households, about 1,600 people, standings from visits, as the phone gets it (brotli).</summary>
internal static class SnapshotBench
{
    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync();
        using var phone = server.Phone();
        var start = DateTime.UnixEpoch.AddYears(54);
        for (var n = 0; n < 1200; n += 100)
        {
            using var pushed = await phone.PostAsJsonAsync("/api/sync/push", new PushRequest([.. Enumerable.Range(n, 100).Select(i => server.Visit(i, start.AddSeconds(i)))]), BenchContext.Json);
            pushed.EnsureSuccessStatusCode();
        }

        phone.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var times = new List<double>();
        long size = 0;
        for (var i = 0; i < 30; i++)
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await phone.GetAsync("/api/sync/pull?after=0");
            size = (await answer.Content.ReadAsByteArrayAsync()).Length;
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        using var guides = await phone.GetAsync("/api/sync/guides?after=0");
        var guidesSize = (await guides.Content.ReadAsByteArrayAsync()).Length;
        using var plain = server.Phone();
        var raw = (await plain.GetByteArrayAsync("/api/sync/pull?after=0")).Length;
        times.Sort();
        Console.WriteLine($"snapshot: {size / 1000.0:N1} kB brotli ({raw / 1000.0:N0} kB raw), p50 {times[15]:N1} ms, max {times[^1]:N1} ms with transport (bars 60 kB, 50 ms); guides {guidesSize / 1000.0:N1} kB");
    }
}
