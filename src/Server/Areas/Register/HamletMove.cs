using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas.Register;

/// <summary>When a hamlet ends in another, its lanes and all that follows it go there in the same write.</summary>
internal sealed class HamletMove(AppDb db, IEnumerable<IFollowsHamlet> followers)
{
    /// <param name="day">The first day on which the hamlet is no more.</param>
    public async Task MoveAsync(Write write, Guid from, Guid to, DateOnly day, CancellationToken ct)
    {
        await MoveLanesAsync(write, from, to, ct);
        foreach (var follower in followers)
        {
            await follower.FollowAsync(from, to, day, write, ct);
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
