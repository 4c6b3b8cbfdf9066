namespace TungNgo.Reports.Ladder;

/// <summary>
/// Whether a figure is unlike others of its kind. Counts are skewed and often nought, so they are compared on a scale of ratios (ln(1+x)) by median and median
/// deviation, which a few wild values do not move; means and standard deviations would be.
/// </summary>
internal static class Plausibility
{
    /// <summary>With fewer there is no "usual".</summary>
    public const int Fewest = 5;

    /// <summary>Distance in robust deviations from which a value is asked about.</summary>
    private const double Far = 3.5;

    /// <summary>Values that hardly differ make every change look wild: a tenth more or less is never asked about.</summary>
    private const double LeastSpread = 0.03;

    /// <summary>Median deviation of a normal distribution, in its standard deviations.</summary>
    private const double Normal = 1.4826;

    public static bool IsUnlike(decimal value, IReadOnlyCollection<decimal> others)
    {
        if (others.Count < Fewest)
        {
            return false;
        }

        var logs = others.Select(Scale).ToList();
        var middle = Median(logs);
        var spread = Math.Max(Normal * Median([.. logs.Select(l => Math.Abs(l - middle))]), LeastSpread);
        return Math.Abs(Scale(value) - middle) > Far * spread;
    }

    private static double Scale(decimal value) => Math.Sign(value) * Math.Log(1 + Math.Abs((double)value));

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
