using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>A household ends: it stops counting from a day, and not before. Opening it again takes the closing back.</summary>
internal static class CloseHousehold
{
    /// <param name="day">The first day on which it no longer counts, not in the future and not before its last move.</param>
    public static async Task CloseAsync(HouseholdWorks works, HouseholdWork work, CloseReason reason, DateOnly day, Write write, CancellationToken ct)
    {
        var household = work.Household;
        if (household.Closed is not null)
        {
            throw new Refusal(Problems.HouseholdNotOpen);
        }

        if (day > write.Today)
        {
            throw new Refusal(Problems.DayInFuture);
        }

        await works.WholeAsync([work], ct);
        var at = day == write.Today ? write.Now : LegalDay.Start(day);
        if (work.PastOf(FieldCode.Closed, null).Newest is { } newest && newest.At > at)
        {
            throw new Refusal(Problems.DayBeforeLater, LegalDay.Of(newest.At));
        }

        work.Settle(day.Number());
        await EditAsync(works, work, reason, at, "household.close", write, ct);
        write.Changed(ChangeKind.HouseholdLeft, household.Id, household.HamletId);
    }

    /// <summary>It was closed by mistake: it counts as if it had never been.</summary>
    public static async Task ReopenAsync(HouseholdWorks works, HouseholdWork work, Write write, CancellationToken ct)
    {
        if (work.Household.Closed is null or CloseReason.Merged)
        {
            throw new Refusal(Problems.HouseholdNotClosed);
        }

        await works.WholeAsync([work], ct);
        var closing = work.PastOf(FieldCode.Closed, null).Newest!;
        await EditAsync(works, work, null, closing.At, "household.reopen", write, ct);
    }

    /// <summary>The edit alone: merging closes and opens with others.</summary>
    internal static FieldEditing Plan(HouseholdWork work, CloseReason? reason, EditMoment moment, Actor actor)
    {
        var household = work.Household;
        var editing = new FieldEditing(work, moment, actor);
        editing.Plan(Guid.Empty, FieldCode.Closed, "closed", household.Closed?.ToString(), reason?.ToString(),
            () => (household.Closed, household.ClosedDay) = (reason, reason is null ? null : LegalDay.Of(moment.At).Number()));
        return editing;
    }

    private static async Task EditAsync(HouseholdWorks works, HouseholdWork work, CloseReason? reason, DateTime at, string action, Write write, CancellationToken ct)
    {
        var moment = new EditMoment(at, Source: reason is null ? EditSource.PutRight : EditSource.Hand);
        await ChangeHousehold.ApplyAsync(works, work, Plan(work, reason, moment, write.Actor), action, work.Household.Id, moment, write, ct);
    }
}
