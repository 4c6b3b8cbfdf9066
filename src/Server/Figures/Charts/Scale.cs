namespace TungNgo.Figures.Charts;

/// <summary>Rounds an axis and a legend to numbers that people say.</summary>
internal static class Scale
{
    /// <summary>The least of 1, 2, 5 × 10ⁿ that is not below the value; at least 1.</summary>
    public static double NiceTop(double most)
    {
        if (most <= 1)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var lead = most / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /// <summary>
    /// Upper ends of at most <paramref name="classes"/> classes that hold about equally many of the values: a map with one giant and
    /// many small units still tells the small ones apart.
    /// </summary>
    public static double[] Classes(IEnumerable<double> values, int classes)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? [] : [.. Enumerable.Range(1, classes).Select(c => sorted[(int)Math.Ceiling(sorted.Count * c / (double)classes) - 1]).Distinct()];
    }

    /// <summary>Upper ends of classes of the same size, from the least value to the greatest.</summary>
    public static double[] Steps(IReadOnlyCollection<double> values, int classes)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var (low, high) = (values.Min(), values.Max());
        // The last end is the greatest value itself and not what rounding makes of it.
        return low == high ? [high] : [.. Enumerable.Range(1, classes - 1).Select(c => low + ((high - low) * c / classes)), high];
    }

    /// <summary>Of classes whose ends read alike one remains: a legend that names two shades in the same words tells nothing.</summary>
    public static double[] Legible(double[] ends, Func<double, string> text) => [.. ends.GroupBy(text).Select(g => g.Max()).Order()];

    /// <summary>Class of a value, from 0.</summary>
    /// <param name="text">How values are read: what reads like the end of a class lies in it.</param>
    public static int ClassOf(double value, double[] ends, Func<double, string> text)
    {
        var at = Array.FindIndex(ends, e => value <= e || text(value) == text(e));
        return at < 0 ? ends.Length - 1 : at;
    }
}
