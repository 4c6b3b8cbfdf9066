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
