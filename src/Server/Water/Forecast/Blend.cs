namespace TungNgo.Water.Forecast;

/// <summary>
/// How the forecast of one distance from the last reading comes from three that err differently: what the models expect, the same corrected by a
/// regression on the last days, the moon and the season, and a plain regression. Where water moves as the models think the first two lead, and where it
/// does not the last one is there.
/// </summary>
internal sealed class Blend
{
    private const int Members = 3;
    private static readonly double[] Corrections = [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];

    /// <summary>Thirteen terms are few: they need no pull but what keeps the solution steady.</summary>
    private const double Plain = 0.001;

    private readonly SeasonRegression correction;
    private readonly SeasonRegression plain;
    private readonly double[] shares;

    private Blend(IReadOnlyList<ForecastCase> cases)
    {
        correction = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Terms, c.Actual - c.Outlook.Expected))], Corrections);
        plain = SeasonRegression.Fit([.. cases.Select(c => (c.SeasonYear, c.Outlook.Plain, c.Actual))], Plain);
        shares = Shares.Of([.. cases.Select(c => Say(c.Outlook, c.SeasonYear).Select(said => said - c.Actual).ToArray())], Members);
    }

    /// <returns>Null where there are too few days to fit anything: then the models stand alone.</returns>
    public static Blend? Fit(IReadOnlyList<ForecastCase> cases) => cases.Count < 3 * ThirteenTerms.Size ? null : new Blend(cases);

    public double Of(Outlook outlook, int season) => Math.Max(0, Terms.Sum(Say(outlook, season), shares));

    private double[] Say(Outlook outlook, int season) =>
        [outlook.Expected, outlook.Expected + correction.Of(outlook.Terms, season), plain.Of(outlook.Plain, season)];
}
