using System.Collections.Concurrent;

namespace TungNgo.Water.Forecast;

/// <summary>
/// What pulls at the water on a day, as numbers of about ±1 without unit. The ranges are those of the equilibrium tide (Doodson; e.g. Pugh, "Tides,
/// Surges and Mean Sea-Level", 1987, ch. 3): the sum of
/// the pulls of moon and sun, half-daily with the cosine² of the declination, daily with the sine of twice it, both with the cube of the parallax.
/// Springs and neaps (14.77 d), the
/// moon's distance (27.55 d) and declination (13.66 d) and the equinoxes are all in them. A delta answers days later: each range comes twice, a quarter
/// of its period
/// apart, so that a sum of both can have any delay.
/// </summary>
internal static class TideTerms
{
    public const int Count = 10;

    /// <summary>The sun's pull beside the moon's.</summary>
    private const double SunShare = 0.46;

    private static readonly ConcurrentDictionary<int, double[]> Known = new();

    /// <summary>Half-daily range with two delays, daily range with two delays, and the second overtone of spring and neap as cosine and sine.</summary>
    public static double[] Of(DateOnly day) => Known.GetOrAdd(day.DayNumber, static number =>
    {
        var noon = DateOnly.FromDayNumber(number).ToDateTime(new TimeOnly(12, 0));
        var sky = Moon.At(noon);
        var phase = 4 * sky.Elongation;
        return
        [
            HalfDaily(noon.AddDays(-1)), HalfDaily(noon.AddDays(-4.7)), Daily(noon.AddDays(-1)), Daily(noon.AddDays(-4.4)), Math.Cos(phase), Math.Sin(phase),
            Math.Cos(2 * sky.Moon.Longitude), Math.Sin(2 * sky.Moon.Longitude), 8 * (385000 / sky.MoonDistance - 1), 8 * (385000 / Moon.At(noon.AddDays(-7)).MoonDistance - 1),
        ];
    });

    /// <summary>Spring and neap as an angle: 0 at new and at full moon, π at the quarters.</summary>
    public static double SpringPhase(DateOnly day) => 2 * Moon.At(day.ToDateTime(new TimeOnly(12, 0))).Elongation;

    private static double HalfDaily(DateTime local)
    {
        var sky = Moon.At(local);
        var range = Sum(Pull(sky.MoonDistance / 384400, Math.Pow(Math.Cos(sky.Moon.Declination), 2)),
            SunShare * Pull(sky.SunDistance, Math.Pow(Math.Cos(sky.Sun.Declination), 2)), 2 * (sky.Moon.Ascension - sky.Sun.Ascension));
        return (range - 1) / 0.35;
    }

    private static double Daily(DateTime local)
    {
        var sky = Moon.At(local);
        var range = Sum(Pull(sky.MoonDistance / 384400, Math.Sin(2 * sky.Moon.Declination)),
            SunShare * Pull(sky.SunDistance, Math.Sin(2 * sky.Sun.Declination)), sky.Moon.Ascension - sky.Sun.Ascension);
        return (range - 0.5) / 0.25;
    }

    private static double Pull(double distance, double angle) => angle / (distance * distance * distance);

    private static double Sum(double moon, double sun, double angle) => Math.Sqrt(moon * moon + sun * sun + 2 * moon * sun * Math.Cos(angle));
}
