namespace TungNgo.Water.Forecast;

/// <summary>
/// A straight-line regression that says for each season what the other seasons taught it. How far its terms are believed is found the same way.
/// </summary>
internal sealed class SeasonRegression
{
    private readonly Dictionary<int, double[]> withoutSeason = [];
    private readonly double[] weights;

    private SeasonRegression(double[] weights) => this.weights = weights;

    /// <param name="strengths">Of the pull towards zero, one of which is chosen.</param>
    public static SeasonRegression Fit(IReadOnlyList<(int Season, double[] Terms, double Value)> rows, params double[] strengths)
    {
        var pull = new double[rows[0].Terms.Length];
        Array.Fill(pull, 1);
        var ridge = new Ridge(pull);
        foreach (var row in rows)
        {
            ridge.Add(row.Season, row.Terms, row.Value);
        }

        var seasons = ridge.Seasons.ToList();
        var strength = strengths.Length == 1 ? strengths[0] : strengths.MinBy(s =>
        {
            var solved = seasons.ToDictionary(y => y, y => ridge.Solve(s, y));
            return rows.Sum(r => Math.Pow(r.Value - Terms.Sum(r.Terms, solved[r.Season]), 2));
        });
        var fitted = new SeasonRegression(ridge.Solve(strength));
        foreach (var season in seasons)
        {
            fitted.withoutSeason[season] = ridge.Solve(strength, season);
        }

        return fitted;
    }

    public double Of(double[] terms, int season) => Terms.Sum(terms, withoutSeason.GetValueOrDefault(season, weights));
}
