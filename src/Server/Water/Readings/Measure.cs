namespace TungNgo.Water.Readings;

/// <summary>What a station measures. The number is stored; the unit in which values are kept is <see cref="Units.Kept"/>.</summary>
public enum Measure
{
    /// <summary>Salt, g/l. A conductivity is this measure in another unit; see <see cref="Units"/>.</summary>
    Salinity = 1,

    /// <summary>Water level above the national datum, m.</summary>
    WaterLevel = 2,

    /// <summary>Rain since the reading before, mm.</summary>
    Rain = 3,

    /// <summary>Temperature of the water, °C.</summary>
    Temperature = 4,
    Ph = 5,

    /// <summary>mg/l of CaCO₃.</summary>
    Alkalinity = 6,

    /// <summary>mg/l.</summary>
    DissolvedOxygen = 7,

    /// <summary>How deep a white disc is still seen, cm.</summary>
    Transparency = 8,
}

/// <summary>Units in which values are sent; the number is stored.</summary>
public enum Unit { GramsPerLitre = 1, PerMille = 2, MicroSiemens = 3, MilliSiemens = 4, Metre = 5, Centimetre = 6, Millimetre = 7, Celsius = 8, None = 9, MilligramsPerLitre = 10 }

/// <summary>Of what time a value speaks.</summary>
public enum Span
{
    Instant = 0,

    /// <summary>Highest of a legal day; its instant is the day's midnight.</summary>
    DayMax = 1,

    /// <summary>Lowest of a legal day.</summary>
    DayMin = 2,
}

public enum Method { Unknown = 0, Sensor = 1, HandMeter = 2, Laboratory = 3, Bulletin = 4 }
