using System.Diagnostics;
using System.Text.RegularExpressions;
using TungNgo.Tests.Water.Forecast;

namespace TungNgo.Tests.CommandLine;

/// <summary>
/// Runs every command of docs/operations.md as it stands there, with the folders of a test instead of the machine's; the init system is played.
/// </summary>
public sealed partial class RunbookTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tn_runbook_").FullName;
    private readonly string name = $"tn_{Guid.CreateVersion7():n}";
    private readonly Uri address = new($"http://127.0.0.1:{TestServer.FreePort()}");
    private readonly Dictionary<string, string> variables = [];
    private ServerProcess? server;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (TestDatabases.Postgres is not null)
        {
            await TestDatabases.DropAsync(name);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_runbook_does_what_it_says()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Source.Root, "docs", "operations.md"));
        var chapters = Chapter().Matches(page).ToDictionary(c => c.Groups["title"].Value, c => Block().Matches(c.Groups["text"].Value).Select(b => b.Groups["commands"].Value).ToList());
        Assert.Equal(["Install", "Back up and restore", "Somebody has lost the second factor", "Water: verify a station's forecast", "A node above the provinces", "Upgrade"], chapters.Where(c => c.Value.Count > 0).Select(c => c.Key));
        // A command outside of a block that is run would be one that nobody has tried.
        Assert.All(page.Split('\n').Where(l => l.StartsWith("```", StringComparison.Ordinal) && l.Length > 3), l => Assert.Equal("```sh", l));
        foreach (var there in (string[])["opt", "var", "backup", "program"])
        {
            Directory.CreateDirectory(Path.Combine(folder, there));
        }

        // The program that was built, without copying it each time.
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.CreateSymbolicLink(Path.Combine(folder, "program", Path.GetFileName(file)), file);
        }

        if (TestDatabases.Postgres is not null)
        {
            await TestDatabases.CreateEmptyAsync(name);
        }

        await RunAsync(Assert.Single(chapters["Install"]));
        await OfferAsync("admin");

        var restoring = chapters["Back up and restore"];
        await RunAsync(restoring[0]);
        await RunAsync("/opt/tungngo/tungngo user add later --role Auditor --area 92");
        await OfferAsync("admin", "later");
        Assert.Contains(", 0 differences", await RunAsync(restoring[1]), StringComparison.Ordinal);
        await OfferAsync("admin");

        await RunAsync(Assert.Single(chapters["Somebody has lost the second factor"]));
        // With PostgreSQL nothing of the server lies there.
        Directory.CreateDirectory(Path.Combine(folder, "var", "tungngo"));
        await File.WriteAllLinesAsync(Path.Combine(folder, "var", "tungngo", "station.csv"), WaterRecord.Lines(firstYear: 2012, lastYear: 2016));
        var water = chapters["Water: verify a station's forecast"];
        Assert.Contains("within band", await RunAsync(water[0]), StringComparison.Ordinal);
        Assert.Contains("warnings", await RunAsync(water[1]), StringComparison.Ordinal);
        var above = chapters["A node above the provinces"];
        Assert.Contains(" bytes, ", await RunAsync(above[0]), StringComparison.Ordinal);
        Assert.Contains("92-2025-M8.cose: taken, Cần Thơ, 2025-M8", await RunAsync(above[1]), StringComparison.Ordinal);
        await RunAsync("/opt/tungngo/tungngo user add last --role Auditor --area 92");
        Assert.Contains(" 0 differences", await RunAsync(Assert.Single(chapters["Upgrade"])), StringComparison.Ordinal);
        await OfferAsync("admin", "last");
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "backup")).Length);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "backup")))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    /// <summary>Accounts as the command line lists them, beside a server that is ready.</summary>
    private async Task OfferAsync(params string[] names)
    {
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
        var listed = await RunAsync("/opt/tungngo/tungngo user list");
        Assert.Equal(names, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]));
    }

    private async Task<string> RunAsync(string commands)
    {
        var said = "";
        foreach (var command in commands.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Variable().Match(command) is { Success: true } set)
            {
                Assert.StartsWith("sqlite:/var/lib/tungngo/", set.Groups["value"].Value, StringComparison.Ordinal);
                variables[set.Groups["name"].Value] = TestDatabases.Postgres is { } postgres ? $"postgres:{postgres};Database={name}" : Here(set.Groups["value"].Value);
            }
            else if (command.StartsWith("systemctl ", StringComparison.Ordinal))
            {
                await PlayInitSystemAsync(command);
            }
            else
            {
                var ended = await Command.RunAsync(Start("bash", "-c", Here(command)));
                Assert.True(ended.Code == 0, $"{command}: {ended.Code} {ended.Error}");
                said += ended.Output;
            }
        }

        return said;
    }

    private async Task PlayInitSystemAsync(string command)
    {
        switch (command)
        {
            case "systemctl start tungngo":
                Assert.Null(server);
                server = await ServerProcess.StartAsync(Start(Here("/opt/tungngo/tungngo"), "serve", "--urls", address.OriginalString), address);
                break;
            case "systemctl stop tungngo":
                Assert.NotNull(server);
                var ended = await server.StopAsync();
                Assert.Equal((0, ""), (ended.Code, ended.Error));
                await server.DisposeAsync();
                server = null;
                break;
            default:
                Assert.Fail(command);
                break;
        }
    }

    private ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        return start;
    }

    /// <summary>A command of the page in the folders of this test.</summary>
    private string Here(string command) => command
        .Replace("artifacts/tungngo", $"{folder}/program", StringComparison.Ordinal)
        .Replace("/opt/", $"{folder}/opt/", StringComparison.Ordinal)
        .Replace("/var/lib/", $"{folder}/var/", StringComparison.Ordinal)
        .Replace("/backup/", $"{folder}/backup/", StringComparison.Ordinal);

    [GeneratedRegex(@"^## (?<title>.+)\n(?<text>(?:(?!## ).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^```sh\n(?<commands>[\s\S]*?)^```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^export (?<name>\w+)=(?<value>\S+)$")]
    private static partial Regex Variable();
}
