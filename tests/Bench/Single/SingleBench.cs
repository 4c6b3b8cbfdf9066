using System.Diagnostics;
using System.Net.Http.Json;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>
/// This build beside another one (--against PATH/TO/tungngo), each a process of its own on its own demo, by turns in the same minutes: on a machine whose speed changes
/// within the hour only such a ratio says something. Beside single visits the rows push100, snapshot and pages may be named.
/// </summary>
internal static class SingleBench
{
    private static readonly string[] Pages = ["/", "/areas", "/teams"];

    public static async Task<int> RunAsync(BenchContext context, IReadOnlyCollection<string> rows)
    {
        var (rounds, seconds, seen) = ((int)context.Number("rounds", 3), context.Number("seconds", 6), new Dictionary<(string Row, string Build), List<double>>());
        var programs = new List<(string Name, string Program)> { ("this", Path.Combine(AppContext.BaseDirectory, "tungngo")) };
        if (context.Option("against", "") is { Length: > 0 } other)
        {
            programs.Add(("other", other));
        }

        var builds = new List<ServedBuild>();
        try
        {
            foreach (var (name, program) in programs)
            {
                builds.Add(new ServedBuild(name, program, await context.CreateDatabaseAsync($"single_{name}_{Guid.CreateVersion7():n}")));
                await builds[^1].FillAsync();
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var build in round % 2 == 0 ? builds : builds.AsEnumerable().Reverse())
                {
                    await build.StartAsync();
                    foreach (var (row, value) in await MeasureAsync(build, rows, seconds))
                    {
                        (seen.TryGetValue((row, build.Name), out var list) ? list : seen[(row, build.Name)] = []).Add(value);
                        Console.WriteLine($"round {round + 1}  {build.Name,-5}  {row,-24} {value,10:N1}");
                    }

                    build.Stop();
                }
            }
        }
        finally
        {
            builds.ForEach(b => b.Dispose());
            if (context.Postgres is null)
            {
                Array.ForEach(Directory.GetFiles("artifacts/bench", "single_*"), File.Delete);
            }
        }

        foreach (var row in seen.Keys.Select(k => k.Row).Distinct())
        {
            var mine = Median(seen[(row, "this")]);
            Console.WriteLine(seen.TryGetValue((row, "other"), out var others) ? $"{row,-24} {mine,10:N1}   other {Median(others),10:N1}   ratio {mine / Median(others):0.00}" : $"{row,-24} {mine,10:N1}");
        }

        return 0;
    }

    private static async Task<List<(string Row, double Value)>> MeasureAsync(ServedBuild build, IReadOnlyCollection<string> rows, double seconds)
    {
        var all = new List<(string, double)>();
        // Reading first: whoever writes faster would have more to read.
        if (rows.Contains("snapshot"))
        {
            using var phone = build.Phone();
            phone.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
            var bytes = (await phone.GetByteArrayAsync("/api/sync/pull?after=0")).Length;
            all.Add(("snapshot, bytes gzip", bytes));
            all.Add(("snapshots/s", await RepeatAsync(seconds, async () =>
            {
                build.TakeTurn(phone);
                await phone.GetByteArrayAsync("/api/sync/pull?after=0");
            })));
        }

        if (rows.Contains("pages"))
        {
            using var browser = await build.BrowserAsync();
            foreach (var page in Pages)
            {
                all.Add(($"{page} pages/s", await RepeatAsync(seconds, () => browser.GetByteArrayAsync(page))));
            }
        }

        if (rows.Contains("single"))
        {
            foreach (var clients in new[] { 1, 8, 32 })
            {
                all.Add(($"visits/s, {clients} clients", await RateAsync(build, clients, seconds, 1)));
            }
        }

        if (rows.Contains("push100"))
        {
            all.Add(("visits/s, 100 a push", 100 * await RateAsync(build, 1, seconds, 100)));
        }

        return all;
    }

    private static async Task<double> RateAsync(ServedBuild build, int clients, double seconds, int visits)
    {
        var rates = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            using var phone = build.Phone();
            return await RepeatAsync(seconds, async () =>
            {
                build.TakeTurn(phone);
                using var answer = await phone.PostAsJsonAsync("/api/sync/push", build.Visits(visits), BenchContext.Json);
                answer.EnsureSuccessStatusCode();
                var results = (await answer.Content.ReadFromJsonAsync<PushResponse>(BenchContext.Json))!.Results;
                if (results.FirstOrDefault(r => r.Result != "applied") is { } odd)
                {
                    throw new InvalidOperationException($"{build.Name}: {odd}");
                }
            });
        }));
        return rates.Sum();
    }

    /// <returns>Times a second, after half as long to warm up.</returns>
    private static async Task<double> RepeatAsync(double seconds, Func<Task> work)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < seconds / 2;)
        {
            await work();
        }

        var (count, watch) = (0, Stopwatch.StartNew());
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            await work();
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
