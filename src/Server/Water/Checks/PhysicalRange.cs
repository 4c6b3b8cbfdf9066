using TungNgo.Water.Readings;

namespace TungNgo.Water.Checks;

/// <summary>
/// What a measure can be at all in the rivers, canals and ponds of the coast, in the unit in which it is kept. Wide on purpose: it catches a broken meter, a
/// wrong unit and a lost point, and no strange day.
/// </summary>
internal readonly record struct PhysicalRange(double Least, double Most)
{
    public static PhysicalRange Of(Measure measure) => measure switch
    {
        // Nothing in a river is saltier than the sea, and the Dead Sea is far.
        Measure.Salinity => new(0, 45),
        // Alarm level III is near 2 m; the highest tides with a storm's surge stay below 5.
        Measure.WaterLevel => new(-5, 10),
        // Of one reading; the wettest day ever measured in the country had some 1,100 mm.
        Measure.Rain => new(0, 1200),
        Measure.Temperature => new(0, 50),
        Measure.Ph => new(0, 14),
        Measure.Alkalinity => new(0, 1000),
        // Water at 0 °C holds 14.6; algae at noon can double what warm water holds.
        Measure.DissolvedOxygen => new(0, 30),
        Measure.Transparency => new(0, 1000),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    public bool Holds(double value) => value >= Least && value <= Most;
}
