using TungNgo.Feed;

namespace TungNgo.Sendings;

/// <summary>
/// A household was told at its door. Only households that the plan knows are counted: the ledger's sum of open and ended rows stays that of
/// the planned ones. Like a visit it is a fact, also when the chain had not come to the door yet or had given up.
/// </summary>
internal static class TellHousehold
{
    /// <param name="telling">The plan's row for the door.</param>
    /// <param name="recipient">The household in the plan; the chain settles it from what is known now.</param>
    /// <param name="hamletId">Where the household stands.</param>
    /// <param name="said">What the phone says of it, for the audit.</param>
    public static void Told(Write write, Delivery telling, Recipient? recipient, Guid householdId, Guid hamletId, DateTime at, object said)
    {
        if (telling.State == DeliveryState.Done)
        {
            return;
        }

        var before = new { State = telling.State.ToString() };
        (telling.State, telling.EndedAt) = (DeliveryState.Done, at);
        if (recipient is { State: RecipientState.Open or RecipientState.Unreached })
        {
            (recipient.State, recipient.NextStepAt) = (RecipientState.Open, write.Now);
        }

        write.Changed(ChangeKind.Telling, telling.Id, hamletId);
        write.Audit("bulletin.told", householdId, hamletId, before, said);
    }
}
