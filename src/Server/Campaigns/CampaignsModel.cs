using Microsoft.EntityFrameworkCore;

namespace TungNgo.Campaigns;

/// <summary>Keys and indexes of campaigns.</summary>
internal static class CampaignsModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Campaign>(e =>
        {
            e.Ignore(c => c.Days).Ignore(c => c.EachDay);
            e.HasIndex(c => c.AreaId);
            e.Property(c => c.Edition).IsConcurrencyToken();
        });
        model.Entity<CampaignTarget>().HasKey(t => new { t.CampaignId, t.AreaId, t.ServiceId, t.Day });
        model.Entity<CampaignResult>().HasKey(r => r.CampaignId);
    }
}
