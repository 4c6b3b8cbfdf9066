using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Sms;

namespace TungNgo.Contacts;

/// <summary>What people do with an account: follow, leave, write. It opens and closes the window in which they may be written to.</summary>
internal sealed class ContactEvents(AppDb db)
{
    /// <returns>How the person is reached, known before or not.</returns>
    public async Task<ContactPoint> ApplyAsync(PersonEvent what, Write write, CancellationToken ct)
    {
        var contact = db.ContactPoints.Local.FirstOrDefault(c => c.Kind == what.Kind && c.Address == what.Address)
            ?? await db.ContactPoints.SingleOrDefaultAsync(c => c.Kind == what.Kind && c.Address == what.Address, ct)
            ?? db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), Kind = what.Kind, Address = what.Address, AddedAt = write.Now }).Entity;
        // Events come late and out of order: of each thing only what is newer counts, and of two at one instant the leaving.
        if (what is PersonEvent.Followed or PersonEvent.Left && (contact.FollowsAt is not { } at || what.At > at || (what.At == at && what is PersonEvent.Left)))
        {
            (contact.Follows, contact.FollowsAt) = (what is PersonEvent.Followed, what.At);
        }

        if (what is not PersonEvent.Left && !(contact.LastInteractionAt >= what.At))
        {
            contact.LastInteractionAt = what.At;
        }

        if (what is PersonEvent.GaveInfo { Phone: { } written } && contact.HouseholdId is null && PhoneNumber.Normalise(written) is { } phone)
        {
            await LinkAsync(contact, "0" + phone[2..], ct);
        }

        var number = write.Changed(ChangeKind.Contact, contact.Id);
        if (contact.HouseholdId is { } household)
        {
            // Somebody of it has spoken to us: undoing a list does not take it away.
            await db.Households.Where(h => h.Id == household && h.ByHand < number).ExecuteUpdateAsync(h => h.SetProperty(p => p.ByHand, number), ct);
        }

        return contact;
    }

    /// <summary>The one household that has this number; where several have it, a human decides.</summary>
    private async Task LinkAsync(ContactPoint contact, string phone, CancellationToken ct)
    {
        var households = await db.Households.Where(h => h.ClosedDay == null && (h.Phone == phone || db.People.Any(p => p.HouseholdId == h.Id && p.GoneDay == null && p.Phone == phone)))
            .Select(h => h.Id).Take(2).ToListAsync(ct);
        contact.HouseholdId = households is [var only] ? only : null;
    }
}
