using Microsoft.EntityFrameworkCore;

namespace TungNgo.Water.Authorities;

/// <summary>Keys and indexes of other authorities' alerts.</summary>
internal static class AuthorityModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<AuthoritySource>().Property(s => s.Edition).IsConcurrencyToken();
        model.Entity<SeenEntry>().HasKey(e => new { e.SourceId, e.Key });
        model.Entity<AuthorityAlert>(e =>
        {
            e.HasIndex(a => a.Key).IsUnique();
            e.HasIndex(a => a.NameKey);
            e.HasIndex(a => a.BulletinId);
            e.HasIndex(a => a.FormerId);
        });
    }
}
