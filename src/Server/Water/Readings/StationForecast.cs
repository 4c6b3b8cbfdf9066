namespace TungNgo.Water.Readings;

/// <summary>What was foreseen of a day, on the day it was foreseen; kept, to be held against what came.</summary>
internal sealed class StationForecast
{
    public int Station { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The last day of which something was known.</summary>
    public DateOnly Origin { get; init; }

    /// <summary>Highest of the day, g/l: the middle, and the band that holds eight of ten days.</summary>
    public double Max { get; set; }
    public double Low { get; set; }
    public double High { get; set; }
}

/// <summary>How well a station's forecasts did over its last season, by days ahead.</summary>
internal sealed class StationSkill
{
    public int Station { get; init; }
    public int Horizon { get; init; }
    public bool Shown { get; set; }

    /// <summary>Why it is not shown: a code of the catalogue's texts; null when it is.</summary>
    public string? Reason { get; set; }
    public int Cases { get; set; }

    /// <summary>Root mean square errors, g/l.</summary>
    public double Error { get; set; }
    public double ErrorOfPersistence { get; set; }
    public double ErrorOfClimatology { get; set; }

    /// <summary>Share of days within the band.</summary>
    public double Coverage { get; set; }
    public DateTime At { get; set; }
}
