using Microsoft.EntityFrameworkCore;

namespace TungNgo.Stock;

/// <summary>Keys and indexes of material.</summary>
internal static class StockModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<StockKind>(e =>
        {
            e.Ignore(k => k.TextKey);
            e.HasIndex(k => k.AreaId);
        });
        model.Entity<StockMove>(e =>
        {
            e.Ignore(m => m.IsOut).Ignore(m => m.Change);
            e.Property(m => m.Id).ValueGeneratedNever();
            e.HasIndex(m => new { m.TeamId, m.KindId, m.At });
            e.HasIndex(m => m.HouseholdId).HasFilter("\"HouseholdId\" IS NOT NULL");
        });
        model.Entity<StockBalance>().HasKey(b => new { b.TeamId, b.KindId });
    }
}
