namespace TungNgo.Water.Forecast;

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
    public double Fast { get; init; } = 0.17;

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
