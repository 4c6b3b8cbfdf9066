using System.Diagnostics;
using System.Text.RegularExpressions;
using TungNgo.Exchange.Systems;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Exchange;

/// <summary>What docs/exchange.md tells people to type is typed here, against a running server.</summary>
public sealed partial class DocumentedExamplesTests
{
    [Fact]
    public async Task Every_command_of_the_page_runs()
    {
        await using var offices = await OpenAsync();
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        var folder = Directory.CreateTempSubdirectory("tn-docs-").FullName;
        try
        {
            var commands = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Source.Root, "docs", "exchange.md"))).Select(m => m.Groups[1].Value.Trim()).ToList();
            Assert.True(commands.Count >= 8, $"{commands.Count}");
            foreach (var command in commands.Where(c => IsThere(c.Split(' ')[0])))
            {
                var (code, told) = await RunAsync(command, offices.Server.Address, program, folder);
                Assert.True(code == 0, $"{command}\n{code} {told}");
                Assert.True(command.Contains("If-None-Match", StringComparison.Ordinal) || command.Contains("-o \"$OUT", StringComparison.Ordinal) || told.Length > 0, command);
            }

            var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "figures.csv"));
            Assert.Equal(11, lines.Count(l => l.StartsWith("TO,", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_script_joins_figures_to_units()
    {
        Assert.SkipUnless(IsThere("python3"), "no Python here");
        await using var offices = await OpenAsync();
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        var (code, told) = await RunAsync("python3 docs/examples/figures.py 2024-MA9", offices.Server.Address, program, Path.GetTempPath());
        Assert.True(code == 0, told);
        var lines = told.Trim().Split('\n');
        Assert.Equal("31654\tXã Trường Khánh\t2\tcommune", lines[0]);
        Assert.StartsWith("11 of 11 communes, live, image ", lines[^1], StringComparison.Ordinal);
    }

    private static async Task<ReportOffices> OpenAsync()
    {
        var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        await offices.Server.WriteAsync((db, write) =>
        {
            var system = write.NewId();
            db.ReceivingSystems.Add(new() { Id = system, AreaId = offices.Above, Code = "dhis2", Name = "DHIS2", Kind = "data-values" });
            db.CodeMappings.Add(new() { Id = write.NewId(), SystemId = system, Thing = MappedThing.Indicator, Ours = "AP_KHOM", Theirs = "HAMLETS" });
        });
        return offices;
    }

    private static async Task<(int Code, string Told)> RunAsync(string command, Uri address, HttpClient program, string folder)
    {
        var key = program.DefaultRequestHeaders.Authorization!.Parameter!;
        using var shell = new Process
        {
            StartInfo = new("bash") { ArgumentList = { "-euo", "pipefail", "-c", command }, WorkingDirectory = Source.Root, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        shell.StartInfo.Environment["TUNGNGO_URL"] = address.ToString().TrimEnd('/');
        shell.StartInfo.Environment["TUNGNGO_KEY"] = key;
        shell.StartInfo.Environment["OUT"] = folder;

        shell.Start();
        var (told, wrong) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        return (shell.ExitCode, await told + (shell.ExitCode == 0 ? "" : await wrong));
    }

    private static bool IsThere(string program) => !Plain().IsMatch(program)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));

    [GeneratedRegex("```sh\n([\\s\\S]*?)```")]
    private static partial Regex Blocks();

    [GeneratedRegex("^[a-z0-9]+$")]
    private static partial Regex Plain();
}
