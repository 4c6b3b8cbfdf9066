using TungNgo.Web;

namespace TungNgo.Walks;

public enum WalkState { Open = 0, Closed = 1 }

/// <summary>
/// Doors in the order in which one or two members of a team go to them on a day. Whether a door was gone to is not written here: visits say it, whoever made them.
/// </summary>
internal sealed class Walk
{
    public Guid Id { get; init; }

    /// <summary>Where its doors are.</summary>
    public Guid HamletId { get; set; }
    public Guid TeamId { get; init; }
    public Guid? CampaignId { get; init; }

    /// <summary>Counts the walks of a hamlet: what people call it by.</summary>
    public int Number { get; init; }
    public DateOnly Day { get; set; }

    /// <summary>Who goes; nobody is whoever of the team has time.</summary>
    public List<Guid> Members { get; set; } = [];

    /// <summary>How long it is expected to take.</summary>
    public int Minutes { get; init; }

    /// <summary>Some of its doors are spoken to in Khmer alone.</summary>
    public bool NeedsKhmer { get; init; }

    /// <summary>What is to be spoken of, in the order of the printed sheet.</summary>
    public List<Guid> Services { get; init; } = [];
    public WalkState State { get; set; }
    public DateTime OpenedAt { get; init; }
    public required string OpenedBy { get; init; }
    public DateTime? ClosedAt { get; set; }
    public string? ClosedBy { get; set; }
}

/// <summary>A door of a walk.</summary>
internal sealed class WalkDoor
{
    public Guid WalkId { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>Its place in the walk, from 1.</summary>
    public int Order { get; init; }
    public int Minutes { get; init; }

    /// <summary>
    /// A visit after this instant is one of the walk. It is the newest visit that was known when the walk was cut, and not before the day of that: so a phone's visit of
    /// the same morning counts that nobody knew of yet.
    /// </summary>
    public DateTime After { get; init; }

    /// <summary>Holds the door: no other walk takes it.</summary>
    public bool IsHeld { get; set; }
}

/// <summary>A search over doors that an office keeps.</summary>
internal sealed class DoorSearch
{
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid AreaId { get; init; }
    public required string Name { get; set; }

    /// <summary>As it stands in an address, without "?".</summary>
    public required string Query { get; set; }
    public required string By { get; set; }
    public DateTime At { get; set; }
}

/// <summary>How long a door takes, until enough visits say better: ten minutes with one who is at home, three with each more, five more with an elder, and the way there.</summary>
internal static class DoorMinutes
{
    public const int Way = 2, One = 10, More = 3, Elder = 5, MostPeople = 4;

    public static int Of(int people, bool hasElder) => Way + One + (More * (Math.Clamp(people, 1, MostPeople) - 1)) + (hasElder ? Elder : 0);
}
