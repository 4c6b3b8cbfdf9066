using System.Runtime.InteropServices;

namespace TungNgo.Bench;

/// <summary>
/// Speed is measured, never asserted: each row stands beside a bare floor of the same work in the same run on the same machine.
/// Usage: ./bench [row …] [--postgres CONNECTION]; without rows, all of them.
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
    ];

    private static async Task<int> Main(string[] args)
    {
        var at = Array.IndexOf(args, "--postgres");
        var context = new BenchContext(at >= 0 ? args[at + 1] : null);
        var wanted = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && i != at + 1 || at < 0 && !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (wanted.Except(Rows.Select(r => r.Name)).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"no row {unknown}; there are: {string.Join(", ", Rows.Select(r => r.Name))}");
            return 2;
        }

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {(context.Postgres is null ? "SQLite" : "PostgreSQL")}");
        foreach (var (name, run) in Rows.Where(r => wanted.Length == 0 || wanted.Contains(r.Name)))
        {
            Console.WriteLine($"\n## {name} (load {File.ReadAllText("/proc/loadavg").Split(' ')[0]})");
            await run(context);
        }

        return 0;
    }
}
