using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>The forecaster on made-up seasons that it was not fitted on, read as stations are.</summary>
[Trait("database", "none")]
public sealed class ForecastTests
{
    [Theory]
    [InlineData("Trần Đề")]
    [InlineData("Long Phú")]
    [InlineData("Đại Ngãi")]
    public void On_the_river_it_beats_persistence_and_the_regression_and_its_band_holds(string station)
    {
        var cases = new[] { 1, 2 }.SelectMany(seed => Verification.Run(WaterRecord.Days(station, seed, firstYear: 2008), from: 2018)!.Cases).ToList();
        for (var horizon = 1; horizon <= StationForecaster.Horizons; horizon++)
        {
            var score = HorizonScore.Of(horizon, [.. cases.Where(c => c.Horizon == horizon)])!;
            var own = score.Of(Method.Forecast).Rmse;
            Assert.True(own < score.Of(Method.Regression).Rmse, $"{horizon} days: {own:0.000}, regression {score.Of(Method.Regression).Rmse:0.000}");
            Assert.True(own < score.Of(Method.Climatology).Rmse);
            var gain = 1 - own / score.Of(Method.Persistence).Rmse;
            Assert.True(gain >= horizon switch { < 3 => 0, 3 or 4 => 0.25, _ => 0.32 }, $"{horizon} days: {gain:0.000} better than persistence");
        }

        Assert.InRange((double)cases.Count(c => c.IsWithin) / cases.Count, 0.75, 0.85);
    }

    [Fact]
    public void The_band_holds_in_years_saltier_than_all_before()
    {
        var verified = Verification.Run(WaterRecord.Days("Long Phú", 9, new Weather { Severity = y => y >= 2018 ? 1.5 : 0.9 }, firstYear: 2008), from: 2018)!;
        Assert.InRange((double)verified.Cases.Count(c => c.IsWithin) / verified.Cases.Count, 0.75, 0.85);
    }

    [Fact]
    public void Where_the_last_reading_is_as_good_it_hides_and_says_why()
    {
        // An inner canal: no tide, an anomaly that stays for months.
        var canal = new SeasonGenerator(WaterRecord.Station("Sóc Trăng") with { Spring = 0, Amplitude = 6 },
            new Weather { Fast = 0, SlowDays = 200, Slow = 0.8, Noise = 0.01, TideSpread = 0 }, 2);
        var skill = Verification.Run(DailyMaxima.Of(canal.Read(1999, 2023, Reading.InRuns)), from: 2023)!.Skill();
        Assert.Contains(skill, s => s.Verdict == SkillVerdict.NoBetterThanPersistence);
        Assert.All(skill, s => Assert.Equal(s.Verdict == SkillVerdict.NoBetterThanPersistence, s.Count >= ForecastSkill.Fewest && s.Rmse >= s.PersistenceRmse));
    }

    [Fact]
    public void The_future_does_not_reach_into_a_forecast()
    {
        var days = WaterRecord.Days("Đại Ngãi", 4, firstYear: 2012);
        var start = days.FindIndex(d => d.Day.Year == 2023);
        var forecaster = StationForecaster.Fit(days[..start]);
        var again = StationForecaster.Fit(days[..start]);
        foreach (var day in days.Skip(start).Take(20))
        {
            forecaster.Observe(day);
            again.Observe(day);
            Assert.Equal(again.Predict(day.Day, 3), forecaster.Predict(day.Day, 3));
        }

        var verified = Verification.Run(days, 2023)!.Cases;
        var changed = days.Select(d => d.Day > verified[40].Origin ? d with { Max = 2 * d.Max + 1 } : d).ToList();
        Assert.Equal(verified.Take(40).Select(c => c.Forecast), Verification.Run(changed, 2023)!.Cases.Take(40).Select(c => c.Forecast));
    }

    [Fact]
    public void Forecasts_stay_sane_whatever_the_gaps()
    {
        var days = WaterRecord.Days("Long Phú", 5, firstYear: 2012);
        var forecaster = StationForecaster.Fit(days);
        var last = days[^1].Day;
        for (var age = 0; age <= 4; age++)
        {
            for (var horizon = 1; horizon <= StationForecaster.Horizons; horizon++)
            {
                var said = forecaster.Predict(last.AddDays(age), horizon)!.Value;
                Assert.Equal(last.AddDays(age + horizon), said.Day);
                Assert.True(said.Low >= 0 && said.Low <= said.Mean && said.Mean <= said.High && said.High < 60, said.ToString());
            }
        }

        Assert.Null(forecaster.Predict(last.AddDays(30), 1));
    }

    [Fact]
    public void Odd_records_do_no_harm()
    {
        var few = WaterRecord.Days("Đại Ngãi", 6, firstYear: 2022);
        Assert.Null(Verification.Run([]));
        Assert.Null(Verification.Run(few.Take(30).ToList()));
        Assert.Null(Verification.Run(few, from: 2030));
        Assert.NotNull(Verification.Run(WaterRecord.Days("Đại Ngãi", 6, firstYear: 2020)));
        // A station that never saw salt, one that always reads the same, and one read all year.
        Assert.NotNull(Verification.Run([.. WaterRecord.Days("Đại Ngãi", 6, firstYear: 2020).Select(d => d with { Max = 0, Min = 0 })]));
        Assert.NotNull(Verification.Run([.. WaterRecord.Days("Đại Ngãi", 6, firstYear: 2020).Select(d => d with { Max = 7, Min = 7 })]));
        var always = Verification.Run(WaterRecord.Days("Cái Trâm", 7, firstYear: 2019, how: Reading.Always))!;
        Assert.All(always.Cases, c => Assert.True(double.IsFinite(c.Forecast.Mean + c.Forecast.Low + c.Forecast.High)));
    }
}
