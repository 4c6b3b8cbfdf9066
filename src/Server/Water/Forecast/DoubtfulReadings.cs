namespace TungNgo.Water.Forecast;

/// <summary>
/// Readings that nobody would believe: far above those before and after, and above nearly all that the station ever saw. A tide stays high for hours, a
/// missing decimal
/// point is alone.
/// </summary>
internal static class DoubtfulReadings
{
    private const double TimesNeighbours = 4;
    private const double TimesUsualHighest = 1.5;

    /// <summary>Less than this does no harm wherever it is, g/l.</summary>
    private const double Harmless = 1;

    private static readonly TimeSpan Near = TimeSpan.FromHours(5);

    /// <param name="readings">In the order of time.</param>
    public static IEnumerable<StationReading> Of(IReadOnlyList<StationReading> readings)
    {
        if (readings.Count == 0)
        {
            yield break;
        }

        var usualHighest = readings.Select(r => r.Value).Order().ElementAt((int)(0.99 * (readings.Count - 1)));
        for (var i = 1; i < readings.Count - 1; i++)
        {
            var (before, at, after) = (readings[i - 1], readings[i], readings[i + 1]);
            if (at.Value > Harmless && at.Value > TimesUsualHighest * usualHighest && at.Value > TimesNeighbours * Math.Max(before.Value, after.Value)
                && at.Local - before.Local <= Near && after.Local - at.Local <= Near)
            {
                yield return at;
            }
        }
    }
}
