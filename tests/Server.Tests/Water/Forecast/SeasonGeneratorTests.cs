using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

public sealed class SeasonGeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_readings()
    {
        List<StationReading> Made(int seed) => [.. new SeasonGenerator(WaterRecord.Station("Đại Ngãi"), new Weather(), seed).Read(2020, 2021, Reading.InRuns)];
        Assert.Equal(Made(3), Made(3));
        Assert.NotEqual(Made(3), Made(4));
    }

    [Fact]
    public void Runs_are_read_on_odd_hours_with_days_of_nothing_between()
    {
        var readings = new SeasonGenerator(WaterRecord.Station("Long Phú"), new Weather { Missing = 0 }, 5).Read(2015, 2015, Reading.InRuns).ToList();
        Assert.All(readings, r => Assert.Equal(1, r.Local.Hour % 2));
        Assert.All(readings, r => Assert.InRange(r.Local.Month, 2, 6));
        Assert.All(readings, r => Assert.Equal(Math.Round(r.Value, 1), r.Value, 1e-9));
        Assert.Equal([2, 50, 74, 98], readings.Zip(readings.Skip(1), (a, b) => (int)(b.Local - a.Local).TotalHours).Distinct().Order());
    }

    [Fact]
    public void The_rains_are_fresh_and_the_dry_season_is_salt()
    {
        var days = DailyMaxima.Of(new SeasonGenerator(WaterRecord.Station("Trần Đề"), new Weather(), 6).Read(2015, 2017, Reading.Always, minutes: 30));
        Assert.True(days.Count > 1000);
        Assert.All(days.Where(d => d.Day.Month is >= 7 and <= 10), d => Assert.InRange(d.Max, 0, 0.3));
        Assert.InRange(days.Where(d => d.Day.Month is 3).Average(d => d.Max), 8, 26);
    }

    [Fact]
    public void Persistence_errs_about_as_much_as_on_long_records()
    {
        // Root mean squared error after one, three, five and seven days at Trần Đề, Long Phú and Đại Ngãi on records of 2015 to 2023, g/l.
        (string Station, double[] Recorded)[] known = [("Trần Đề", [1.58, 3.12, 5.07, 6.25]), ("Long Phú", [1.33, 2.94, 4.28, 5.39]), ("Đại Ngãi", [0.78, 1.83, 2.51, 3.23])];
        foreach (var (station, recorded) in known)
        {
            var made = Enumerable.Range(1, 6).Select(seed => WaterRecord.Days(station, seed, firstYear: 2015).ToDictionary(d => d.Day, d => d.Max)).ToList();
            for (var i = 0; i < recorded.Length; i++)
            {
                var errors = made.SelectMany(m => m.Where(d => m.ContainsKey(d.Key.AddDays(2 * i + 1))).Select(d => Math.Pow(m[d.Key.AddDays(2 * i + 1)] - d.Value, 2)));
                Assert.InRange(Math.Sqrt(errors.Average()), 0.6 * recorded[i], 1.5 * recorded[i]);
            }
        }
    }
}
