using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>
/// A river simpler than those of the season generator, that the forecaster was not built on: a hump of a season, the moon's phase as a cosine, and an
/// anomaly that is a fixed share of yesterday's and a new shock.
/// </summary>
/// <param name="Keep">Share of yesterday's anomaly.</param>
/// <param name="IsShares">Everything multiplies, and shocks are wild (Student's t of three degrees); else everything adds, and they are normal.</param>
internal sealed record PlainRiver(double Level, double Spring, double Keep, double Shock, bool IsShares)
{
    private const double Lag = 1.5;

    /// <summary>Read in runs of three days with two to four days between, from February to May.</summary>
    public List<DayValue> Days(int seed, int firstYear, int lastYear)
    {
        var (random, days) = (new Random(seed), new List<DayValue>());
        for (var year = firstYear; year <= lastYear; year++)
        {
            var (severity, anomaly, next) = (Math.Exp(0.2 * Normal(random)), Normal(random), new DateOnly(year, 2, 1).AddDays(random.Next(4)));
            for (var day = new DateOnly(year, 1, 1); day.Month <= 5; day = day.AddDays(1))
            {
                anomaly = Keep * anomaly + Math.Sqrt(1 - Keep * Keep) * (IsShares ? Wild(random) : Normal(random));
                if (day < next)
                {
                    continue;
                }

                var (season, tide) = (severity * Math.Exp(-0.5 * Math.Pow((day.DayOfYear - 78) / 48.0, 2)), Math.Cos(TideTerms.SpringPhase(day) - 4 * Math.PI * Lag / Moon.SynodicMonth));
                var share = IsShares ? season * Math.Exp(Spring * tide + Shock * anomaly) : season + Spring * tide + Shock * anomaly;
                var max = Math.Round(Math.Clamp(Level * share, 0, 36), 1);
                days.Add(new DayValue(day, max, Math.Round(0.4 * max, 1)));
                next = day.AddDays(days.Count % 3 == 0 ? random.Next(3, 6) : 1);
            }
        }

        return days;
    }

    private static double Wild(Random random)
    {
        var (a, b, c) = (Normal(random), Normal(random), Normal(random));
        return Normal(random) / Math.Sqrt(a * a + b * b + c * c);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
