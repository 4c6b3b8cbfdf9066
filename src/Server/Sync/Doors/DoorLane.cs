using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Taking a lane for the day: the first who takes it has it, by server order.</summary>
internal static class DoorLane
{
    public static async Task TakeOrLeaveAsync(DoorContext door, PushLane push)
    {
        var hamletId = door.Hamlets.FirstOrDefault(h => door.Areas.LanesOf(h).Any(l => l.Id == push.LaneId));
        if (hamletId == Guid.Empty)
        {
            throw new Refusal(Problems.LaneUnknown);
        }

        var (write, db) = (door.Write, door.Write.Db);
        var taken = await db.LaneTakings.FindAsync(push.LaneId, push.Day);
        if (taken is not null && db.Entry(taken).State == EntityState.Deleted)
        {
            taken = null;
        }

        if (taken is not null && taken.MemberId != door.MemberId)
        {
            throw new Refusal(Problems.LaneTaken, (await db.Members.FindAsync(taken.MemberId))?.Name ?? Formats.Missing);
        }

        if (door.Mutation.Kind == "lane.take" && taken is null)
        {
            db.LaneTakings.Add(new LaneTaking { LaneId = push.LaneId, Day = push.Day, MemberId = door.MemberId, At = door.At });
        }
        else if (door.Mutation.Kind == "lane.leave" && taken is not null)
        {
            db.LaneTakings.Remove(taken);
        }

        write.Changed(ChangeKind.LaneTaking, push.LaneId, hamletId);
        write.Audit(door.Mutation.Kind, push.LaneId, hamletId, null, push);
    }
}
