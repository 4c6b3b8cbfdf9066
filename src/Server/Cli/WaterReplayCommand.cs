using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Forecast;

namespace TungNgo.Cli;

/// <summary>"What would 2020 have warned of?": a station's file through the checks and the engine, for one set of limits or two side by side.</summary>
internal static class WaterReplayCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo>("--file") { Description = "Readings of one station: two columns, time and g/l.", Required = true };
        var from = new Option<DateOnly?>("--from") { Description = "First day; all of the file without it." };
        var to = new Option<DateOnly?>("--to") { Description = "Last day." };
        var limits = new Option<string>("--limits") { Description = "Limits in g/l, joined by commas.", DefaultValueFactory = _ => "1,2,4" };
        var against = new Option<string?>("--against") { Description = "Another set of limits, to be seen beside the first." };
        var harm = new Option<double>("--harm") { Description = "Where harm begins, g/l: what a warning should come before.", DefaultValueFactory = _ => 4 };
        var readings = new Option<int>("--readings") { Description = "Raised after so many readings in a row.", DefaultValueFactory = _ => 2 };
        var hysteresis = new Option<double>("--hysteresis") { Description = "Clear only so far below the lowest limit, g/l.", DefaultValueFactory = _ => 0.2 };
        var clear = new Option<double>("--clear") { Description = "And for so many hours.", DefaultValueFactory = _ => 26 };
        var stale = new Option<double>("--stale") { Description = "Hours without a reading after which nobody knows.", DefaultValueFactory = _ => 102 };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("replay", "Run a station's history through the warning engine and list warnings, lead times, false alarms and misses. Reads no database and writes nothing.")
            { file, from, to, limits, against, harm, readings, hysteresis, clear, stale, json };
        command.SetWork(async (parse, ct) =>
        {
            using var text = parse.GetValue(file)!.OpenText();
            var record = StationFile.Read(text);
            var (first, last) = (parse.GetValue(from) ?? DateOnly.MinValue, parse.GetValue(to) ?? DateOnly.MaxValue);
            var history = record.Readings.Where(r => DateOnly.FromDateTime(r.Local) is var day && day >= first && day <= last)
                .Select(r => (LegalDay.Start(DateOnly.FromDateTime(r.Local)) + r.Local.TimeOfDay, r.Value)).ToList();
            var rule = new WatchRule(
                Side.Above, parse.GetValue(readings), 0, parse.GetValue(hysteresis), parse.GetValue(clear), parse.GetValue(stale), RepeatHours: 0);
            var output = parse.InvocationConfiguration.Output;
            var sets = new[] { parse.GetValue(limits), parse.GetValue(against) }.OfType<string>().ToList();
            var results = sets.ConvertAll(s => (Limits: s, Result: Replay.Run(history, StationTraits.Unknown, rule, BandsOf(s), parse.GetValue(harm))));
            ct.ThrowIfCancellationRequested();
            if (parse.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(results.Select(r => new
                {
                    r.Limits, r.Result.Readings, Doubted = r.Result.Doubted.Values.Sum(), Badly = record.Bad.Count, Warnings = r.Result.Warnings, r.Result.FalseAlarms, Misses = r.Result.Misses,
                    r.Result.Harmful, r.Result.MedianLead,
                }), JsonShape.Stored));
                return 0;
            }

            if (history.Count == 0)
            {
                await output.WriteLineAsync($"No readings in this time; {record.Bad.Count} lines could not be read.");
                return Verb.Failed;
            }

            foreach (var (set, result) in results)
            {
                await WriteAsync(output, set, result, parse.GetValue(harm));
            }

            return 0;
        });
        return command;
    }

    private static List<Band> BandsOf(string limits) => [.. limits.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select((l, i) => new Band(double.Parse(l, CultureInfo.InvariantCulture), Math.Min(3, i + 1)))];

    private static async Task WriteAsync(TextWriter output, string set, ReplayResult result, double harm)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Limits {set} g/l, harm from {harm:0.##} g/l on: {result.Readings} readings, {result.Doubted.Values.Sum()} set aside as doubtful"));
        await output.WriteLineAsync($"  {"raised",-16}  {"cleared",-16}  {"peak",5}  {"limit",5}  lead");
        foreach (var warning in result.Warnings)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  {Local(warning.Raised)}  {(warning.Cleared is { } end ? Local(end) : "open"),-16}  {warning.Peak,5:0.0}  {warning.Limit,5:0.0}  {(warning.Lead is { } lead ? Hours(lead) : "false alarm")}"));
        }

        await output.WriteLineAsync(
            $"  {result.Warnings.Count} warnings, {result.FalseAlarms} false alarms; harm came {result.Harmful} times, {result.Misses.Count} of them unwarned; "
            + $"median lead {(result.MedianLead is { } median ? Hours(median) : "none")}");
        foreach (var miss in result.Misses)
        {
            await output.WriteLineAsync($"  missed: {Local(miss)}");
        }
    }

    private static string Local(DateTime utc) => LegalDay.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan span) => span.TotalHours >= 48 ? $"{Math.Floor(span.TotalDays)} days {span.Hours} h" : $"{Math.Floor(span.TotalHours)} h {span.Minutes} min";
}
