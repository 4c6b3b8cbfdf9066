namespace TungNgo.Water.Forecast;

/// <summary>
/// The regression that stands beside the forecast: ordinary least squares for each horizon on thirteen terms: one, the last two days that were read,
/// spring and neap of the
/// origin and of the target day as cosine and sine, the season as cosine and sine, and the last day times the target's moon and times the season.
/// </summary>
internal sealed class ThirteenTerms
{
    public const int Size = 13;
    private readonly double[]?[] weights = new double[]?[StationForecaster.Horizons + 1];

    public ThirteenTerms(IReadOnlyList<DayValue> history)
    {
        var (fits, counts) = (weights.Select(_ => new Ridge(new double[Size])).ToArray(), new int[weights.Length]);
        for (var i = 1; i < history.Count; i++)
        {
            for (var j = i + 1; j < history.Count && history[j].Day.DayNumber - history[i].Day.DayNumber is var horizon && horizon <= StationForecaster.Horizons; j++)
            {
                fits[horizon].Add(0, Row(history[i], history[i - 1], history[j].Day), history[j].Max);
                counts[horizon]++;
            }
        }

        for (var horizon = 1; horizon < weights.Length; horizon++)
        {
            weights[horizon] = counts[horizon] > 3 * Size ? fits[horizon].Solve(0) : null;
        }
    }

    /// <returns>The last day again where too little had been read to fit anything.</returns>
    public double Of(DayValue last, DayValue before, DateOnly target) =>
        weights[target.DayNumber - last.Day.DayNumber] is { } fitted ? Math.Max(0, Terms.Sum(Row(last, before, target), fitted)) : last.Max;

    public static double[] Row(DayValue last, DayValue before, DateOnly target)
    {
        var (now, then, season) = (TideTerms.SpringPhase(last.Day), TideTerms.SpringPhase(target), Season.Angle(target));
        return
        [
            1, last.Max, before.Max, Math.Cos(now), Math.Sin(now), Math.Cos(then), Math.Sin(then), Math.Cos(season), Math.Sin(season),
            last.Max * Math.Cos(then), last.Max * Math.Sin(then), last.Max * Math.Cos(season), last.Max * Math.Sin(season),
        ];
    }
}
