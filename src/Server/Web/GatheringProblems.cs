namespace TungNgo.Web;

/// <summary>Of gatherings and their bookings.</summary>
internal static partial class Problems
{
    public static readonly Problem GatheringUnknown = new("gathering.unknown", 404);
    public static readonly Problem GatheringWhen = new("gathering.when", 400);
    public static readonly Problem GatheringPlace = new("gathering.place", 400);
    public static readonly Problem GatheringSlots = new("gathering.slots", 400);
    public static readonly Problem GatheringServices = new("gathering.services", 400);
    public static readonly Problem GatheringHeads = new("gathering.heads", 400);
    public static readonly Problem GatheringOff = new("gathering.off", 409);
    public static readonly Problem GatheringHeld = new("gathering.held", 409);

    /// <summary>Somebody else has changed it since the phone showed it.</summary>
    public static readonly Problem GatheringChanged = new("gathering.changed", 409);

    /// <summary>Somebody else has noted people of this household there.</summary>
    public static readonly Problem GatheringNotedBefore = new("gathering.noted-before", 409, Kept: true);
    public static readonly Problem GatheringNotYet = new("gathering.not-yet", 409);

    /// <summary>People have taken a time and were not told that the gathering moves.</summary>
    public static readonly Problem BookingsUntold = new("gathering.untold", 409);

    /// <summary>A time that somebody has taken would be none any more.</summary>
    public static readonly Problem BookingsLost = new("gathering.times-lost", 409);
    public static readonly Problem BookingFull = new("gathering.full", 409);
    public static readonly Problem BookingOver = new("gathering.over", 409);
    public static readonly Problem BookingName = new("gathering.name", 400);
    public static readonly Problem BookingUnknown = new("gathering.booking-unknown", 404);
}
