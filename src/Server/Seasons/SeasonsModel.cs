using Microsoft.EntityFrameworkCore;

namespace TungNgo.Seasons;

/// <summary>Key of the table of accounts.</summary>
internal static class SeasonsModel
{
    public static void Build(ModelBuilder model) => model.Entity<SeasonAccount>(e =>
    {
        e.HasKey(a => new { a.HouseholdId, a.Crop, a.Year, a.Season });
        e.Ignore(a => a.Said);
    });
}
