namespace TungNgo.Water.Forecast;

/// <summary>
/// Quantiles of what came around what was forecast, for each distance from the last reading. Misses are measured in widths, which grow with the level;
/// the quantiles of the past then move
/// a little with every hit and miss (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID Control for Time Series Prediction", 2023), so
/// that the band
/// also holds in years that are saltier than those before.
/// </summary>
internal sealed class Bands
{
    /// <summary>Share of days beyond each edge of the band.</summary>
    private const double Beyond = 0.1;

    /// <summary>How much a quantile moves, in widths.</summary>
    private const double Pace = 0.1;

    /// <summary>A distance learns from those next to it, that much less with each day between: the rhythm of the readings makes some of them rare.</summary>
    private const double FromNext = 0.4;
    private const int Reach = 2;

    /// <summary>Readings are written with one decimal: nothing can be known finer, g/l.</summary>
    private const double Finest = 0.05;

    private readonly (double Base, double Share)[] widths = new (double, double)[StationForecaster.MostLead + 1];
    private readonly double[] low = new double[StationForecaster.MostLead + 1];
    private readonly double[] high = new double[StationForecaster.MostLead + 1];

    /// <param name="past">Forecasts of the past in the order of their days, as they would have been made, and what came.</param>
    public static Bands Fit(IReadOnlyList<(int Lead, double Mean, double Actual)> past)
    {
        var bands = new Bands();
        for (var lead = 1; lead <= StationForecaster.MostLead; lead++)
        {
            var misses = past.Where(p => p.Lead == lead).Select(p => (p.Mean, Miss: p.Actual - p.Mean)).ToList();
            if (misses.Count < 20)
            {
                // Too few at this distance: those of the distance before, if there were enough there.
                (bands.widths[lead], bands.low[lead], bands.high[lead]) = (bands.widths[lead - 1], bands.low[lead - 1], bands.high[lead - 1]);
                continue;
            }

            bands.widths[lead] = Widths(misses);
            var relative = misses.Select(m => m.Miss / bands.Width(lead, m.Mean)).Order().ToList();
            (bands.low[lead], bands.high[lead]) = (Quantile(relative, Beyond), Quantile(relative, 1 - Beyond));
        }

        foreach (var (lead, mean, actual) in past)
        {
            bands.Learn(lead, mean, actual);
        }

        return bands;
    }

    public (double Low, double High) Around(int lead, double mean)
    {
        var width = Width(lead, mean);
        return (Math.Max(0, mean + Math.Min(0, low[lead]) * width), mean + Math.Max(0, high[lead]) * width);
    }

    /// <summary>A day that had been forecast has been read.</summary>
    public void Learn(int lead, double mean, double actual)
    {
        var (below, above) = Around(lead, mean);
        for (var near = Math.Max(1, lead - Reach); near <= Math.Min(StationForecaster.MostLead, lead + Reach); near++)
        {
            var pace = Pace * Math.Pow(FromNext, Math.Abs(near - lead));
            high[near] += actual > above ? pace * (1 - Beyond) : -pace * Beyond;
            // Nothing is less salt than fresh water: an edge at zero says nothing of the quantile.
            low[near] += below <= 0 ? 0 : actual < below ? -pace * (1 - Beyond) : pace * Beyond;
        }
    }

    private double Width(int lead, double mean) => Math.Max(Finest, widths[lead].Base + widths[lead].Share * mean);

    /// <summary>A line through the sizes of the misses over the level.</summary>
    private static (double Base, double Share) Widths(List<(double Mean, double Miss)> misses)
    {
        var (level, size) = (misses.Average(m => m.Mean), misses.Average(m => Math.Abs(m.Miss)));
        var spread = misses.Sum(m => Math.Pow(m.Mean - level, 2));
        var share = spread > 0 ? misses.Sum(m => (m.Mean - level) * (Math.Abs(m.Miss) - size)) / spread : 0;
        share = Math.Clamp(share, 0, level > 0 ? 0.9 * size / level : 0);
        return (size - share * level, share);
    }

    private static double Quantile(List<double> ordered, double share)
    {
        var at = share * (ordered.Count - 1);
        var below = (int)at;
        return ordered[below] + (at - below) * (ordered[Math.Min(below + 1, ordered.Count - 1)] - ordered[below]);
    }
}
