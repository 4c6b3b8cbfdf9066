using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Areas.Reorganise;

/// <summary>Lanes go with their hamlet, or to the part that they were given; and official numbers of a unit that divides are reckoned by parts.</summary>
internal sealed class AffectedLanes(AppDb db) : IAffectedByAreas
{
    private const int Named = 8;

    public string Kind => "areas.affected.lanes";

    public int Rank => 20;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var hamlets = change.EndedHamlets.ToList();
        var divided = change.Ended.Where(e => e.Value.Count > 1).Select(e => e.Key).ToList();
        var lanes = await db.Lanes.AsNoTracking().Where(l => l.ClosedAt == null && hamlets.Contains(l.HamletId)).ToListAsync(ct);
        var lost = lanes.Where(l => change.Divided.TryGetValue(l.HamletId, out var division) && division.PartOfLane(l.Id) is null).ToList();
        var estimated = await db.AreaStatistics.Where(s => divided.Contains(s.AreaId) && !s.Estimated).Select(s => s.AreaId).Distinct().ToListAsync(ct);
        return
        [
            new("areas.affected.lanes.follow", lanes.Count - lost.Count, []),
            new("areas.affected.lanes.lost", lost.Count, [.. lost.Select(l => l.Name).Take(Named)], Choices: []),
            new("areas.affected.statistics.estimated", estimated.Count, [.. estimated.Select(change.NameOf).Take(Named)]),
        ];
    }
}
