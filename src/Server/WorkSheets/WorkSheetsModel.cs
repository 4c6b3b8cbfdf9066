using Microsoft.EntityFrameworkCore;

namespace TungNgo.WorkSheets;

/// <summary>Keys and indexes of work sheets.</summary>
internal static class WorkSheetsModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<WorkMonth>(e =>
        {
            e.HasKey(w => new { w.TeamId, w.Month });
            e.Ignore(w => w.LastDay);
            e.HasIndex(w => w.Month);
            e.Property(w => w.Edition).IsConcurrencyToken();
        });
        model.Entity<WorkObjection>(e =>
        {
            e.HasIndex(o => new { o.TeamId, o.Month });
            e.HasIndex(o => o.At).HasFilter("\"AnsweredAt\" IS NULL");
        });
        model.Entity<WorkLimits>().Property(l => l.Id).ValueGeneratedNever();
    }
}
