using System.Runtime.InteropServices;

namespace TungNgo.Bench;

/// <summary>
/// Speed is measured, never asserted: each row stands beside a bare floor of the same work in the same run on the same machine.
/// Usage: ./bench [row …] [--postgres CONNECTION] [--households N …]; without rows, all of them. The row "kill" is a proof, not a speed, and runs only
/// when it is named; "node" and "play" are the processes that it starts. "single" measures against another build, with the rows that are named after it.
/// </summary>
internal static class Program
{
    private static readonly (string Name, Func<BenchContext, Task> Run)[] Rows =
    [
        ("push", PushBench.RunAsync),
        ("visit", VisitBench.RunAsync),
        ("snapshot", SnapshotBench.RunAsync),
        ("import", ImportBench.RunAsync),
        ("province", ProvinceBench.RunAsync),
        ("plan", PlanBench.RunAsync),
        ("first", FirstPhoneBench.RunAsync),
        ("drain", DrainBench.RunAsync),
        ("hook", HookBench.RunAsync),
        ("open", OpenBench.RunAsync),
        ("water", WaterBench.RunAsync),
        ("warning", WarningBench.RunAsync),
        ("reorganise", ReorganiseBench.RunAsync),
        ("country", CountryBench.RunAsync),
        ("facts", FactsBench.RunAsync),
        ("walks", WalksBench.RunAsync),
        ("room", RoomBench.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        var options = new Dictionary<string, string>();
        List<string> wanted = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
            {
                options[args[i][2..]] = args[++i];
            }
            else
            {
                wanted.Add(args[i]);
            }
        }

        var context = new BenchContext(options.GetValueOrDefault("postgres"), options);
        switch (wanted)
        {
            case ["single", .. var chosen]:
                return await SingleBench.RunAsync(context, chosen.Count == 0 ? ["single"] : ["single", .. chosen]);
            case ["kill"]:
                return await KillBench.RunAsync(context);
            case ["node"]:
                return await KillChildren.NodeAsync(context);
            case ["play"]:
                return await KillChildren.PlayAsync(context);
        }

        if (wanted.Except(Rows.Select(r => r.Name)).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"no row {unknown}; there are: {string.Join(", ", Rows.Select(r => r.Name))}, single, kill");
            return 2;
        }

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {(context.Postgres is null ? "SQLite" : "PostgreSQL")}");
        foreach (var (name, run) in Rows.Where(r => wanted.Count == 0 || wanted.Contains(r.Name)))
        {
            Console.WriteLine($"\n## {name} (load {File.ReadAllText("/proc/loadavg").Split(' ')[0]})");
            await run(context);
        }

        return 0;
    }
}
