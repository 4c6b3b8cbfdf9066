using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

public sealed class SkillTests
{
    [Theory]
    [InlineData(5.0, 6.0, 9.0, 20, nameof(SkillVerdict.Shown))]
    [InlineData(5.0, 5.0, 9.0, 20, nameof(SkillVerdict.NoBetterThanPersistence))]
    [InlineData(5.0, 6.0, 4.0, 20, nameof(SkillVerdict.NoBetterThanClimatology))]
    [InlineData(5.0, 6.0, 9.0, 7, nameof(SkillVerdict.TooFew))]
    public void It_is_shown_only_where_it_beat_both(double own, double persistence, double climatology, int count, string verdict)
    {
        var skill = ForecastSkill.Of(3, 2020, Cases(own, persistence, climatology, count));
        Assert.Equal((verdict, count, own), (skill.Verdict.ToString(), skill.Count, skill.Rmse));
        Assert.Equal(verdict == nameof(SkillVerdict.Shown), skill.IsShown);
        Assert.Equal(10, skill.OfTen);
    }

    [Fact]
    public void A_season_with_too_few_days_is_helped_by_those_before()
    {
        var before = Cases(5, 6, 9, 5).Select(c => c with { Origin = c.Origin.AddYears(-1) });
        var skill = ForecastSkill.Of(3, 2020, before.Concat(Cases(5, 6, 9, 5)));
        Assert.Equal((SkillVerdict.Shown, 2019, 10), (skill.Verdict, skill.Season, skill.Count));
    }

    [Fact]
    public void A_warning_is_counted_as_hit_miss_or_false()
    {
        // The upper edge is ten over what is read here, so the forecast always warns; persistence is one below.
        var cases = Cases(0, -1, 0, 10);
        var score = HorizonScore.Of(3, cases)!;
        Assert.Equal(new AlertScore(4, 6, 0, 4), score.Of(Method.Forecast).Alerts[2]);
        Assert.Equal(new AlertScore(4, 5, 1, 0), score.Of(Method.Persistence).Alerts[2]);
        Assert.Equal((0.0, -1.0, 1.0), (score.Of(Method.Forecast).Bias, score.Of(Method.Persistence).Bias, score.Of(Method.Persistence).Mae));
        Assert.Equal(0.4, score.Of(Method.Forecast).Alerts[2].FalseAlarmRatio);
        Assert.Null(new AlertScore(1, 0, 0, 0).HitRate);
    }

    /// <summary>Days of 0, 1, 2 … g/l and what was said of them, each off by so much.</summary>
    private static List<ScoredCase> Cases(double own, double persistence, double climatology, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ScoredCase(new DateOnly(2020, 3, 1), 3, new DayForecast(new DateOnly(2020, 3, 4), i + own, i - 10, i + 10), i + persistence, i + climatology, i, i)),
    ];
}
