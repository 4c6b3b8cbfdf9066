using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>
/// A household goes to another hamlet. Moving has a day: its stocks leave the old hamlet and enter the new one on that day, and the past stays
/// as it was. Putting a wrong hamlet right is another act: it was always there, so its past moves, too.
/// </summary>
internal static class MoveHousehold
{
    /// <param name="day">The first day in the new hamlet, not in the future.</param>
    /// <exception cref="Refusal">It lives there already, the day has not come, or it moved again later.</exception>
    public static Task MoveAsync(HouseholdWorks works, HouseholdWork work, Guid to, DateOnly day, Write write, CancellationToken ct)
    {
        if (day > write.Today)
        {
            throw new Refusal(Problems.DayInFuture);
        }

        // A move of today begins now: who was at the door this morning was still at the old one.
        return GoAsync(works, work, to, "household.move", new EditMoment(day == write.Today ? write.Now : LegalDay.Start(day)), write, ct);
    }

    /// <summary>The hamlet in which it is said to live since its last move, or since ever, was wrong.</summary>
    public static async Task PutRightAsync(HouseholdWorks works, HouseholdWork work, Guid to, Write write, CancellationToken ct)
    {
        await works.WholeAsync([work], ct);
        var since = work.Hamlets.Newest?.At ?? DateTime.UnixEpoch;
        await GoAsync(works, work, to, "household.put-right", new EditMoment(since, Source: EditSource.PutRight), write, ct);
    }

    /// <summary>Its hamlet ended in another one on a day: whoever lived there then lives in the other one from that day on.</summary>
    /// <param name="leavesLane">Its hamlet divided, and it goes to another part than its lane.</param>
    public static async Task FollowAsync(HouseholdWorks works, HouseholdWork work, Guid to, DateOnly day, Write write, CancellationToken ct, bool leavesLane = false)
    {
        await works.WholeAsync([work], ct);
        var (start, newest) = (LegalDay.Start(day), work.Hamlets.Newest?.At ?? DateTime.MinValue);
        await GoAsync(works, work, to, "household.follow", new EditMoment(newest > start ? newest : start, Source: EditSource.Reorganisation), write, ct, leavesLane);
    }

    /// <summary>The reorganisation with which it went is taken back: its edits were never made, and visits are where it was.</summary>
    public static async Task ComeBackAsync(HouseholdWorks works, HouseholdWork work, Guid from, long since, Write write, CancellationToken ct)
    {
        await works.WholeAsync([work], ct);
        var household = work.Household;
        var moves = work.Edits.Where(e => e.Source == EditSource.Reorganisation && e.Field == FieldCode.Hamlet && e.Before == $"{from}" && e.Number >= since).Select(e => e.Number).ToHashSet();
        // With the hamlet goes the lane that it lost by it.
        var went = work.Edits.Where(e => e.Source == EditSource.Reorganisation && moves.Contains(e.Number)).ToList();
        var before = new { household.HamletId, household.LaneId };
        write.Changed(ChangeKind.HouseholdLeft, household.Id, household.HamletId);
        HouseholdStocks.Change(work, works.Services, write.Cells, () =>
        {
            went.ForEach(work.Forget);
            work.Rehome();
        });
        household.Version = write.Changed(ChangeKind.Household, household.Id, household.HamletId);
        work.Edited = true;
        write.Audit("household.come-back", household.Id, household.HamletId, before, new { household.HamletId, household.LaneId });
    }

    private static async Task GoAsync(HouseholdWorks works, HouseholdWork work, Guid to, string action, EditMoment moment, Write write, CancellationToken ct, bool splits = false)
    {
        var household = work.Household;
        var from = household.HamletId;
        if (from == to)
        {
            throw new Refusal(Problems.HouseholdSameHamlet);
        }

        await works.WholeAsync([work], ct);
        if (work.Hamlets.Newest is { } newest && newest.At > moment.At)
        {
            throw new Refusal(Problems.DayBeforeLater, LegalDay.Of(newest.At));
        }

        var editing = new FieldEditing(work, moment, write.Actor);
        editing.Plan(Guid.Empty, FieldCode.Hamlet, "hamletId", $"{from}", $"{to}", () => household.HamletId = to);
        // Lanes are parts of a hamlet; in a reorganisation they go with it.
        var leavesLane = splits || moment.Source != EditSource.Reorganisation;
        if (household.LaneId is not null && leavesLane)
        {
            editing.Plan(Guid.Empty, household, HouseholdFields.Of(FieldCode.Lane), null);
        }

        var number = write.Changed(ChangeKind.HouseholdLeft, household.Id, from);
        HouseholdStocks.Change(work, works.Services, write.Cells, () =>
        {
            editing.Apply(number, write.Now, write.NewId);
            household.LaneId = leavesLane ? null : household.LaneId;
            work.Rehome();
        });
        work.Settle(LegalDay.Of(moment.At).Number());
        household.Version = write.Changed(ChangeKind.Household, household.Id, to);
        household.ByHand = moment.Source == EditSource.Reorganisation ? household.ByHand : household.Version;
        work.Edited = true;
        write.Audit(action, household.Id, to, editing.Before, new { hamletId = to, day = moment.Source == EditSource.PutRight ? null : (DateOnly?)LegalDay.Of(moment.At) });
    }
}
