using Microsoft.EntityFrameworkCore;

namespace TungNgo.Gatherings;

/// <summary>Keys and indexes of gatherings and bookings.</summary>
internal static class GatheringsModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Gathering>(e =>
        {
            e.Ignore(g => g.Begins).Ignore(g => g.Ends).Ignore(g => g.Slots);
            e.HasIndex(g => new { g.HamletId, g.Day });
            e.HasIndex(g => new { g.TeamId, g.Day });
            e.Property(g => g.Edition).IsConcurrencyToken();
        });
        model.Entity<Booking>(e =>
        {
            e.HasIndex(b => b.GatheringId);
            e.HasIndex(b => b.HouseholdId);
            e.HasIndex(b => b.Code).IsUnique();
        });
    }
}
