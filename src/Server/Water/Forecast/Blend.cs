namespace TungNgo.Water.Forecast;

/// <summary>
/// How the forecast of one distance from the last reading comes from its parts: what the models expect, what a regression on the last days, the moon and
/// the season still
/// corrects, and a share of the plain regression, which errs differently. The share is the one that would have been best in seasons left out, held near a
/// quarter.
/// </summary>
internal sealed class Blend
{
    private const double UsualShare = 0.25;
    private const double MostShare = 0.7;
    private static readonly double[] Corrections = [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];

    /// <summary>Thirteen terms are few: they need no pull but what keeps the solution steady.</summary>
    private const double Plain = 0.001;

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

        var correction = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Terms, c.Actual - c.Outlook.Expected))], Corrections);
        var plain = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Plain, c.Actual))], Plain);
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
