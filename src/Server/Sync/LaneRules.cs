using TungNgo.Feed;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Taking a lane for the day: the first who takes it has it, by server order.</summary>
internal static class LaneRules
{
    public static void TakeOrLeave(MutationContext context, Mutation mutation, PushLane push)
    {
        var hamletId = context.Hamlets.FirstOrDefault(h => context.Areas.LanesOf(h).Any(l => l.Id == push.LaneId));
        if (hamletId == Guid.Empty)
        {
            throw new Refusal(Problems.LaneUnknown);
        }

        var batch = context.Batch;
        var taken = batch.LaneTakings.GetValueOrDefault((push.LaneId, push.Day));
        if (taken is not null && taken.MemberId != context.Member.Id)
        {
            var by = batch.Db.Members.Find(taken.MemberId)?.Name ?? "—";
            throw new Refusal(Problems.LaneTaken, by);
        }

        if (mutation.Kind == "lane.take" && taken is null)
        {
            var taking = new LaneTaking { LaneId = push.LaneId, Day = push.Day, MemberId = context.Member.Id, At = batch.Now };
            batch.LaneTakings[(push.LaneId, push.Day)] = taking;
            batch.Db.LaneTakings.Add(taking);
        }
        else if (mutation.Kind == "lane.leave" && taken is not null)
        {
            batch.LaneTakings.Remove((push.LaneId, push.Day));
            batch.Db.LaneTakings.Remove(taken);
        }

        batch.Changed(ChangeKind.LaneTaking, push.LaneId, hamletId, context.Actor);
        batch.Audit(context.Actor, mutation.Kind, push.LaneId, hamletId, null, PushRules.Json(push));
    }
}
