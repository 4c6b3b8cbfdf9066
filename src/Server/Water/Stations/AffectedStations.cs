using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Water.Stations;

/// <summary>Stations speak on for hamlets that end, where these live on; a station of a unit that ends is its heir's.</summary>
internal sealed class AffectedStations(AppDb db) : IAffectedByAreas
{
    private const int Named = 8;

    public string Kind => "areas.affected.water";

    public int Rank => 60;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var ended = change.Ended.Keys.ToList();
        var links = await db.StationHamlets.AsNoTracking().Where(h => ended.Contains(h.HamletId) && (h.ValidTo == null || h.ValidTo >= change.Day)).Select(h => h.HamletId).Distinct().ToListAsync(ct);
        var stations = await db.Stations.AsNoTracking().Where(s => s.Active && ended.Contains(s.AreaId)).ToListAsync(ct);
        var lost = stations.Where(s => change.HeirOf(s.AreaId) is null).ToList();
        return
        [
            new("areas.affected.water.hamlets", links.Count, [.. links.Select(change.NameOf).Take(Named)]),
            new("areas.affected.water.stations", stations.Count - lost.Count, [.. stations.Except(lost).Select(s => s.Name).Take(Named)]),
            new("areas.affected.water.lost", lost.Count, [.. lost.Select(s => s.Name).Take(Named)], ["areas.affected.water.known"]),
        ];
    }
}
