using System.CommandLine;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures.Proof;

namespace TungNgo.Cli;

internal static class RecountCommand
{
    private const int MostShown = 20;

    public static Command Create()
    {
        var database = Options.Database();
        var fix = new Option<bool>("--fix") { Description = "Set the cells that differ right; the audit keeps what they were." };
        var command = new Command("recount", $"Count all figures anew from registers, standings and visits and compare with the cells. Exit code {Verb.Differs} when they differ. Safe beside a running server, safe to interrupt.") { database, fix };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.OpenAsync(parse.GetValue(database)!, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var result = await scope.ServiceProvider.GetRequiredService<Recount>()
                .RunAsync(parse.GetValue(fix), Actor.System, new Progress(error), ct);
            foreach (var d in result.Differences.Take(MostShown))
            {
                await output.WriteLineAsync($"{d.Leaf} indicator {d.Indicator} day {LegalDay.FromNumber(d.Day):yyyy-MM-dd}: cells {d.Actual}, recount {d.Expected}");
            }

            await output.WriteLineAsync($"{result.Cells} cells, {result.Differences.Count} differences, {result.Repaired} repaired, {result.Took.TotalSeconds:0.0} s");
            return result.Differences.Count == result.Repaired ? 0 : Verb.Differs;
        });
        return command;
    }

    private sealed class Progress(TextWriter error) : IProgress<(int Done, int Of)>
    {
        private int shown = -1;

        public void Report((int Done, int Of) value)
        {
            var percent = value.Done * 100 / Math.Max(1, value.Of);
            if (percent / 10 != shown)
            {
                shown = percent / 10;
                error.WriteLine($"{percent} %");
            }
        }
    }
}
