using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Gatherings;

/// <summary>Counts gatherings anew, and who was counted there without a name; those with names are their households'.</summary>
internal sealed class CountGatherings : ICountsCells
{
    public async Task CountAsync(AppDb db, IReadOnlyCollection<Guid>? hamlets, CellDeltas cells, CancellationToken ct)
    {
        if (hamlets is null)
        {
            return;
        }

        foreach (var held in await db.Gatherings.AsNoTracking().Where(g => hamlets.Contains(g.HamletId) && g.State == GatheringState.Held).ToListAsync(ct))
        {
            Add(held, held.HamletId, cells, 1);
        }
    }

    public static void Add(Gathering held, Guid hamletId, CellDeltas cells, int sign)
    {
        cells.Add(hamletId, Indicators.Gatherings, held.Day.Number(), sign);
        cells.Add(hamletId, Indicators.GatheringPeople, held.Day.Number(), sign * held.Heads.Sum());
    }
}
