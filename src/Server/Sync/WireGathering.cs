using TungNgo.Gatherings;

namespace TungNgo.Sync;

/// <summary>People come to the team at a place and an hour.</summary>
/// <param name="Kind">cultureHouse, pagoda, market, school, other.</param>
/// <param name="State">planned, held or calledOff; one that was called off is told of until its day is over.</param>
/// <param name="Members">Who of the team is there; none is whoever has time.</param>
/// <param name="SlotMinutes">Length of a time that can be booked, 0 where none is; <c>SlotSeats</c>: how many may take the same.</param>
/// <param name="Heads">People without a name: 0–17, 18–34, 35–59 and 60 years and older, men and then women of each; empty when nobody has counted.</param>
/// <param name="Came">Households of which somebody came, as far as this phone holds them.</param>
public sealed record WireGathering(
    Guid Id, Guid HamletId, Guid TeamId, GatheringPlace Kind, string Place, DateOnly Day, TimeOnly Starts, int Minutes, Guid[] Services, Guid[] Members,
    GatheringState State, int SlotMinutes, int SlotSeats, int[] Heads, WireCame[] Came, WireBooking[] Bookings);

/// <param name="VisitId">What a correction supersedes.</param>
public sealed record WireCame(Guid VisitId, Guid HouseholdId, int People, Guid? MemberId, PushActivity[] Activities);

public sealed record WireBooking(Guid Id, TimeOnly Slot, string Name, string? Phone, Guid? HouseholdId);

/// <summary>
/// gathering.plan and gathering.edit: the whole of it; gathering.off: <c>Id</c> alone; gathering.count: <c>Heads</c>.
/// </summary>
/// <param name="Before">Of an edit: what the phone showed before it, own changes that were not sent yet included. When it is something else by now the edit is refused.</param>
/// <param name="Told">Of an edit of hamlet, day, start, length or times: to how many who have taken a time it was said.</param>
public sealed record PushGathering(
    Guid Id, Guid? TeamId = null, Guid? HamletId = null, GatheringPlace? Kind = null, string? Place = null, DateOnly? Day = null, TimeOnly? Starts = null,
    int? Minutes = null, Guid[]? Services = null, Guid[]? Members = null, int SlotMinutes = 0, int SlotSeats = 0, int[]? Heads = null,
    PushPlan? Before = null, int? Told = null);

/// <summary>All that can be planned of a gathering.</summary>
public sealed record PushPlan(
    Guid HamletId, GatheringPlace Kind, string Place, DateOnly Day, TimeOnly Starts, int Minutes, Guid[] Services, Guid[] Members, int SlotMinutes, int SlotSeats);

/// <summary>gathering.book: somebody at the door takes a time; gathering.unbook: <c>Id</c> gives it back.</summary>
public sealed record PushBooking(Guid Id, Guid GatheringId, TimeOnly? Slot = null, string? Name = null, string? Phone = null, Guid? HouseholdId = null);
