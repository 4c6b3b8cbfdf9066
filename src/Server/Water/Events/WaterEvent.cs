using TungNgo.Water.Foreseen;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Events;

/// <summary>
/// Water beyond a limit at one station, from the first reading to the all-clear, or expected to go beyond it: of each at most one is open for a station,
/// measure and side. What it says stands in its steps.
/// </summary>
internal sealed class WaterEvent
{
    public Guid Id { get; init; }
    public Guid StationId { get; init; }
    public Measure Measure { get; init; }
    public Side Side { get; init; }

    /// <summary>The reading that raised it; with station, measure and side it tells one event from another.</summary>
    public DateTime OpenedAt { get; init; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>Null when it was measured; else why it is expected. What is foreseen and what is measured are never one event.</summary>
    public ForeseenBy? ForeseenBy { get; set; }

    /// <summary>Of what is foreseen the first day on which it may come.</summary>
    public DateOnly? ExpectedDay { get; set; }

    /// <summary>The foreseen event that came true with this one.</summary>
    public Guid? FollowsId { get; set; }

    /// <summary>The highest so far.</summary>
    public int Level { get; set; }
    public double Limit { get; set; }
    public double Peak { get; set; }
    public DateTime? PeakAt { get; set; }

    /// <summary>No readings come; see <see cref="StepKind.Stale"/>.</summary>
    public bool IsStale { get; set; }

    /// <summary>Set when what was measured was corrected and it should never have been.</summary>
    public bool IsRetracted { get; set; }

    /// <summary>The newest notice of it that was approved, to which the next one refers.</summary>
    public Guid? BulletinId { get; set; }
}

/// <summary>How far the notice of a step has come.</summary>
public enum NoticeState
{
    /// <summary>Staff only: nothing to say to residents.</summary>
    None = 0,

    /// <summary>To be written; its bulletin's id is fixed already, so that a crash writes it once.</summary>
    Planned = 1,
    Written = 2,

    /// <summary>It concerns no household of the station's hamlets.</summary>
    Nobody = 3,
}

/// <summary>One thing that happened to an event, in the order of <see cref="Number"/>.</summary>
internal sealed class WaterStep
{
    public Guid EventId { get; init; }
    public int Number { get; init; }
    public StepKind Kind { get; init; }

    /// <summary>The reading that brought it.</summary>
    public DateTime At { get; init; }
    public double Value { get; init; }
    public double Limit { get; init; }
    public int Level { get; init; }

    /// <summary>What came later says that it did not happen so; it stays, because it may have been told.</summary>
    public bool IsVoid { get; set; }

    /// <summary>When it was noticed here: later than <see cref="At"/> by the way of the reading.</summary>
    public DateTime SeenAt { get; init; }
    public NoticeState Notice { get; set; }
    public Guid? BulletinId { get; set; }
}
