using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Sms;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Gatherings;

/// <summary>What is asked of a booking.</summary>
/// <param name="HouseholdId">Looked up by the caller in its own scope.</param>
internal sealed record NewBooking(TimeOnly Slot, string? Name, string? Phone, Guid? HouseholdId = null, Guid? MemberId = null, Guid? Id = null);

/// <summary>Times that people take, on the public page and at the door. Writes come one after the other, so that two cannot take the last seat.</summary>
internal static class BookingRules
{
    public const int LongestName = 80, LongestPhone = 30;

    public static async Task<Booking> TakeAsync(Write write, Gathering held, NewBooking asked, CancellationToken ct)
    {
        if (held.State == GatheringState.CalledOff)
        {
            throw new Refusal(Problems.GatheringOff);
        }

        if (!held.Slots.Contains(asked.Slot))
        {
            throw new Refusal(Problems.GatheringSlots, GatheringRules.FewestSlot, GatheringRules.MostSlotSeats);
        }

        // By the time itself: with the first who came the later times are still to be had.
        if (held.TimeOf(asked.Slot) <= write.Now)
        {
            throw new Refusal(Problems.BookingOver);
        }

        var name = FreeText.Line(asked.Name, LongestName, "gatherings.name") ?? throw new Refusal(Problems.BookingName);
        var phone = string.IsNullOrWhiteSpace(asked.Phone) ? null : PhoneNumber.Read(asked.Phone).Number ?? throw new Refusal(Problems.HelpPhone);
        if ((await TakenAsync(write, held.Id, ct)).Count(b => b.Slot == asked.Slot) >= held.SlotSeats)
        {
            throw new Refusal(Problems.BookingFull, $"{asked.Slot:HH\\:mm}");
        }

        var made = write.Db.Bookings.Add(new Booking
        {
            Id = asked.Id ?? write.NewId(), GatheringId = held.Id, Slot = asked.Slot, Name = name, Phone = phone, HouseholdId = asked.HouseholdId,
            MemberId = asked.MemberId, Code = HelpText.NewCode(), At = write.Now,
        }).Entity;
        write.Changed(ChangeKind.Gathering, held.Id, held.HamletId);
        write.Audit("booking.take", made.Id, held.HamletId, null, new { held.Id, made.Slot });
        return made;
    }

    /// <summary>A form that is sent twice takes one time: its id was minted when it was shown.</summary>
    /// <returns>The booking, and whether it is new.</returns>
    public static async Task<(Booking Booking, bool IsNew)> TakeOnceAsync(Write write, Gathering held, NewBooking asked, CancellationToken ct)
    {
        if (asked.Id is not { } id || await write.Db.Bookings.FindAsync([id], ct) is not { } before)
        {
            return (await TakeAsync(write, held, asked, ct), true);
        }

        if (before.GatheringId != held.Id)
        {
            throw new Refusal(Problems.Invalid, "id");
        }

        // Whoever goes back to the form and writes another name asks for one more.
        return before is { OffAt: null } && before.Slot == asked.Slot && before.Name == FreeText.Line(asked.Name, LongestName, "gatherings.name")
            ? (before, false) : (await TakeAsync(write, held, asked with { Id = null }, ct), true);
    }

    /// <summary>A gathering moves under people who have taken a time: no time of theirs goes, and whoever moves it has told them.</summary>
    /// <param name="wanted">What it becomes.</param>
    /// <param name="told">To how many it was said.</param>
    public static async Task CheckMoveAsync(Write write, Gathering held, Gathering wanted, int? told, CancellationToken ct)
    {
        if (Times(held) == Times(wanted) && held.SlotSeats <= wanted.SlotSeats)
        {
            return;
        }

        var booked = (await TakenAsync(write, held.Id, ct)).Where(b => held.TimeOf(b.Slot) > write.Now).ToList();
        var slots = wanted.Slots.ToHashSet();
        if (booked.GroupBy(b => b.Slot).OrderBy(g => g.Key).FirstOrDefault(g => !slots.Contains(g.Key) || g.Count() > wanted.SlotSeats) is { } lost)
        {
            throw new Refusal(Problems.BookingsLost, $"{lost.Key:HH\\:mm}", lost.Count());
        }

        if (booked.Count > 0 && told != booked.Count && Times(held) != Times(wanted))
        {
            throw new Refusal(Problems.BookingsUntold, booked.Count);
        }
    }

    private static (Guid, DateOnly, TimeOnly, int, int) Times(Gathering g) => (g.HamletId, g.Day, g.Starts, g.Minutes, g.SlotMinutes);

    /// <summary>The times that are taken, as the write has them so far.</summary>
    private static async Task<List<Booking>> TakenAsync(Write write, Guid gathering, CancellationToken ct)
    {
        await write.Db.Bookings.Where(b => b.GatheringId == gathering).LoadAsync(ct);
        return [.. write.Db.Bookings.Local.Where(b => b.GatheringId == gathering && b.OffAt is null)];
    }

    /// <summary>Gives the time back. Repeating it changes nothing.</summary>
    public static void GiveBack(Write write, Gathering held, Booking booking)
    {
        if (booking.OffAt is not null)
        {
            return;
        }

        booking.OffAt = write.Now;
        write.Changed(ChangeKind.Gathering, held.Id, held.HamletId);
        write.Audit("booking.give-back", booking.Id, held.HamletId, new { booking.Slot }, null);
    }
}
