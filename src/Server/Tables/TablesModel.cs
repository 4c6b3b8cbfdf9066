using Microsoft.EntityFrameworkCore;

namespace TungNgo.Tables;

/// <summary>Keys and indexes of kept tables.</summary>
internal static class TablesModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<SavedTable>().HasIndex(t => t.OwnerId);
        model.Entity<TableSchedule>().HasIndex(s => s.TableId);
        model.Entity<TableSubscriber>().HasKey(s => new { s.ScheduleId, s.UserId });
    }
}
