using TungNgo.Answers;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>What a household did about a warning, as phones speak of it.</summary>
internal static class AnswerRules
{
    public static string Word(Acted acted) => AnswerNotice.Words.First(w => w.Value == acted).Key;

    public static async Task SayAsync(DoorContext context, PushAnswer push, CancellationToken ct)
    {
        var acted = AnswerNotice.Words.TryGetValue(push.Acted, out var known) ? known : throw new Refusal(Problems.Invalid, "acted");
        var way = push.Way switch { "door" => AnswerWay.Door, "group" => AnswerWay.Group, _ => throw new Refusal(Problems.Invalid, "way") };
        var household = (await context.ReachAsync(push.HouseholdId, ct)).Living.Household;
        var news = context.Batch.News;
        if (!news.Recipients.ContainsKey((push.BulletinId, push.HouseholdId)) || !news.Asking.TryGetValue(push.BulletinId, out var bulletin))
        {
            throw new Refusal(Problems.AnswerUnknown);
        }

        await AnswerNotice.SayAsync(context.Write, bulletin, household.Id, household.HamletId, acted, way, context.At, ct);
    }
}
