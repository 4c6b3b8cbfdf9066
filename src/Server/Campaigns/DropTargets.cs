using Microsoft.EntityFrameworkCore;
using TungNgo.Campaigns.Targets;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;

namespace TungNgo.Campaigns;

/// <summary>Targets are of days and units: on other days they are shared out anew, and what is not in focus has none.</summary>
internal static class DropTargets
{
    /// <param name="isMoved">Whether the campaign has other days than its targets.</param>
    /// <returns>How many went, each of a unit and a line.</returns>
    public static async Task<int> ApplyAsync(AppDb db, Campaign campaign, bool isMoved, ServiceCatalogue catalogue, Write write, CancellationToken ct)
    {
        var gone = await db.CampaignTargets.Where(t => t.CampaignId == campaign.Id && (isMoved || (t.ServiceId != Campaign.Doors && !campaign.Services.Contains(t.ServiceId)))).ToListAsync(ct);
        if (gone.Count == 0)
        {
            return 0;
        }

        db.CampaignTargets.RemoveRange(gone);
        // The trail keeps what could be typed in again: how much of each line, over how many units.
        write.Audit("campaign.targets-remove", campaign.Id, campaign.AreaId, new
        {
            targets = gone.GroupBy(t => t.ServiceId).Select(g => new
            {
                service = g.Key == Campaign.Doors ? TargetSheet.Doors : catalogue.All.GetValueOrDefault(g.Key)?.Code,
                units = g.Select(t => t.AreaId).Distinct().Count(),
                total = g.Sum(t => (long)t.Value),
            }),
        }, null);
        return gone.DistinctBy(t => (t.AreaId, t.ServiceId)).Count();
    }
}
