using Microsoft.EntityFrameworkCore;

namespace TungNgo.Badges;

/// <summary>Keys and indexes of badges.</summary>
internal static class BadgesModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<BadgeKey>(e =>
        {
            e.HasKey(k => new { k.DeviceId, k.MemberId });
            e.HasIndex(k => k.KeyId).IsUnique();
        });
        model.Entity<BadgeCard>(e =>
        {
            e.HasIndex(c => c.CodeHash).IsUnique();
            e.HasIndex(c => new { c.TeamId, c.MemberId });
        });
        model.Entity<BadgePhoto>().HasKey(p => p.MemberId);
        model.Entity<BadgeAlert>(e =>
        {
            e.HasIndex(a => new { a.HamletId, a.ClosedAt });
            e.Property(a => a.Version).IsConcurrencyToken();
        });
    }
}
