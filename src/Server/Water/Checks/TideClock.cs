namespace TungNgo.Water.Checks;

/// <summary>
/// Where the main tide of the coast stands, by the moon alone (M2, 12.42 hours). It is right to an hour or two, which is enough to say that salt does not
/// come up the river while the water has been running out for hours; it is no tide table.
/// </summary>
public static class TideClock
{
    public static readonly TimeSpan Period = TimeSpan.FromHours(12.4206012);

    /// <summary>A high water at the mouth of the Hậu as bulletins gave it: Trần Đề, 25 February 2025 about 17:30 local time.</summary>
    private static readonly DateTime HighWater = new(2025, 2, 25, 10, 30, 0, DateTimeKind.Utc);

    /// <returns>Time since the last high water at a place, from nothing to <see cref="Period"/>.</returns>
    public static TimeSpan SinceHigh(DateTime at, TimeSpan lag)
    {
        var ticks = (at - HighWater - lag).Ticks % Period.Ticks;
        return new(ticks < 0 ? ticks + Period.Ticks : ticks);
    }

    /// <summary>The water has been running out for hours, however much the moon alone may be wrong.</summary>
    public static bool IsEbb(DateTime at, TimeSpan lag) => SinceHigh(at, lag).TotalHours is > 2 and < 5.5;
}
