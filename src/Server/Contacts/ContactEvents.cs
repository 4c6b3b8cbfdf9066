using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Zalo;

namespace TungNgo.Contacts;

/// <summary>What people do with the Official Account: follow, leave, write. It opens and closes the window in which they may be written to.</summary>
internal sealed class ContactEvents(AppDb db)
{
    public async Task ApplyAsync(ZaloEvent what, Write write, CancellationToken ct)
    {
        var user = what switch
        {
            ZaloEvent.Followed f => f.UserId,
            ZaloEvent.Unfollowed u => u.UserId,
            ZaloEvent.FromUser { GroupId: null } m => m.UserId,
            ZaloEvent.InfoGiven i => i.UserId,
            _ => null,
        };
        if (user is null)
        {
            return;
        }

        var contact = db.ContactPoints.Local.FirstOrDefault(c => c.Kind == ContactKind.Zalo && c.Address == user)
            ?? await db.ContactPoints.SingleOrDefaultAsync(c => c.Kind == ContactKind.Zalo && c.Address == user, ct)
            ?? db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), Kind = ContactKind.Zalo, Address = user, AddedAt = write.Now }).Entity;
        // Events come late and out of order: only what is newer counts.
        if (contact.LastInteractionAt is { } last && what.At <= last)
        {
            return;
        }

        contact.Follows = what is ZaloEvent.Followed || (what is not ZaloEvent.Unfollowed && contact.Follows);
        contact.LastInteractionAt = what is ZaloEvent.Unfollowed ? contact.LastInteractionAt : what.At;
        if (what is ZaloEvent.InfoGiven given && contact.HouseholdId is null && given.Info.TryGetValue("phone", out var written) && TungNgo.Gateways.Sms.PhoneNumber.Normalise(written) is { } phone)
        {
            await LinkAsync(contact, "0" + phone[2..], ct);
        }

        write.Changed(ChangeKind.Contact, contact.Id);
    }

    /// <summary>The one household that has this number; where several have it, a human decides.</summary>
    private async Task LinkAsync(ContactPoint contact, string phone, CancellationToken ct)
    {
        var households = await db.Households.Where(h => h.ClosedDay == null && (h.Phone == phone || db.People.Any(p => p.HouseholdId == h.Id && p.GoneDay == null && p.Phone == phone)))
            .Select(h => h.Id).Take(2).ToListAsync(ct);
        contact.HouseholdId = households is [var only] ? only : null;
    }
}
