using Microsoft.EntityFrameworkCore;
using TungNgo.Providers.Inbox;
using TungNgo.Providers.Zalo;

namespace TungNgo.Providers;

/// <summary>Keys and indexes of accounts with providers and of what those tell.</summary>
internal static class ProviderModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Channel>().HasIndex(c => c.AreaId);
        model.Entity<RateBucket>().HasKey(b => b.Key);
        model.Entity<ZaloToken>().HasKey(t => t.OaId);
        model.Entity<InboxEvent>(e =>
        {
            e.HasIndex(i => new { i.ChannelId, i.Key }).IsUnique();
            e.HasIndex(i => i.DueAt).HasFilter("\"FoldedAt\" IS NULL");
        });
    }
}
