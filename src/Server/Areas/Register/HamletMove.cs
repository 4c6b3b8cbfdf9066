using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

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

    /// <summary>A hamlet divides: its lanes, and all else that lies in it, go each to its part.</summary>
    public async Task DivideAsync(Write write, Guid from, HamletDivision division, DateOnly day, CancellationToken ct)
    {
        var lanes = await db.Lanes.Where(l => l.HamletId == from).OrderBy(l => l.Order).ToListAsync(ct);
        if (lanes.Count(l => l.ClosedAt is null && division.PartOfLane(l.Id) is null) is > 0 and var lost)
        {
            throw new Refusal(Problems.SplitLeavesLanes, lost);
        }

        foreach (var lane in lanes.Where(l => division.PartOfLane(l.Id) is not null))
        {
            lane.HamletId = division.PartOfLane(lane.Id)!.Value;
            write.Changed(ChangeKind.Lane, lane.Id, lane.HamletId);
        }

        foreach (var follower in followers)
        {
            await follower.DivideAsync(from, division, day, write, ct);
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
