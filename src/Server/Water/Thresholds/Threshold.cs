using TungNgo.Water.Events;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Thresholds;

/// <summary>For what the water is used.</summary>
public enum WaterUse { Irrigation = 1, Pond = 2, Livestock = 3, Household = 4, Law = 5 }

public enum ThresholdState
{
    /// <summary>Written by the agriculture office, not yet signed: it warns nobody.</summary>
    Proposed = 0,
    Signed = 1,

    /// <summary>Refused by the approver, or taken back.</summary>
    Refused = 2,
}

/// <summary>
/// A limit for one use of water, signed by somebody, with its source. A change is a new threshold from a day on; the old one ends the day before, so that a
/// past warning is judged by what was valid then.
/// </summary>
internal sealed class Threshold
{
    public Guid Id { get; init; }

    /// <summary>Key of the shipped threshold; null for those made here.</summary>
    public string? SeedKey { get; init; }

    /// <summary>Code of a crop; null concerns every household.</summary>
    public string? Crop { get; init; }

    /// <summary>Code of a stage of the crop, see <see cref="CropStages"/>; null is all of its life.</summary>
    public string? Stage { get; init; }
    public WaterUse Use { get; init; }
    public Measure Measure { get; init; }
    public Side Side { get; init; }

    /// <summary>In the unit in which the measure is kept.</summary>
    public double Limit { get; init; }

    /// <summary>1 caution, 2 warning, 3 danger.</summary>
    public int Level { get; init; }

    /// <summary>Where the limit comes from: a document, a book, a trial.</summary>
    public required string Source { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
    public ThresholdState State { get; set; }
    public required string ProposedBy { get; init; }
    public Guid? ProposerId { get; init; }
    public DateTime ProposedAt { get; init; }
    public string? SignedBy { get; set; }
    public DateTime? SignedAt { get; set; }

    /// <summary>The threshold that it takes the place of from <see cref="ValidFrom"/> on.</summary>
    public Guid? ReplacesId { get; init; }

    public bool IsValidOn(DateOnly day) => State == ThresholdState.Signed && ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>How a hazard is judged at every station; one row for each side, edited by the province.</summary>
internal sealed class HazardRule
{
    public Guid Id { get; init; }
    public Measure Measure { get; init; }
    public Side Side { get; init; }
    public int Readings { get; set; } = 2;
    public int Minutes { get; set; }
    public double Hysteresis { get; set; } = 0.2;
    public double ClearHours { get; set; } = 26;
    public double StaleHours { get; set; } = 54;
    public double RepeatHours { get; set; } = 72;
    public double RisePerDay { get; set; }

    /// <summary>Up to this level a warning goes out by itself; 0: every one waits for an approver.</summary>
    public int AutoLevel { get; set; }
    public int Edition { get; set; }

    public WatchRule ToWatch(double? staleHours) => new(Side, Readings, Minutes, Hysteresis, ClearHours, staleHours ?? StaleHours, RepeatHours, RisePerDay);
}
