using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Gatherings;
using TungNgo.Households;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Gatherings as phones speak of them: each is looked up among those of the hamlets and teams that the member had then.</summary>
internal static class DoorGathering
{
    /// <summary>Leaders and deputies plan; whoever is there counts and books.</summary>
    public static async Task PlanAsync(DoorContext door, PushGathering push, CancellationToken ct)
    {
        if (await door.Write.Db.Gatherings.FindAsync([push.Id], ct) is not null)
        {
            throw new Refusal(Problems.IdTaken);
        }

        var team = door.Led(push.TeamId ?? Guid.Empty) ?? throw new Refusal(Problems.GatheringUnknown);
        await door.Gatherings.PlanAsync(door.Write, push.Id, team, EditOf(door, push), ct);
    }

    public static async Task EditAsync(DoorContext door, PushGathering push, CancellationToken ct)
    {
        var held = await ReachAsync(door, push.Id, ct);
        var team = door.Led(held.TeamId) ?? throw new Refusal(Problems.GatheringUnknown);
        await door.Gatherings.ChangeAsync(door.Write, held, team, EditOf(door, push), door.Works.All, push.Before is { } before ? SeenOf(door, before) : null, ct);
    }

    public static async Task CallOffAsync(DoorContext door, PushGathering push, CancellationToken ct)
    {
        var held = await ReachAsync(door, push.Id, ct);
        _ = door.Led(held.TeamId) ?? throw new Refusal(Problems.GatheringUnknown);
        await GatheringRules.CallOffAsync(door.Write, held, door.Works.All, ct);
    }

    public static async Task CountAsync(DoorContext door, PushGathering push, CancellationToken ct) =>
        await GatheringRules.CountAsync(door.Write, await ReachAsync(door, push.Id, ct), push.Heads ?? [], door.At, door.Works.All, ct);

    public static async Task BookAsync(DoorContext door, PushBooking push, CancellationToken ct)
    {
        var held = await ReachAsync(door, push.GatheringId, ct);
        if (await door.Write.Db.Bookings.FindAsync([push.Id], ct) is not null)
        {
            throw new Refusal(Problems.IdTaken);
        }

        var household = push.HouseholdId is { } id ? (await door.ReachAsync(id, ct)).Living.Household : null;
        await BookingRules.TakeAsync(door.Write, held, new(push.Slot ?? throw new Refusal(Problems.Invalid, "slot"), push.Name ?? household?.Head, push.Phone ?? household?.Phone, household?.Id, door.MemberId, push.Id), ct);
    }

    public static async Task UnbookAsync(DoorContext door, PushBooking push, CancellationToken ct)
    {
        var held = await ReachAsync(door, push.GatheringId, ct);
        var booking = await door.Write.Db.Bookings.SingleOrDefaultAsync(b => b.Id == push.Id && b.GatheringId == held.Id, ct) ?? throw new Refusal(Problems.BookingUnknown);
        BookingRules.GiveBack(door.Write, held, booking);
    }

    /// <summary>A gathering at which somebody of a household is told to have been.</summary>
    public static async Task<Gathering> AttendedAsync(DoorContext door, Guid gatheringId, CancellationToken ct)
    {
        var held = await ReachAsync(door, gatheringId, ct);
        GatheringRules.CheckHeld(door.Write, held);
        return door.Day >= held.Day ? held : throw new Refusal(Problems.GatheringNotYet, Formats.Day(held.Day));
    }

    /// <summary>The gathering of which a correction tells; the phone reached the household, so it may speak of it wherever it was.</summary>
    public static async Task<Gathering?> CorrectedAsync(DoorContext door, Guid gatheringId, Visit visit, CancellationToken ct)
    {
        var held = await door.Write.Db.Gatherings.FindAsync([gatheringId], ct);
        if (held is not null && visit.Came > 0)
        {
            GatheringRules.CheckHeld(door.Write, held);
        }

        return held;
    }

    /// <summary>Two at one table may both note a household: both are kept, and the later to tell hears of it.</summary>
    public static async Task NoteTwiceAsync(DoorContext door, HouseholdWork work, Visit visit, CancellationToken ct)
    {
        bool IsOther(Visit v) => v.GatheringId == visit.GatheringId && v.SupersededById is null && v.Came > 0 && v.MemberId != visit.MemberId;
        if (visit.SupersedesId is null && (work.NewVisits.Exists(f => IsOther(f.Visit)) || await door.Write.Db.Visits
            .AnyAsync(v => v.HouseholdId == visit.HouseholdId && v.GatheringId == visit.GatheringId && v.SupersededById == null && v.Came > 0 && v.MemberId != visit.MemberId, ct)))
        {
            door.Notice ??= new Refusal(Problems.GatheringNotedBefore, work.Household.Head);
        }
    }

    /// <summary>The hamlet may have ended in another since the phone heard of it.</summary>
    private static GatheringEdit EditOf(DoorContext door, PushGathering push)
    {
        var hamlet = push.HamletId ?? Guid.Empty;
        return new(push.Day is { } day ? door.Areas.HeirOn(hamlet, day) ?? hamlet : hamlet, push.Kind ?? GatheringPlace.CultureHouse, push.Place, push.Day, push.Starts, push.Minutes, push.Services ?? [], push.Members ?? [],
            push.SlotMinutes, push.SlotSeats, push.Told);
    }

    private static GatheringEdit SeenOf(DoorContext door, PushPlan plan) => new(
        door.Areas.HeirOn(plan.HamletId, plan.Day) ?? plan.HamletId, plan.Kind, plan.Place, plan.Day, plan.Starts, plan.Minutes, plan.Services, plan.Members, plan.SlotMinutes, plan.SlotSeats);

    private static async Task<Gathering> ReachAsync(DoorContext door, Guid id, CancellationToken ct) =>
        await door.Write.Db.Gatherings.FindAsync([id], ct) is { } held && (door.TeamIds.Contains(held.TeamId) || door.Hamlets.Contains(held.HamletId))
            ? held : throw new Refusal(Problems.GatheringUnknown);
}
