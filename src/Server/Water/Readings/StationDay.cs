namespace TungNgo.Water.Readings;

/// <summary>
/// A legal day of a station, from its good readings: what years are drawn from and what forecasts learn from. It follows the readings, and is made anew
/// whenever one of its day is judged otherwise.
/// </summary>
internal sealed class StationDay
{
    /// <summary>Fewer readings may have missed the high water; see <see cref="IsWhole"/>.</summary>
    public const int LeastReadings = 4;

    public int Station { get; init; }
    public Measure Measure { get; init; }
    public DateOnly Day { get; init; }
    public double? Max { get; set; }
    public double? Min { get; set; }

    /// <summary>Good single readings; a day's own highest and lowest are not counted.</summary>
    public int Count { get; set; }

    /// <summary>The highest was given as such.</summary>
    public bool Given { get; set; }

    /// <summary>The highest can be taken for the day's.</summary>
    public bool IsWhole => Given || Count >= LeastReadings;
}
