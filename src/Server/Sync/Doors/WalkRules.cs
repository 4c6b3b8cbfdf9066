using Microsoft.EntityFrameworkCore;
using TungNgo.Households;
using TungNgo.Visits;
using TungNgo.Walks;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Walks as phones speak of them: each is looked up among those of the teams that the member sat in then.</summary>
internal static class WalkRules
{
    public static async Task TakeAsync(DoorContext door, PushWalk push, CancellationToken ct) => ChangeWalk.Take(door.Write, await ReachAsync(door, push, ct), door.MemberId);

    /// <summary>Whoever goes may leave it to somebody else; a leader or deputy may for all.</summary>
    public static async Task HandOverAsync(DoorContext door, PushWalk push, CancellationToken ct)
    {
        var walk = await ReachAsync(door, push, ct);
        var goes = walk.Members.Contains(door.MemberId);
        if (walk.Members.Count > 0 && !goes && door.Led(walk.TeamId) is null)
        {
            throw new Refusal(Problems.WalkTaken);
        }

        var (to, today) = (push.ToMemberId, door.Write.Today);
        if (to is { } member && !await door.Write.Db.Memberships.AnyAsync(m => m.TeamId == walk.TeamId && m.MemberId == member && m.From <= today && (m.To == null || m.To >= today), ct))
        {
            throw new Refusal(Problems.MemberNotInTeam);
        }

        ChangeWalk.HandOver(door.Write, walk, goes ? door.MemberId : null, to);
    }

    public static async Task PostponeAsync(DoorContext door, PushWalk push, CancellationToken ct)
    {
        var walk = await ReachAsync(door, push, ct);
        if (walk.Members.Count > 0 && !walk.Members.Contains(door.MemberId) && door.Led(walk.TeamId) is null)
        {
            throw new Refusal(Problems.WalkTaken);
        }

        // A phone without a line may say it after the day that it meant.
        var day = push.Day ?? throw new Refusal(Problems.WalkDay, ChangeWalk.LongestDelay);
        ChangeWalk.Postpone(door.Write, walk, day > door.Write.Today ? day : door.Write.Today);
    }

    /// <summary>Two who go the same walk without a line may both come to a door: both visits are kept, and the later to tell hears of the other.</summary>
    public static async Task NoteTwiceAsync(DoorContext door, HouseholdWork work, Visit visit, CancellationToken ct)
    {
        if (!visit.IsAtDoor || visit.Outcome == Outcome.Away || visit.SupersedesId is not null || door.Batch.WalkDoors.Find(d => d.HouseholdId == visit.HouseholdId && d.IsHeld) is not { } of || visit.At <= of.After)
        {
            return;
        }

        bool IsOther(Visit v) => v.IsAtDoor && v.At > of.After && v.SupersededById is null && v.Outcome != Outcome.Away && v.MemberId is not null && v.MemberId != visit.MemberId;
        // What this write has brought itself is not in the database yet.
        var other = work.NewVisits.Select(f => f.Visit).FirstOrDefault(IsOther)
            ?? (work.Household.LastVisitAt > of.After
                ? await door.Write.Db.Visits.AtDoors().AsNoTracking().Where(v => v.HouseholdId == visit.HouseholdId && v.At > of.After && v.SupersededById == null && v.Outcome != Outcome.Away
                    && v.MemberId != null && v.MemberId != visit.MemberId).OrderBy(v => v.At).FirstOrDefaultAsync(ct)
                : null);
        if (other is not null)
        {
            var name = await door.Write.Db.Members.Where(m => m.Id == other.MemberId).Select(m => m.Name).FirstOrDefaultAsync(ct);
            door.Notice ??= new Refusal(Problems.DoorDoneBefore, name ?? Formats.Missing, Formats.Instant(other.At));
        }
    }

    private static async Task<Walk> ReachAsync(DoorContext door, PushWalk push, CancellationToken ct) =>
        await door.Write.Db.Walks.FirstOrDefaultAsync(w => w.Id == push.WalkId, ct) is { } walk && door.TeamIds.Contains(walk.TeamId) ? walk : throw new Refusal(Problems.WalkUnknown);
}
