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
        if (held.State != GatheringState.Planned)
        {
            throw new Refusal(held.State == GatheringState.CalledOff ? Problems.GatheringOff : Problems.BookingOver);
        }

        if (!held.Slots.Contains(asked.Slot))
        {
            throw new Refusal(Problems.GatheringSlots, GatheringRules.FewestSlot, GatheringRules.MostSlotSeats);
        }

        if (LegalDay.Start(held.Day) + asked.Slot.ToTimeSpan() <= write.Now)
        {
            throw new Refusal(Problems.BookingOver);
        }

        var name = FreeText.Line(asked.Name, LongestName, "gatherings.name") ?? throw new Refusal(Problems.BookingName);
        var phone = string.IsNullOrWhiteSpace(asked.Phone) ? null : PhoneNumber.Read(asked.Phone).Number ?? throw new Refusal(Problems.HelpPhone);
        // Those of this write are not in the database yet.
        var taken = await write.Db.Bookings.CountAsync(b => b.GatheringId == held.Id && b.Slot == asked.Slot && b.OffAt == null, ct)
            + write.Db.Bookings.Local.Count(b => b.GatheringId == held.Id && b.Slot == asked.Slot && b.OffAt is null && write.Db.Entry(b).State == EntityState.Added);
        if (taken >= held.SlotSeats)
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
