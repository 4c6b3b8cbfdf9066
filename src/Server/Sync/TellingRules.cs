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
    public static void Told(MutationContext context, Mutation mutation, PushTelling push)
    {
        var batch = context.Batch;
        var at = batch.Clamp(mutation.At);
        var household = PushRules.ReachAt(context, push.HouseholdId, at).Household;
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
            (recipient.State, recipient.NextStepAt) = (RecipientState.Open, batch.Now);
        }

        batch.Changed(ChangeKind.Telling, telling.Id, household.HamletId, context.Actor);
        batch.Audit(context.Actor, "bulletin.told", household.Id, household.HamletId, PushRules.Json(before), PushRules.Json(push));
    }
}
