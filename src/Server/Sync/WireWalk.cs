namespace TungNgo.Sync;

// Walks on the wire. Whether a door was gone to is told by its visits alone, on the phone as on the server.

/// <summary>Doors in the order in which somebody of the team goes to them.</summary>
/// <param name="Members">Who goes; none is whoever of the team has time.</param>
/// <param name="Minutes">How long it is expected to take.</param>
/// <param name="NeedsKhmer">Some of its doors speak Khmer alone.</param>
/// <param name="Services">What is to be spoken of.</param>
/// <param name="Campaign">Name of the campaign that it is of. <c>Talk</c>: its talking points by language.</param>
public sealed record WireWalk(
    Guid Id, Guid TeamId, int Number, DateOnly Day, Guid[] Members, int Minutes, bool NeedsKhmer, Guid[] Services, WireWalkDoor[] Doors, string? Campaign = null,
    Dictionary<string, string>? Talk = null);

/// <param name="After">A visit after this instant is one of the walk.</param>
public sealed record WireWalkDoor(Guid HouseholdId, DateTime After);

/// <summary>walk.take: the member goes. walk.handover: the member does not, but <c>ToMemberId</c>, or whoever has time. walk.postpone: it is gone on <c>Day</c>.</summary>
public sealed record PushWalk(Guid WalkId, Guid? ToMemberId = null, DateOnly? Day = null);
