using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TungNgo.Water.Forecast;

namespace TungNgo.Cli;

/// <summary>How a station's forecast would have done over its own past. Exit codes: 0 scored, 1 nothing could be scored, 130 interrupted.</summary>
internal static class WaterVerifyCommand
{
    private const int MostShown = 10;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly JsonSerializerOptions Written = new(JsonShape.Stored) { WriteIndented = true };

    public static Command Create()
    {
        var file = new Option<FileInfo>("--file") { Required = true, Description = "Two columns: local time and g/l; comma, semicolon or tab; ISO or dd/MM/yyyy." };
        var from = new Option<int?>("--from") { Description = "First season that is scored, by the year of its January; without it the last third of the record is." };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new Command("verify", "Forecast a station's past anew, each season by what had been read before it, and score it beside persistence, climatology and a regression of thirteen terms. "
            + "Exit codes: 0 scored, 1 nothing could be scored, 130 interrupted.") { file, from, json };
        command.SetWork(async (parse, ct) =>
        {
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            using var text = parse.GetValue(file)!.OpenText();
            var read = StationFile.Read(text);
            var days = DailyMaxima.Of(read.Readings);
            await TellBadAsync(read, error);
            if (Verification.Run(days, parse.GetValue(from), ct) is not { } verified)
            {
                await error.WriteLineAsync(WhyNot(read, days, parse.GetValue(from)));
                return Verb.Failed;
            }

            await output.WriteLineAsync(parse.GetValue(json) ? Json(read, days, verified) : VerificationTable.Of(read, days, verified));
            return 0;
        });
        return command;
    }

    private static async Task TellBadAsync(StationFile read, TextWriter error)
    {
        foreach (var bad in read.Bad.Take(MostShown))
        {
            await error.WriteLineAsync($"line {bad.Line} left out ({bad.Problem.ToString().ToLowerInvariant()}): {bad.Text}");
        }

        if (read.Bad.Count > MostShown)
        {
            await error.WriteLineAsync($"… and {read.Bad.Count - MostShown} more lines");
        }
    }

    private static string WhyNot(StationFile read, List<DayValue> days, int? from) => string.Create(Plain,
        $"Nothing can be scored: {read.Readings.Count} readings make {days.Count} days with at least {DailyMaxima.FewestReadings} readings in {days.Select(d => Season.Of(d.Day)).Distinct().Count()} seasons"
        + $"{(from is { } f ? $", scored from {f} on" : "")}. It takes {StationForecaster.FewestDays} days in {StationForecaster.FewestSeasons} seasons, and a season after them to score.");

    private static string Json(StationFile read, List<DayValue> days, Verification verified) => JsonSerializer.Serialize(new
    {
        Readings = read.Readings.Count, Days = days.Count, read.Missing, read.Repeated,
        BadLines = read.Bad.Count, Bad = read.Bad.Take(100), verified.FirstSeason, verified.LastSeason, Cases = verified.Cases.Count,
        Horizons = verified.Scores(), Skill = verified.Skill(),
    }, Written);
}
