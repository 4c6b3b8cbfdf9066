using Microsoft.EntityFrameworkCore;

namespace TungNgo.Walks;

/// <summary>Keys and indexes of walks. The database itself holds that a door is on one open walk at most.</summary>
internal static class WalksModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Walk>(e =>
        {
            e.HasIndex(w => w.TeamId);
            e.HasIndex(w => w.HamletId);
        });
        model.Entity<WalkDoor>(e =>
        {
            e.HasKey(d => new { d.HouseholdId, d.WalkId });
            e.HasIndex(d => d.WalkId);
            e.HasIndex(d => d.HouseholdId).IsUnique().HasFilter("\"IsHeld\"");
        });
        model.Entity<DoorSearch>().HasIndex(s => s.AreaId);
    }
}
