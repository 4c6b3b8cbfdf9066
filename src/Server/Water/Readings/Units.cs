using System.Globalization;

namespace TungNgo.Water.Readings;

/// <summary>
/// Units by stated formulas. Salt is kept in g/l. ‰ is taken as g/l, as the bulletins of the province use both words for one number: up to 30 g/l that is
/// right to 2 %. A conductivity, compensated to 25 °C, becomes practical salinity by PSS-78 (UNESCO technical paper 44, 1983) with Hill's
/// extension below 2 (IEEE J. Oceanic Eng. 11, 1986), and practical salinity is taken as g/l by the same 2 %.
/// </summary>
internal static class Units
{
    /// <summary>Conductivity at 25 °C of sea water of practical salinity 35, mS/cm: C(35,15,0) = 42.914 times r(25) = 1.2365.</summary>
    private const double SeaWaterAt25 = 53.0649;

    /// <summary>(25 − 15) / (1 + 0.0162 (25 − 15)), the temperature factor of PSS-78.</summary>
    private const double Warmth = 10 / 1.162;

    private static readonly double[] A = [0.0080, -0.1692, 25.3851, 14.0941, -7.0261, 2.7081], B = [0.0005, -0.0056, -0.0066, -0.0375, 0.0636, -0.0144];

    private static readonly Dictionary<string, Unit> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["g/l"] = Unit.GramsPerLitre, ["gl"] = Unit.GramsPerLitre, ["g/lít"] = Unit.GramsPerLitre, ["gam/lít"] = Unit.GramsPerLitre, ["‰"] = Unit.PerMille, ["ppt"] = Unit.PerMille,
        ["psu"] = Unit.PerMille, ["phần ngàn"] = Unit.PerMille, ["phần nghìn"] = Unit.PerMille, ["µs/cm"] = Unit.MicroSiemens, ["μs/cm"] = Unit.MicroSiemens, ["us/cm"] = Unit.MicroSiemens,
        ["ms/cm"] = Unit.MilliSiemens, ["ds/m"] = Unit.MilliSiemens, ["m"] = Unit.Metre, ["cm"] = Unit.Centimetre, ["mm"] = Unit.Millimetre, ["°c"] = Unit.Celsius, ["c"] = Unit.Celsius,
        ["ph"] = Unit.None, ["mg/l"] = Unit.MilligramsPerLitre, [""] = Unit.None,
    };

    /// <summary>The unit in which values of a measure are kept and compared.</summary>
    public static Unit Kept(Measure measure) => measure switch
    {
        Measure.Salinity => Unit.GramsPerLitre,
        Measure.WaterLevel => Unit.Metre,
        Measure.Rain => Unit.Millimetre,
        Measure.Temperature => Unit.Celsius,
        Measure.Ph => Unit.None,
        Measure.Alkalinity or Measure.DissolvedOxygen => Unit.MilligramsPerLitre,
        Measure.Transparency => Unit.Centimetre,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>As people and stations write it: "g/l", "‰", "µS/cm".</summary>
    /// <returns>Null for what is no unit.</returns>
    public static Unit? Read(string text) => Names.TryGetValue(text.Trim(), out var unit) ? unit : null;

    public static string Write(Unit unit) => unit switch
    {
        Unit.GramsPerLitre => "g/l", Unit.PerMille => "‰", Unit.MicroSiemens => "µS/cm", Unit.MilliSiemens => "mS/cm", Unit.Metre => "m", Unit.Centimetre => "cm", Unit.Millimetre => "mm",
        Unit.Celsius => "°C", Unit.MilligramsPerLitre => "mg/l", _ => "",
    };

    /// <returns>The value in the unit in which the measure is kept; null when that unit does not measure it.</returns>
    public static double? ToKept(Measure measure, double value, Unit unit) => (Kept(measure), unit) switch
    {
        var (kept, given) when kept == given => value,
        (Unit.GramsPerLitre, Unit.PerMille) => value,
        (Unit.GramsPerLitre, Unit.MicroSiemens) => Salinity(value / 1000),
        (Unit.GramsPerLitre, Unit.MilliSiemens) => Salinity(value),
        (Unit.Metre, Unit.Centimetre) => value / 100,
        (Unit.Centimetre, Unit.Metre) => value * 100,
        (Unit.Millimetre, Unit.Centimetre) => value * 10,
        _ => null,
    };

    /// <param name="conductivity">mS/cm, compensated to 25 °C.</param>
    /// <returns>g/l, rounded to three decimals: no meter tells more.</returns>
    public static double Salinity(double conductivity)
    {
        if (conductivity <= 0)
        {
            return 0;
        }

        var ratio = conductivity / SeaWaterAt25;
        var (root, a, b, power) = (Math.Sqrt(ratio), 0d, 0d, 1d);
        for (var i = 0; i < A.Length; i++, power *= root)
        {
            a += A[i] * power;
            b += B[i] * power;
        }

        var (x, y) = (400 * ratio, 100 * ratio);
        var fresh = (0.008 / (1 + (1.5 * x) + (x * x))) + (0.0005 * Warmth / (1 + Math.Sqrt(y) + Math.Pow(y, 1.5)));
        return Math.Max(0, Math.Round(a + (Warmth * b) - fresh, 3));
    }

    /// <summary>The way back, by halving: <see cref="Salinity"/> grows with the conductivity.</summary>
    /// <param name="salinity">g/l, up to 45.</param>
    /// <returns>mS/cm at 25 °C.</returns>
    public static double Conductivity(double salinity)
    {
        var (low, high) = (0d, 80d);
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Salinity(middle) < salinity ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>"15,6", "15.6", "15,6 ‰", "&lt;0,5": a number as offices type it, with the unit that may stand behind it.</summary>
    /// <returns>Null for what is no number.</returns>
    public static (double Value, Unit? Unit)? ReadNumber(string text)
    {
        var trimmed = text.Trim().TrimStart('<', '~', '≈').Trim();
        var end = 0;
        while (end < trimmed.Length && (char.IsAsciiDigit(trimmed[end]) || trimmed[end] is ',' or '.' or '-' or '+'))
        {
            end++;
        }

        var (digits, rest) = (trimmed[..end], trimmed[end..].Trim());
        var unit = rest.Length == 0 ? null : Read(rest);
        if (digits.Length == 0 || (rest.Length > 0 && unit is null) || digits.Count(c => c is ',' or '.') > 1)
        {
            return null;
        }

        return double.TryParse(digits.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? (value, unit) : null;
    }
}
