using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>A household was told at its door, as phones speak of it.</summary>
internal static class TellingRules
{
    public static async Task ToldAsync(DoorContext context, PushTelling push, CancellationToken ct)
    {
        var news = context.Batch.News;
        var work = await context.ReachAsync(push.HouseholdId, ct);
        var household = work.Household;
        var telling = news.Tellings.GetValueOrDefault((push.BulletinId, push.HouseholdId)) ?? throw new Refusal(Problems.TellingUnknown);
        if (news.Cancelled.Contains(push.BulletinId))
        {
            context.Notice = new Refusal(Problems.RelayCancelled);
        }

        TellHousehold.Told(
            context.Write, telling, news.Recipients.GetValueOrDefault((push.BulletinId, push.HouseholdId)), household.Id, household.HamletId, context.At, push);
        // Whoever was told is known to be there: undoing a list does not take them away.
        work.Living.Household.ByHand = context.Write.LastNumber;
        work.Living.Visited = true;
    }
}
