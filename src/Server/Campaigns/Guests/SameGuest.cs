using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Campaigns.Guests;

/// <summary>
/// Who comes twice is one person. Each row says as whom it counts, as long as names are known: when they are forgotten the number stays, and no name can be
/// guessed from it.
/// </summary>
internal static class SameGuest
{
    /// <summary>After a change of a campaign's guests, in its write: one of the same name and body is the same.</summary>
    public static async Task SettleAsync(AppDb db, Guid campaignId, CancellationToken ct)
    {
        await db.CampaignGuests.Where(g => g.CampaignId == campaignId && g.ForgottenAt == null).LoadAsync(ct);
        foreach (var same in db.CampaignGuests.Local.Where(g => g.CampaignId == campaignId && g.ForgottenAt is null)
            .GroupBy(g => (SearchKey.Fold(g.Name), g.Organisation, g.Organisation == GuestOf.Other ? SearchKey.Fold(g.Unit) : "")).ToList())
        {
            var first = same.Min(g => g.Id);
            foreach (var guest in same)
            {
                guest.SameAsId = guest.Id == first ? null : first;
            }
        }
    }
}
