using System.Globalization;
using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>Records of stations that were never read, as the generator makes them up.</summary>
internal static class WaterRecord
{
    public static MadeStation Station(string name) => SeasonGenerator.Stations.Single(s => s.Name == name);

    public static List<DayValue> Days(string name, int seed, Weather? weather = null, int firstYear = 1995, int lastYear = 2023, Reading how = Reading.InRuns) =>
        DailyMaxima.Of(new SeasonGenerator(Station(name), weather ?? new Weather(), seed).Read(firstYear, lastYear, how));

    public static IEnumerable<string> Lines(int firstYear, int lastYear) => new SeasonGenerator(Station("Long Phú"), new Weather(), 1).Read(firstYear, lastYear, Reading.InRuns)
        .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Local:yyyy-MM-dd HH:mm},{r.Value:0.0}")).Prepend("datetime,value");
}
