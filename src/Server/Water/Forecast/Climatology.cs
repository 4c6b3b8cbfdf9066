namespace TungNgo.Water.Forecast;

/// <summary>Mean of the same days of earlier years, smoothed over the days around them: what one knows without looking at this year.</summary>
internal sealed class Climatology
{
    /// <summary>Standard deviation of the weights over the days of a year.</summary>
    private const double Days = 8;

    /// <summary>A day of the year without any reading near it takes the mean of all, with the weight of this many days.</summary>
    private const double Prior = 0.5;

    private readonly double[] means = new double[366];

    public Climatology(IReadOnlyList<DayValue> history)
    {
        var (sums, counts) = (new double[366], new double[366]);
        foreach (var day in history)
        {
            sums[day.Day.DayOfYear - 1] += day.Max;
            counts[day.Day.DayOfYear - 1]++;
        }

        var overall = history.Average(d => d.Max);
        for (var i = 0; i < means.Length; i++)
        {
            var (sum, count) = (Prior * overall, Prior);
            for (var j = 0; j < means.Length; j++)
            {
                var apart = Math.Min(Math.Abs(i - j), means.Length - Math.Abs(i - j));
                var weight = Math.Exp(-0.5 * apart * apart / (Days * Days));
                sum += weight * sums[j];
                count += weight * counts[j];
            }

            means[i] = sum / count;
        }
    }

    public double Of(DateOnly day) => means[day.DayOfYear - 1];
}
