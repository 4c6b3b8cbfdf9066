using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// A household was told at its door. Only households that the plan knows are counted: the ledger's sum of open and ended rows stays
/// that of the planned ones. Like a visit it is a fact, also when the chain had not come to the door yet or had given up.
/// </summary>
internal static class TellingRules
{
    public static async Task ToldAsync(DoorContext context, PushTelling push, CancellationToken ct)
    {
        var batch = context.Batch;
        var at = context.At;
        var work = await context.ReachAsync(push.HouseholdId, ct);
        var household = work.Household;
        if (!batch.News.Tellings.TryGetValue((push.BulletinId, push.HouseholdId), out var telling))
        {
            throw new Refusal(Problems.TellingUnknown);
        }

        if (batch.News.Cancelled.Contains(push.BulletinId))
        {
            context.Notice = new Refusal(Problems.RelayCancelled);
        }

        if (telling.State == DeliveryState.Done)
        {
            return;
        }

        var before = new { State = telling.State.ToString() };
        (telling.State, telling.EndedAt) = (DeliveryState.Done, at);
        if (batch.News.Recipients.GetValueOrDefault((push.BulletinId, push.HouseholdId)) is { State: RecipientState.Open or RecipientState.Unreached } recipient)
        {
            (recipient.State, recipient.NextStepAt) = (RecipientState.Open, context.Write.Now);
        }

        context.Write.Changed(ChangeKind.Telling, telling.Id, household.HamletId);
        context.Write.Audit("bulletin.told", household.Id, household.HamletId, before, push);
        // Whoever was told is known to be there: undoing a list does not take them away.
        work.Living.Household.ByHand = context.Write.LastNumber;
        work.Living.Visited = true;
    }
}
