using TungNgo.Relays;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Relays as phones speak of them: each is looked up among the tasks of the team the member sat in then.</summary>
internal static class RelayRules
{
    public static Task PostedAsync(DoorContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        if (relay.State == RelayState.Posted && relay.PostedBy != context.MemberId)
        {
            context.Notice = new Refusal(Problems.RelayPosted, context.Batch.News.Seats.FirstOrDefault(s => s.MemberId == relay.PostedBy).Name ?? "—");
        }

        ChangeRelay.Post(context.Write, relay, context.MemberId, context.At, push.ProofId);
        if (context.Batch.News.Cancelled.Contains(relay.VersionId))
        {
            context.Notice ??= new Refusal(Problems.RelayCancelled);
        }

        return Task.CompletedTask;
    }

    public static Task UndoAsync(DoorContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        ChangeRelay.TakeBack(context.Write, relay, context.MemberId, context.At, context.Batch.News.Settled.Contains(relay.Id));
        return Task.CompletedTask;
    }

    public static Task HandOverAsync(DoorContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        if (push.ToMemberId is { } to && !context.Batch.News.Seats.Any(s => s.TeamId == relay.TeamId && s.MemberId == to))
        {
            throw new Refusal(Problems.MemberNotInTeam);
        }

        ChangeRelay.HandOver(context.Write, relay, push.ToMemberId);
        return Task.CompletedTask;
    }

    private static Relay Reach(DoorContext context, PushRelay push) =>
        context.Batch.News.Relays.GetValueOrDefault(push.RelayId) is { } relay && context.TeamIds.Contains(relay.TeamId) ? relay : throw new Refusal(Problems.RelayUnknown);
}
