namespace TungNgo.Reports.Targets;

/// <summary>What a unit is to reach by the end of a period. It may change while the period runs; the audit keeps what it was.</summary>
internal sealed class Target
{
    public Guid Id { get; init; }

    /// <summary>Code of the indicator.</summary>
    public required string Indicator { get; init; }
    public Guid AreaId { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateOnly To { get; init; }

    /// <summary>In the indicator's unit; a share is 0–1.</summary>
    public decimal Value { get; set; }

    /// <summary>The unit whose target was spread over this one; null when it was typed.</summary>
    public Guid? SpreadFrom { get; set; }
    public required string SetBy { get; set; }
    public DateTime SetAt { get; set; }
}

/// <summary>How a target is spread over the units below.</summary>
public enum Spread
{
    /// <summary>Not at all: it is the unit's own.</summary>
    None = 0,
    Equally = 1,

    /// <summary>By their households.</summary>
    BySize = 2,

    /// <summary>By the households that are still missing: who has most left gets most.</summary>
    ByMissing = 3,
}
