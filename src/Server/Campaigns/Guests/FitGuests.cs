using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Campaigns.Guests;

/// <summary>Guests come on days of their campaign: when these have changed, whoever was to come on some that are left still comes on those.</summary>
internal static class FitGuests
{
    /// <returns>How many come on fewer days, or no more.</returns>
    public static async Task<int> ApplyAsync(AppDb db, Campaign campaign, Write write, CancellationToken ct)
    {
        var outside = await db.CampaignGuests.Where(g => g.CampaignId == campaign.Id && (g.From < campaign.From || g.To > campaign.To)).ToListAsync(ct);
        foreach (var guest in outside)
        {
            var before = ChangeGuests.Fields(guest);
            if (guest.To < campaign.From || guest.From > campaign.To)
            {
                db.CampaignGuests.Remove(guest);
                ChangeGuests.Note(write, guest, "guest-remove", before, null);
                continue;
            }

            (guest.From, guest.To) = (guest.From < campaign.From ? campaign.From : guest.From, guest.To > campaign.To ? campaign.To : guest.To);
            guest.Edition++;
            ChangeGuests.Note(write, guest, "guest-edit", before, ChangeGuests.Fields(guest));
        }

        if (outside.Count > 0)
        {
            await SameGuest.SettleAsync(db, campaign.Id, ct);
        }

        return outside.Count;
    }
}
