using Microsoft.EntityFrameworkCore;

namespace TungNgo.Bulletins;

/// <summary>Keys and indexes of the bulletins' tables.</summary>
internal static class BulletinModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Bulletin>(e =>
        {
            e.HasIndex(b => b.Code).IsUnique();
            e.HasIndex(b => new { b.AreaId, b.CreatedAt });
        });
        model.Entity<BulletinVersion>(e =>
        {
            e.HasIndex(v => new { v.BulletinId, v.Number }).IsUnique();
            e.HasIndex(v => v.State);
            e.HasIndex(v => v.RelatedId);
            e.Property(v => v.Edition).IsConcurrencyToken();
        });
        model.Entity<BulletinText>().HasKey(t => new { t.VersionId, t.Language });
        model.Entity<BulletinKind>().HasIndex(k => k.Code).IsUnique();
        model.Entity<ApprovalRule>().HasIndex(r => r.SeedKey).IsUnique();
        model.Entity<StoredFile>().HasIndex(f => f.BulletinId);
        model.Entity<SavedAudience>().HasIndex(a => a.AreaId);
        model.Entity<BulletinTemplate>().HasIndex(t => t.Code).IsUnique();
    }
}
