using Microsoft.EntityFrameworkCore;
using TungNgo.Campaigns.Bring;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;

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
        model.Entity<CampaignMaterial>().HasIndex(m => m.CampaignId);
        model.Entity<CampaignGuest>(e =>
        {
            e.HasIndex(g => g.CampaignId);
            e.HasIndex(g => g.TeamId);
            e.Property(g => g.Edition).IsConcurrencyToken();
        });
        model.Entity<CampaignIdea>(e =>
        {
            e.HasIndex(i => i.CampaignId);
            e.Property(i => i.Edition).IsConcurrencyToken();
        });
        model.Entity<CampaignResult>().HasKey(r => r.CampaignId);
    }
}
