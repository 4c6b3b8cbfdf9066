namespace TungNgo.Water.Forecast;

/// <summary>
/// Forecasts every day of the past anew as it would have been forecast then: each season by what had been read before it, each day by what had been read
/// up to it. Every method is asked
/// on exactly the same days.
/// </summary>
internal sealed record Verification(int FirstSeason, int LastSeason, IReadOnlyList<ScoredCase> Cases)
{
    /// <summary>Scoring begins after this share of the seasons, if nothing else is asked: 1995 to 2023 are scored from 2015 on.</summary>
    private const double Learning = 2 / 3.0;

    /// <param name="days">All days of the station, in their order.</param>
    /// <param name="from">First season that is scored; later when too little lies before it.</param>
    /// <returns>Null when no season has enough before it.</returns>
    public static Verification? Run(IReadOnlyList<DayValue> days, int? from = null, CancellationToken ct = default)
    {
        var seasons = days.Select(d => Season.Of(d.Day)).Distinct().ToList();
        var first = from ?? (seasons.Count == 0 ? 0 : seasons[0] + (int)Math.Ceiling(Learning * (seasons[^1] - seasons[0] + 1)));
        if (from is null && seasons.Count > 0)
        {
            first = Math.Min(first, seasons[^1]);
        }

        var cases = new List<ScoredCase>();
        foreach (var season in seasons.Where(s => s >= first))
        {
            ct.ThrowIfCancellationRequested();
            var start = days.TakeWhile(d => d.Day < Season.Start(season)).Count();
            if (StationForecaster.CanFit([.. days.Take(start)]))
            {
                cases.AddRange(Score(days, start, season));
            }
        }

        return cases.Count == 0 ? null : new Verification(cases[0].SeasonYear, cases[^1].SeasonYear, cases);
    }

    public IEnumerable<ScoredCase> At(int horizon) => Cases.Where(c => c.Horizon == horizon);

    /// <summary>One for each horizon that has cases.</summary>
    public IReadOnlyList<HorizonScore> Scores() => [.. Enumerable.Range(1, StationForecaster.Horizons).Select(h => HorizonScore.Of(h, [.. At(h)])).OfType<HorizonScore>()];

    /// <summary>What may be shown after the last season, for each horizon.</summary>
    public IReadOnlyList<ForecastSkill> Skill() =>
        [.. Enumerable.Range(1, StationForecaster.Horizons).Select(h => ForecastSkill.Of(h, LastSeason, At(h)))];

    private static IEnumerable<ScoredCase> Score(IReadOnlyList<DayValue> days, int start, int season)
    {
        var history = days.Take(start).ToList();
        var forecaster = StationForecaster.Fit(history);
        var climatology = new Climatology(history);
        var regression = new ThirteenTerms(history);
        for (var i = start; i < days.Count && Season.Of(days[i].Day) == season; i++)
        {
            var origin = days[i];
            forecaster.Observe(origin);
            for (var j = i + 1; j < days.Count && days[j].Day.DayNumber - origin.Day.DayNumber is var horizon && horizon <= StationForecaster.Horizons; j++)
            {
                var target = days[j];
                yield return new ScoredCase(origin.Day, horizon, forecaster.Predict(origin.Day, horizon)!.Value,
                    origin.Max, climatology.Of(target.Day), regression.Of(origin, days[i - 1], target.Day), target.Max);
            }
        }
    }
}
