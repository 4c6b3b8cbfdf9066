using Microsoft.EntityFrameworkCore;

namespace TungNgo.Contacts;

/// <summary>Keys and indexes of how people are reached.</summary>
internal static class ContactModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<ContactPoint>(e =>
        {
            // A user or a browser is one household's; a community group is read by many.
            e.HasIndex(c => new { c.Kind, c.Address }).IsUnique().HasFilter($"\"Kind\" <> {(int)ContactKind.Group}");
            e.HasIndex(c => c.HouseholdId);
            e.HasIndex(c => c.HamletId);
        });
        model.Entity<OptOut>().HasIndex(o => o.Address);
    }
}
