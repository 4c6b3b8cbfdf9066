using System.CommandLine;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Cli;

/// <summary>Tells units' figures in sentences, as offices write them. Exit codes: 0 told, 1 no such unit or period.</summary>
internal static class SentencesCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var period = new Option<string>("--period") { Required = true, Description = "Code of a period: 2024-M9, 2024-Q3, 2024-MA9 (15 August to 14 September), 2024-10-01..2024-10-10." };
        var units = new Option<string[]>("--unit") { AllowMultipleArgumentsPerToken = true, Description = "Official codes of units on the period's last day; the topmost unit when none is given." };
        var boundaries = new Option<DateOnly?>("--boundaries") { Description = "Day whose units are shown instead, such as 2025-07-01." };
        var language = new Option<string>("--language") { DefaultValueFactory = _ => "vi", Description = "vi, km or en." };
        var command = new Command("sentences", "Tell units' figures of a period in sentences. Exit codes: 0 told, 1 no such unit or period.") { database, period, units, boundaries, language };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.OpenAsync(parse.GetValue(database)!, ct);
            await Startup.LoadAsync(app.Services, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var reader = scope.ServiceProvider.GetRequiredService<IndicatorReader>();
            if (reader.PeriodOf(parse.GetValue(period)) is not { } asked)
            {
                await error.WriteLineAsync($"{parse.GetValue(period)} is no period.");
                return Verb.Failed;
            }

            var table = reader.Read(parse.GetValue(boundaries));
            return await TellAsync(table, asked, parse.GetValue(units) ?? [], Texts.In(parse.GetValue(language)), output, error);
        });
        return command;
    }

    private static async Task<int> TellAsync(IndicatorTable table, Period period, string[] codes, Texts t, TextWriter output, TextWriter error)
    {
        var tree = table.TreeOf(period);
        var units = codes.Length == 0 ? [.. tree.Roots] : codes.Select(c => tree.All.FirstOrDefault(u => u.Code == c)).ToList();
        if (units.Contains(null))
        {
            await error.WriteLineAsync($"No unit has one of these codes on {Formats.Iso(tree.Day)}: {string.Join(", ", codes)}");
            return Verb.Failed;
        }

        foreach (AreaVersion? unit in units)
        {
            await output.WriteLineAsync(Sentences.Of(table, unit!, period, t));
        }

        return 0;
    }
}
