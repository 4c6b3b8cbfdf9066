namespace TungNgo.Water.Forecast;

/// <summary>
/// A day of the Vietnamese lunar calendar. Since Decision 121-CP of 8 August 1967 it is reckoned by the clock of the seventh zone, so that now and then it
/// differs from China's by a day or a month (Tết of 2007). Its rule: a month begins on the day of the new moon; the month of the winter solstice is the
/// eleventh; where thirteen months lie between two of these, the first one in which the sun enters no new sign (30°) is a leap month and bears the number
/// of the one before it. Set down as H. N. Đức does ("Thuật toán tính âm lịch", 2004); new moons are those of J. Meeus, "Astronomical Algorithms",
/// 2nd ed. 1998, chapter 49 (to half a minute), the sun's place is that of chapter 25 (to 0.01°). <see cref="Moon"/> would be off by some minutes, which
/// is too much at midnight.
/// </summary>
/// <param name="Month">1 (Giêng) to 12 (Chạp).</param>
internal readonly record struct LunarDay(int Year, int Month, int Day, bool IsLeap)
{
    public const int HoursOfVietnam = 7;

    /// <summary>Terrestrial time is ahead of universal time by about this, from 1995 to 2035 to some seconds.</summary>
    private const double DaysAhead = 68 / 86400.0;

    /// <summary>Julian day at which <see cref="DateOnly.DayNumber"/> is 0, at midnight.</summary>
    private const double Epoch = 1721425.5;

    /// <summary>The new moon of 6 January 2000.</summary>
    private const double FirstMoon = 2451550.09766;

    // Multiples of M (the sun), M' (the moon) and F (its latitude); days.
    private static readonly (int M, int A, int F, double Days)[] Terms =
    [
        (0, 1, 0, -0.40720), (1, 0, 0, 0.17241), (0, 2, 0, 0.01608), (0, 0, 2, 0.01039), (-1, 1, 0, 0.00739), (1, 1, 0, -0.00514), (2, 0, 0, 0.00208),
        (0, 1, -2, -0.00111), (0, 1, 2, -0.00057), (1, 2, 0, 0.00056), (0, 3, 0, -0.00042), (1, 0, 2, 0.00042), (1, 0, -2, 0.00038), (-1, 2, 0, -0.00024),
        (2, 1, 0, -0.00007), (0, 2, -2, 0.00004), (3, 0, 0, 0.00004), (1, 1, -2, 0.00003), (0, 2, 2, 0.00003), (1, 1, 2, -0.00003), (-1, 1, 2, 0.00003),
        (-1, 1, -2, -0.00002), (1, 3, 0, -0.00002), (0, 4, 0, 0.00002),
    ];

    // What the planets add: degrees at the first moon, degrees a moon, days.
    private static readonly (double At, double Each, double Days)[] Planets =
    [
        (299.77, 0.107408, 0.000325), (251.88, 0.016321, 0.000165), (251.83, 26.651886, 0.000164), (349.42, 36.412478, 0.000126), (84.66, 18.206239, 0.000110),
        (141.74, 53.303771, 0.000062), (207.14, 2.453732, 0.000060), (154.84, 7.306860, 0.000056), (34.52, 27.261239, 0.000047), (207.19, 0.121824, 0.000042),
        (291.34, 1.844379, 0.000040), (161.72, 24.198154, 0.000037), (239.56, 25.513099, 0.000035), (331.55, 3.592518, 0.000023),
    ];

    /// <param name="day">A legal day.</param>
    /// <param name="hours">By the clock of which zone.</param>
    public static LunarDay Of(DateOnly day, int hours = HoursOfVietnam)
    {
        var moon = MoonBy(day.DayNumber, hours);
        var (before, after) = (Eleventh(day.Year - 1, hours), Eleventh(day.Year, hours));
        var year = day.Year;
        if (moon >= after)
        {
            (before, after, year) = (after, Eleventh(day.Year + 1, hours), day.Year + 1);
        }

        var (months, leap) = (moon - before, after - before == 13 ? Leap(before, hours) : int.MaxValue);
        var number = 11 + (months >= leap ? months - 1 : months);
        return new(number > 12 ? year : year - 1, number > 12 ? number - 12 : number, day.DayNumber - StartOf(moon, hours) + 1, months == leap);
    }

    /// <summary>The moon in whose month a day lies.</summary>
    private static int MoonBy(int day, int hours)
    {
        var moon = (int)Math.Floor((day + Epoch - FirstMoon) / Moon.SynodicMonth) + 1;
        while (StartOf(moon, hours) > day)
        {
            moon--;
        }

        return moon;
    }

    /// <summary>The moon in whose month the winter solstice of a year lies.</summary>
    private static int Eleventh(int year, int hours)
    {
        var moon = MoonBy(new DateOnly(year, 12, 31).DayNumber, hours);
        return SignOn(StartOf(moon, hours), hours) >= 9 ? moon - 1 : moon;
    }

    /// <summary>How many months after the eleventh the leap month comes.</summary>
    private static int Leap(int eleventh, int hours)
    {
        var months = 1;
        while (SignOn(StartOf(eleventh + months, hours), hours) != SignOn(StartOf(eleventh + months + 1, hours), hours))
        {
            months++;
        }

        return months;
    }

    /// <summary>The day, as <see cref="DateOnly.DayNumber"/>, on which a moon is new.</summary>
    private static int StartOf(int moon, int hours)
    {
        var t = moon / 1236.85;
        var e = 1 - (0.002516 * t) - (0.0000074 * t * t);
        var (m, a) = (2.5534 + (29.10535670 * moon) - (0.0000014 * t * t), 201.5643 + (385.81693528 * moon) + (0.0107582 * t * t));
        var (f, node) = (160.7108 + (390.67050284 * moon) - (0.0016118 * t * t), 124.7746 - (1.56375588 * moon) + (0.0020672 * t * t));
        var instant = FirstMoon + (Moon.SynodicMonth * moon) + (0.00015437 * t * t) - (0.00017 * Sin(node));
        foreach (var term in Terms)
        {
            instant += term.Days * Math.Pow(e, Math.Abs(term.M)) * Sin((term.M * m) + (term.A * a) + (term.F * f));
        }

        foreach (var (at, each, days) in Planets)
        {
            instant += days * Sin(at + (each * moon));
        }

        return (int)Math.Floor(instant - DaysAhead - Epoch + (hours / 24.0));
    }

    /// <summary>In which twelfth of its way the sun stands as a day begins, 0 from the spring equinox on; 9 begins with the winter solstice.</summary>
    private static int SignOn(int day, int hours)
    {
        var t = (day + Epoch - (hours / 24.0) + DaysAhead - 2451545) / 36525;
        var m = 357.52911 + (35999.05029 * t) - (0.0001537 * t * t);
        var longitude = 280.46646 + (36000.76983 * t) + (0.0003032 * t * t) + ((1.914602 - (0.004817 * t)) * Sin(m))
            + ((0.019993 - (0.000101 * t)) * Sin(2 * m)) + (0.000289 * Sin(3 * m)) - 0.00569 - (0.00478 * Sin(125.04 - (1934.136 * t)));
        return (int)Math.Floor((longitude - (360 * Math.Floor(longitude / 360))) / 30);
    }

    private static double Sin(double degrees) => Math.Sin(Math.IEEERemainder(degrees, 360) * Math.PI / 180);
}
