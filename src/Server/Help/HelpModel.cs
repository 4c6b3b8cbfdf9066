using Microsoft.EntityFrameworkCore;

namespace TungNgo.Help;

/// <summary>Keys and indexes of the help requests' tables.</summary>
internal static class HelpModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<HelpRequest>(e =>
        {
            e.Ignore(r => r.IsQuestion);
            e.HasIndex(r => r.LookupCode).IsUnique();
            e.HasIndex(r => new { r.HamletId, r.State });
            e.HasIndex(r => new { r.Address, r.State });
            e.HasIndex(r => r.At);
            e.HasIndex(r => r.NextStepAt).HasFilter("\"NextStepAt\" IS NOT NULL");
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        model.Entity<HelpMessage>(e =>
        {
            e.HasIndex(m => m.RequestId);
            e.HasIndex(m => m.Delivery);
        });
    }
}
