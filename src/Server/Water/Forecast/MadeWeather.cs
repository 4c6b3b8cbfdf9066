namespace TungNgo.Water.Forecast;

/// <summary>A reading as it was written: local legal time without zone, g/l.</summary>
internal readonly record struct StationReading(DateTime Local, double Value);

/// <summary>When the salt is there: the Hậu and the canals by it from February to April, the Mỹ Thanh and Quản lộ from March.</summary>
internal enum SaltSide
{
    Hau,
    MyThanh,
}

/// <summary>How often a station is read.</summary>
internal enum Reading
{
    /// <summary>All year, every so many minutes.</summary>
    Always,

    /// <summary>As people did: two-hourly on odd hours for about three days, then two to four days not at all, from February to May.</summary>
    InRuns,

    /// <summary>Two-hourly on odd hours every day from February to May.</summary>
    Daily,
}

/// <summary>A station that can be made up.</summary>
/// <param name="Amplitude">Highest salinity of an ordinary season at mean tide, g/l.</param>
/// <param name="Spring">How much more than that at spring tides, and less at neaps.</param>
/// <param name="MinShare">Lowest of a day as a share of its highest.</param>
/// <param name="HighTide">Hour of the first high water on a day of new moon.</param>
internal sealed record MadeStation(string Name, SaltSide Side, double Amplitude, double Spring, double MinShare, double HighTide);

/// <summary>
/// How seasons behave. Spreads are standard deviations of shares, times are days. As given, persistence errs about as much as it does on long records.
/// </summary>
internal sealed record Weather
{
    /// <summary>Days from new or full moon to the saltiest day.</summary>
    public double Lag { get; init; } = 1;

    /// <summary>What one day has to itself.</summary>
    public double Noise { get; init; } = 0.06;

    /// <summary>Anomalies of days: wind along the river, water let through.</summary>
    public double FastDays { get; init; } = 4;
    public double Fast { get; init; } = 0.2;

    /// <summary>Anomalies of weeks: the river's flow.</summary>
    public double SlowDays { get; init; } = 25;
    public double Slow { get; init; } = 0.25;

    /// <summary>How much stronger or weaker than usual spring and neap may be.</summary>
    public double TideSpread { get; init; } = 0.4;

    /// <summary>Another course of spring and neap than the moon's phase alone, about -1 to 1.</summary>
    public Func<DateOnly, double>? Tide { get; init; }

    /// <summary>Share of days with a shock of their own, several times the noise.</summary>
    public double Shocks { get; init; }

    /// <summary>Severity of a year against an ordinary one.</summary>
    public Func<int, double> Severity { get; init; } = year => (year % 7) switch { 2 => 1.35, 5 or 0 => 0.75, _ => 1 };

    /// <summary>Share of days on which a great deal of fresh water comes down for a week or two.</summary>
    public double Freshets { get; init; }
    public double Step { get; init; } = 0.1;

    /// <summary>Share of readings that are missing, and that were typed ten times too high.</summary>
    public double Missing { get; init; } = 0.025;
    public double Typos { get; init; }

    /// <summary>What is read in the rainy season, at most, g/l.</summary>
    public double Fresh { get; init; } = 0.3;
}
