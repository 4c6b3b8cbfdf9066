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
        return [.. links.SelectMany(h => areas.AllHeirsOn(h.HamletId, areas.Today.Day)).Distinct()];
    }

    /// <summary>The stations of some hamlets on a day, with the hamlet as it stands today.</summary>
    public async Task<List<(Guid Hamlet, StationHamlet Link)>> OfAsync(IReadOnlyCollection<Guid> hamletIds, DateOnly day, CancellationToken ct)
    {
        var links = await db.StationHamlets.AsNoTracking().Where(h => h.ValidFrom <= day && (h.ValidTo == null || h.ValidTo >= day)).ToListAsync(ct);
        return [.. links.SelectMany(h => areas.AllHeirsOn(h.HamletId, areas.Today.Day).Where(hamletIds.Contains).Select(heir => (heir, h)))];
    }

    /// <summary>Whether the station spoke for one of some hamlets, as they stand today, on any day between two.</summary>
    public async Task<bool> SpokeForAsync(Guid stationId, IReadOnlySet<Guid> hamletIds, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var links = await db.StationHamlets.AsNoTracking().Where(h => h.StationId == stationId && h.ValidFrom <= to && (h.ValidTo == null || h.ValidTo >= from)).ToListAsync(ct);
        return links.Exists(h => areas.AllHeirsOn(h.HamletId, areas.Today.Day).Overlaps(hamletIds));
    }

    /// <summary>What grows there now.</summary>
    public async Task<IReadOnlySet<string>> CropsAsync(Guid stationId, DateOnly day, CancellationToken ct)
    {
        var hamlets = await OnAsync(stationId, day, ct);
        return (await db.HouseholdCrops.Where(c => (c.EndedOn == null || c.EndedOn >= day) && db.Households.Any(h => h.Id == c.HouseholdId && h.ClosedDay == null && hamlets.Contains(h.HamletId)))
            .Select(c => c.Crop).Distinct().ToListAsync(ct)).ToHashSet();
    }
}
