using Microsoft.EntityFrameworkCore;
using TungNgo.Web;
using TungNgo.WorkSheets;

namespace TungNgo.Sync.Doors;

/// <summary>Work sheets as phones speak of them.</summary>
internal static class WorkRules
{
    public static Task CheckAsync(DoorContext door, PushWork push, CancellationToken ct) => ChangeWork.CheckAsync(
        door.Write, door.Led(push.TeamId) ?? throw new Refusal(Problems.WorkNotLeader), WorkMonth.MonthOf(push.Month), door.Actor.Name, door.At, ct);

    public static async Task ObjectAsync(DoorContext door, PushWork push, CancellationToken ct)
    {
        var (db, month) = (door.Write.Db, WorkMonth.MonthOf(push.Month));
        var last = WorkMonth.LastDayOf(month);
        // Also of a team that they have left since.
        var sat = month <= door.Day && await db.Memberships.AnyAsync(
            m => m.TeamId == push.TeamId && m.MemberId == door.MemberId && m.From <= last && (m.To == null || m.To >= month), ct);
        var team = sat ? await db.Teams.AsNoTracking().SingleAsync(t => t.Id == push.TeamId, ct) : throw new Refusal(Problems.WorkSheetUnknown);
        if (await db.WorkObjections.AnyAsync(o => o.Id == door.Mutation.Id, ct))
        {
            throw new Refusal(Problems.IdTaken);
        }

        await ChangeWork.ObjectAsync(door.Write, door.Mutation.Id, team, door.MemberId, month, push.Text, door.At, ct);
    }
}
