namespace TungNgo.Water.Checks;

public enum Quality
{
    Good = 0,

    /// <summary>Neither raises nor clears anything until somebody has looked, or the next values bear it out.</summary>
    Suspect = 1,
    Rejected = 2,
}

/// <summary>Why a value is doubted.</summary>
[Flags]
public enum Doubt
{
    None = 0,

    /// <summary>Beyond what the measure can be at all, or what this station has ever come near.</summary>
    Range = 1,

    /// <summary>Too far from the value before it.</summary>
    Spike = 2,

    /// <summary>A sensor that says the same for hours.</summary>
    Stuck = 4,

    /// <summary>Ten times what stood before it: a lost decimal point.</summary>
    TenFold = 8,

    /// <summary>Salt that grows fast while the tide runs out.</summary>
    Tide = 16,

    /// <summary>Saltier than the station nearer to the sea.</summary>
    Neighbours = 32,

    /// <summary>Two values for one moment, neither of them a correction of the other.</summary>
    Conflict = 64,

    /// <summary>The lowest of a day above its highest, or so far below it that one of them lost its point.</summary>
    DaySpread = 128,
}

public readonly record struct Verdict(Quality Quality, Doubt Doubt);

/// <summary>What the checks know of a station.</summary>
/// <param name="Most">A value that it has never come near.</param>
/// <param name="Step">How far two readings two hours apart may lie from each other: about the 99th of a hundred steps.</param>
/// <param name="HighWaterLag">How long after the river's mouth it has high water; null skips what depends on the tide.</param>
public sealed record StationTraits(double Most, double Step, TimeSpan? HighWaterLag = null)
{
    /// <summary>Where nobody has said: the saltiest ever measured at the coast with some room, and the steps of the coast.</summary>
    public static readonly StationTraits Unknown = new(40, 5);
}

/// <summary>A value before it is judged.</summary>
/// <param name="At">Of a daily value the day's begin, UTC.</param>
/// <param name="Review">What somebody has decided after looking; it stands above all checks.</param>
/// <param name="Downstream">The highest that the next station towards the sea had in the same tide; null is unknown.</param>
/// <param name="Conflict">Another value came for the same moment.</param>
public readonly record struct RawValue(DateTime At, double Value, bool IsSensor = false, Quality? Review = null, double? Downstream = null, bool Conflict = false);
