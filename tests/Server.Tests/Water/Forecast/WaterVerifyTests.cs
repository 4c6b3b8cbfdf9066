using System.Text.Json;
using TungNgo.Tests.CommandLine;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>The verb as people give it.</summary>
public sealed class WaterVerifyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tn_water_").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_record_is_scored_for_machines_and_its_wrong_lines_are_named()
    {
        var ended = await VerifyAsync(WaterRecord.Lines(firstYear: 2018, lastYear: 2022).Append("31/02/2022 01:00,4.5"), "--from", "2022", "--json");
        Assert.Equal(0, ended.Code);
        Assert.Contains("left out (time): 31/02/2022 01:00,4.5", ended.Error, StringComparison.Ordinal);
        var said = JsonDocument.Parse(ended.Output).RootElement;
        Assert.Equal((2022, 1), (said.GetProperty("firstSeason").GetInt32(), said.GetProperty("badLines").GetInt32()));
        Assert.Equal(7, said.GetProperty("skill").GetArrayLength());
        var horizon = said.GetProperty("horizons")[0];
        Assert.Equal(["forecast", "persistence", "climatology", "regression"], horizon.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()));
        Assert.Equal(3, horizon.GetProperty("methods")[0].GetProperty("alerts").GetArrayLength());
    }

    [Fact]
    public async Task Too_short_a_record_is_said_to_be_too_short()
    {
        var ended = await VerifyAsync(WaterRecord.Lines(firstYear: 2022, lastYear: 2022));
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.StartsWith("Nothing can be scored: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_one_value_a_day_is_told_what_a_daily_maximum_takes()
    {
        var lines = Enumerable.Range(0, 900).Select(i => $"{new DateTime(2020, 1, 1).AddDays(i):yyyy-MM-dd},4.5");
        var ended = await VerifyAsync(lines);
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.StartsWith("Nothing can be scored: 900 readings make 0 days with at least 4 readings", ended.Error, StringComparison.Ordinal);
    }

    private async Task<Ended> VerifyAsync(IEnumerable<string> lines, params string[] more)
    {
        var file = Path.Combine(folder, "station.csv");
        await File.WriteAllLinesAsync(file, lines);
        return await Command.TungNgoAsync(["water", "verify", "--file", file, .. more]);
    }
}
