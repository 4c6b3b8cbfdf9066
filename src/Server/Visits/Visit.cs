using TungNgo.Services;

namespace TungNgo.Visits;

/// <summary>What happened at the door.</summary>
public enum Outcome { Met, Away, Refused, Moved, Appointment }

/// <summary>Append-only fact with an id minted on the phone. A correction is a new visit that supersedes an older one.</summary>
internal sealed class Visit
{
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>Where the household lived at that instant.</summary>
    public Guid HamletId { get; set; }
    public Guid? TeamId { get; init; }
    public Guid? MemberId { get; init; }
    public Guid? DeviceId { get; init; }

    /// <summary>When it was, by the phone's clock as far as it was put right; never later than <see cref="ReceivedAt"/>.</summary>
    public DateTime At { get; init; }
    public DateTime ReceivedAt { get; init; }

    /// <summary>Legal day of <see cref="At"/>, as days since 1970.</summary>
    public int Day { get; init; }
    public Outcome Outcome { get; init; }
    public required string Language { get; init; }
    public DateOnly? NextDate { get; init; }
    public TimeOnly? NextTime { get; init; }
    public string? Note { get; init; }
    public int? Seconds { get; init; }

    /// <summary>Seconds by which the phone had put its clock right; null when it knew of no difference.</summary>
    public int? Skew { get; init; }
    public Guid? SupersedesId { get; init; }

    /// <summary>
    /// Set when it was no door that was visited: somebody of the household came to where people were gathered. It moves standings as a visit does, and is
    /// counted among those who came, never among visits.
    /// </summary>
    public Guid? GatheringId { get; init; }

    /// <summary>How many of the household came there; 0 for a visit at the door.</summary>
    public int Came { get; init; }

    /// <summary>Set when a correction replaced this visit: it no longer counts, and is never changed otherwise.</summary>
    public Guid? SupersededById { get; set; }

    public bool IsAtDoor => GatheringId is null;
}

/// <summary>Asking the table of visits.</summary>
internal static class VisitQueries
{
    public static IQueryable<Visit> AtDoors(this IQueryable<Visit> visits) => visits.Where(v => v.GatheringId == null);
}

/// <summary>A stage reached with one service in one visit. PersonId is empty when the subject is the household.</summary>
internal sealed class VisitActivity
{
    public Guid VisitId { get; init; }
    public Guid PersonId { get; init; }
    public Guid ServiceId { get; init; }
    public Guid HouseholdId { get; init; }
    public Stage Stage { get; init; }
    public string? Blocker { get; init; }
}

/// <summary>
/// Where a person (or the household, when PersonId is empty) stands with a service: the stage of the newest effective visit that
/// spoke of it, by (At, VisitId), so that the order in which phones send does not matter.
/// </summary>
internal sealed class Standing
{
    public Guid HouseholdId { get; init; }
    public Guid PersonId { get; init; }
    public Guid ServiceId { get; init; }
    public Stage Stage { get; set; }
    public string? Blocker { get; set; }
    public int Day { get; set; }
    public DateTime At { get; set; }
    public Guid VisitId { get; set; }
}

/// <summary>A member has taken a lane for a day, so that no door is knocked on twice.</summary>
internal sealed class LaneTaking
{
    public Guid LaneId { get; init; }
    public DateOnly Day { get; init; }
    public Guid MemberId { get; set; }
    public DateTime At { get; set; }
}
