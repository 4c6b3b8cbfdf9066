namespace TungNgo.Water.Forecast;

internal static class DailyMaxima
{
    /// <summary>A day with fewer readings may have missed its tide.</summary>
    public const int FewestReadings = 4;

    /// <summary>Days in their order; each instant counts once.</summary>
    public static List<DayValue> Of(IEnumerable<StationReading> readings) =>
        [.. readings.GroupBy(r => DateOnly.FromDateTime(r.Local)).Where(d => d.Count() >= FewestReadings).OrderBy(d => d.Key)
            .Select(d => new DayValue(d.Key, d.Max(r => r.Value), d.Min(r => r.Value)))];
}
