using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Water.Stations;

/// <summary>For whom a station speaks.</summary>
internal sealed class StationHamlets(AppDb db, AreaTree areas)
{
    /// <summary>Hamlets of a day, as they stand today: one that has been merged is spoken for in the hamlet in which it lives on.</summary>
    public async Task<IReadOnlyList<Guid>> OnAsync(Guid stationId, DateOnly day, CancellationToken ct)
    {
        var links = await db.StationHamlets.AsNoTracking().Where(h => h.StationId == stationId && h.ValidFrom <= day && (h.ValidTo == null || h.ValidTo >= day)).ToListAsync(ct);
        return [.. links.Select(h => areas.HeirOn(h.HamletId, areas.Today.Day)).OfType<Guid>().Distinct()];
    }

    /// <summary>What grows there now.</summary>
    public async Task<IReadOnlySet<string>> CropsAsync(Guid stationId, DateOnly day, CancellationToken ct)
    {
        var hamlets = await OnAsync(stationId, day, ct);
        return (await db.HouseholdCrops.Where(c => (c.EndedOn == null || c.EndedOn >= day) && db.Households.Any(h => h.Id == c.HouseholdId && h.ClosedDay == null && hamlets.Contains(h.HamletId)))
            .Select(c => c.Crop).Distinct().ToListAsync(ct)).ToHashSet();
    }
}
