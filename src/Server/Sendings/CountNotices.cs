using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Sendings;

/// <summary>Counts anew for how many households notices were planned, and how many they reached.</summary>
internal sealed class CountNotices : ICountsCells
{
    public async Task CountAsync(AppDb db, IReadOnlyCollection<Guid>? hamlets, CellDeltas cells, CancellationToken ct)
    {
        if (hamlets is null)
        {
            return;
        }

        // Reached counts on the day of planning, like planned: a notice of Friday that arrives on Saturday keeps Friday's share below one.
        foreach (var g in await db.Recipients.Where(r => hamlets.Contains(r.HamletId) && !r.IsMember).GroupBy(r => new { r.HamletId, r.PlannedDay })
            .Select(g => new { g.Key, Planned = g.Count(), Reached = g.Count(r => r.ReachedAt != null) }).ToListAsync(ct))
        {
            cells.Add(g.Key.HamletId, Indicators.NoticesPlanned, g.Key.PlannedDay, g.Planned);
            cells.Add(g.Key.HamletId, Indicators.NoticesReached, g.Key.PlannedDay, g.Reached);
        }
    }
}
