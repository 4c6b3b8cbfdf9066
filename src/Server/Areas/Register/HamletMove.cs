using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas.Register;

/// <summary>
/// When a hamlet ends in another, its doors, lanes and figures go there in the same write. Figures move whole, days past included:
/// both hamlets' sums then agree with a recount, and every level above keeps its own past.
/// </summary>
internal sealed class HamletMove(AppDb db)
{
    public async Task MoveAsync(Write write, Guid from, Guid to, CancellationToken ct)
    {
        foreach (var household in await db.Households.Where(h => h.HamletId == from).Select(h => h.Id).ToListAsync(ct))
        {
            write.Changed(ChangeKind.HouseholdLeft, household, from);
            write.Changed(ChangeKind.Household, household, to);
        }

        await db.Households.Where(h => h.HamletId == from).ExecuteUpdateAsync(s => s.SetProperty(h => h.HamletId, to), ct);
        await db.Visits.Where(v => v.HamletId == from).ExecuteUpdateAsync(s => s.SetProperty(v => v.HamletId, to), ct);
        await MoveLanesAsync(write, from, to, ct);
        foreach (var cell in await db.Cells.AsNoTracking().Where(c => c.HamletId == from).ToListAsync(ct))
        {
            write.Cells.Add(from, cell.Indicator, cell.Day, -cell.Value);
            write.Cells.Add(to, cell.Indicator, cell.Day, cell.Value);
        }
    }

    // A lane of the same name may stand in the other hamlet already: "Tổ 1" comes as "Tổ 1 (Trường An)".
    private async Task MoveLanesAsync(Write write, Guid from, Guid to, CancellationToken ct)
    {
        var lanes = await db.Lanes.Where(l => l.HamletId == from || l.HamletId == to).ToListAsync(ct);
        var taken = lanes.Where(l => l.HamletId == to).Select(l => l.NameKey).ToHashSet();
        var order = lanes.Where(l => l.HamletId == to).Select(l => l.Order).DefaultIfEmpty().Max();
        var old = await db.AreaVersions.Where(v => v.AreaId == from).OrderByDescending(v => v.ValidFrom).Select(v => v.Name).FirstAsync(ct);
        foreach (var lane in lanes.Where(l => l.HamletId == from).OrderBy(l => l.Order))
        {
            lane.HamletId = to;
            lane.Order = ++order;
            if (!taken.Add(lane.NameKey))
            {
                lane.Name = $"{lane.Name} ({old})";
                lane.NameKey = SearchKey.Fold(lane.Name);
            }

            write.Changed(ChangeKind.Lane, lane.Id, to);
        }
    }
}
