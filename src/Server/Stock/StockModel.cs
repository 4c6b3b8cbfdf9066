using Microsoft.EntityFrameworkCore;

namespace TungNgo.Stock;

/// <summary>Keys and indexes of material.</summary>
internal static class StockModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<StockKind>(e =>
        {
            e.Ignore(k => k.TextKey).Ignore(k => k.Least);
            e.HasIndex(k => k.AreaId);
        });
        model.Entity<StockMove>(e =>
        {
            e.Ignore(m => m.IsOut).Ignore(m => m.Change);
            e.Property(m => m.Id).ValueGeneratedNever();
            e.HasIndex(m => new { m.TeamId, m.KindId, m.At });
            // Loans that are out: asked with every pull and every list of work, and few beside all that was ever done.
            e.HasIndex(m => m.TeamId).HasFilter("\"Deed\" = 2 AND \"ReturnId\" IS NULL AND \"TakenBackAt\" IS NULL");
            e.HasIndex(m => m.HouseholdId).HasFilter("\"HouseholdId\" IS NOT NULL");
        });
        model.Entity<StockBalance>().HasKey(b => new { b.TeamId, b.KindId });
    }
}
