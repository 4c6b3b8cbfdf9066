namespace TungNgo.Water.Forecast;

/// <summary>
/// Where moon and sun stand. After J. Meeus, "Astronomical Algorithms", 2nd ed. 1998: mean arguments and the largest periodic terms of the moon (chapter
/// 47, tables 47.A
/// and 47.B), the sun (25), obliquity (22). Good to 0.05° and 100 km, far better than a tide needs; universal time is taken for dynamical time (a minute,
/// or 0.01°).
/// </summary>
internal static class Moon
{
    /// <summary>Days from new moon to new moon; springs come twice in it, every 14.77 days.</summary>
    public const double SynodicMonth = 29.530588861;

    /// <summary>Mean distance of the moon, km.</summary>
    private const double MeanDistance = 385000.56;

    private static readonly DateTime Epoch = new(2000, 1, 1, 12, 0, 0, DateTimeKind.Unspecified);

    // D, M, M', F; 10⁻⁶ degree of longitude; 10⁻³ km of distance.
    private static readonly (int D, int M, int A, int F, double Longitude, double Distance)[] Terms =
    [
        (0, 0, 1, 0, 6288774, -20905355), (2, 0, -1, 0, 1274027, -3699111), (2, 0, 0, 0, 658314, -2955968), (0, 0, 2, 0, 213618, -569925),
        (0, 1, 0, 0, -185116, 48888), (0, 0, 0, 2, -114332, -3149), (2, 0, -2, 0, 58793, 246158), (2, -1, -1, 0, 57066, -152138),
        (2, 0, 1, 0, 53322, -170733), (2, -1, 0, 0, 45758, -204586), (0, 1, -1, 0, -40923, -129620), (1, 0, 0, 0, -34720, 108743),
        (0, 1, 1, 0, -30383, 104755), (2, 0, 0, -2, 15327, 10321),
    ];

    // D, M, M', F; 10⁻⁶ degree of latitude.
    private static readonly (int D, int M, int A, int F, double Latitude)[] LatitudeTerms =
    [
        (0, 0, 0, 1, 5128122), (0, 0, 1, 1, 280602), (0, 0, 1, -1, 277693), (2, 0, 0, -1, 173237), (2, 0, -1, 1, 55413), (2, 0, -1, -1, 46271), (2, 0, 0, 1, 32573),
    ];

    /// <summary>Days since the last new moon by the true phase, 0 to 29.53; full moon is near 14.8.</summary>
    public static double Age(DateTime local) => At(local).Elongation / (2 * Math.PI) * SynodicMonth;

    /// <param name="local">Time of day in Vietnam (UTC+7).</param>
    public static Sky At(DateTime local)
    {
        var t = (local.AddHours(-7) - Epoch).TotalDays / 36525;
        var d = Radians(297.8501921 + 445267.1114034 * t);
        var m = Radians(357.5291092 + 35999.0502909 * t);
        var a = Radians(134.9633964 + 477198.8675055 * t);
        var f = Radians(93.2720950 + 483202.0175233 * t);
        double longitude = 0, distance = 0, latitude = 0;
        foreach (var term in Terms)
        {
            var argument = term.D * d + term.M * m + term.A * a + term.F * f;
            longitude += term.Longitude * Math.Sin(argument);
            distance += term.Distance * Math.Cos(argument);
        }

        foreach (var term in LatitudeTerms)
        {
            latitude += term.Latitude * Math.Sin(term.D * d + term.M * m + term.A * a + term.F * f);
        }

        var obliquity = Radians(23.4392911 - 0.0130042 * t);
        var moon = Place(Radians(218.3164477 + 481267.88123421 * t + longitude / 1e6), Radians(latitude / 1e6), obliquity);
        var sunLongitude = Radians(280.46646 + 36000.76983 * t + 1.914602 * Math.Sin(m) + 0.019993 * Math.Sin(2 * m));
        var sun = Place(sunLongitude, 0, obliquity);
        return new Sky(moon, sun, MeanDistance + distance / 1e3, 1.00014 - 0.01671 * Math.Cos(m) - 0.00014 * Math.Cos(2 * m));
    }

    private static SkyPlace Place(double longitude, double latitude, double obliquity) => new(
        longitude, latitude,
        Math.Atan2(Math.Sin(longitude) * Math.Cos(obliquity) - Math.Tan(latitude) * Math.Sin(obliquity), Math.Cos(longitude)),
        Math.Asin(Math.Sin(latitude) * Math.Cos(obliquity) + Math.Cos(latitude) * Math.Sin(obliquity) * Math.Sin(longitude)));

    private static double Radians(double degrees) => Math.IEEERemainder(degrees, 360) * Math.PI / 180;
}

/// <summary>Ecliptic longitude and latitude, right ascension and declination; all radians.</summary>
internal readonly record struct SkyPlace(double Longitude, double Latitude, double Ascension, double Declination);

/// <param name="MoonDistance">From the earth's centre, km.</param>
/// <param name="SunDistance">Astronomical units.</param>
internal readonly record struct Sky(SkyPlace Moon, SkyPlace Sun, double MoonDistance, double SunDistance)
{
    /// <summary>How far the moon has gone from the sun, 0 (new) over π (full) to 2π.</summary>
    public double Elongation => (Moon.Longitude - Sun.Longitude) % (2 * Math.PI) is var e && e < 0 ? e + 2 * Math.PI : e;
}
