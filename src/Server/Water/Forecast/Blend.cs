namespace TungNgo.Water.Forecast;

/// <summary>A straight-line regression that says for each season what the other seasons taught it. How far its terms are believed is found the same way.</summary>
internal sealed class SeasonRegression
{
    private static readonly double[] Strengths = [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];

    private readonly Dictionary<int, double[]> withoutSeason = [];
    private readonly double[] weights;

    private SeasonRegression(double[] weights) => this.weights = weights;

    public static SeasonRegression Fit(IReadOnlyList<(int Season, double[] Terms, double Value)> rows)
    {
        var pull = new double[rows[0].Terms.Length];
        Array.Fill(pull, 1);
        var ridge = new Ridge(pull);
        foreach (var row in rows)
        {
            ridge.Add(row.Season, row.Terms, row.Value);
        }

        var seasons = ridge.Seasons.ToList();
        var strength = Strengths.MinBy(s =>
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

/// <summary>
/// How the forecast of one distance from the last reading comes from its parts: what the models expect, what a regression on the last days, the moon and the season still
/// corrects, and a share of the plain regression, which errs differently. The share is the one that would have been best in seasons left out, held near a quarter.
/// </summary>
internal sealed class Blend
{
    private const double UsualShare = 0.25;
    private const double MostShare = 0.7;

    private readonly SeasonRegression? correction;
    private readonly SeasonRegression? plain;
    private readonly double share;

    private Blend(SeasonRegression? correction, SeasonRegression? plain, double share) => (this.correction, this.plain, this.share) = (correction, plain, share);

    public static Blend Fit(IReadOnlyList<ForecastCase> cases)
    {
        if (cases.Count < 3 * ThirteenTerms.Size)
        {
            return new Blend(null, null, 0);
        }

        var correction = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Terms, c.Actual - c.Outlook.Expected))]);
        var plain = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Plain, c.Actual))]);
        double apart = 0, gain = 0;
        foreach (var c in cases)
        {
            var own = c.Outlook.Expected + correction.Of(c.Outlook.Terms, c.SeasonYear);
            var other = plain.Of(c.Outlook.Plain, c.SeasonYear);
            apart += (own - other) * (own - other);
            gain += (own - c.Actual) * (own - other);
        }

        return new Blend(correction, plain, apart > 0 ? Math.Clamp((gain + 0.5 * UsualShare * apart) / (1.5 * apart), 0, MostShare) : 0);
    }

    public double Of(Outlook outlook, int season) => correction is null || plain is null
        ? outlook.Expected
        : Math.Max(0, (1 - share) * (outlook.Expected + correction.Of(outlook.Terms, season)) + share * plain.Of(outlook.Plain, season));
}
