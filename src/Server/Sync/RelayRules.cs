using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// Posting in community groups. A post is a fact: it counts whoever was asked to do it, also late, also when the bulletin was cancelled
/// meanwhile; then the answer says so. Of two posts the earlier one stands, in whatever order they arrive.
/// </summary>
internal static class RelayRules
{
    /// <summary>How long a post can be taken back.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(10);

    public static void Posted(MutationContext context, Mutation mutation, PushRelay push)
    {
        var relay = Reach(context, push);
        var at = context.Batch.Clamp(mutation.At);
        if (relay.State == RelayState.Posted)
        {
            if (relay.PostedBy != context.Member.Id)
            {
                context.Notice = new Refusal(Problems.RelayPosted, context.Batch.News.Seats.FirstOrDefault(s => s.MemberId == relay.PostedBy).Name ?? "—");
            }

            var addsProof = relay.PostedBy == context.Member.Id && relay.ProofId is null && push.ProofId is not null;
            if (relay.PostedAt <= at && !addsProof)
            {
                return;
            }

            at = relay.PostedAt < at ? relay.PostedAt.Value : at;
        }

        var before = new { State = relay.State.ToString(), relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Posted, at, context.Member.Id, push.ProofId ?? relay.ProofId);
        Note(context, "relay.posted", relay, before, new { relay.PostedAt, relay.PostedBy, relay.ProofId });
        if (context.Batch.News.Cancelled.Contains(relay.VersionId))
        {
            context.Notice = new Refusal(Problems.RelayCancelled);
        }
    }

    public static void Undo(MutationContext context, Mutation mutation, PushRelay push)
    {
        var relay = Reach(context, push);
        if (relay.State != RelayState.Posted || relay.PostedBy != context.Member.Id)
        {
            throw new Refusal(Problems.RelayNotYours);
        }

        if (context.Batch.Clamp(mutation.At) - relay.PostedAt > Undoable || context.Batch.News.Settled.Contains(relay.Id))
        {
            throw new Refusal(Problems.RelayUndoLate);
        }

        var before = new { relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Open, null, null, null);
        Note(context, "relay.undo", relay, before, null);
    }

    public static void HandOver(MutationContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        if (relay.State is not RelayState.Open)
        {
            throw new Refusal(Problems.RelayClosed);
        }

        if (push.ToMemberId is { } to && !context.Batch.News.Seats.Any(s => s.TeamId == relay.TeamId && s.MemberId == to))
        {
            throw new Refusal(Problems.MemberNotInTeam);
        }

        var before = new { relay.MemberId };
        relay.MemberId = push.ToMemberId;
        Note(context, "relay.handover", relay, before, new { relay.MemberId });
    }

    private static Relay Reach(MutationContext context, PushRelay push) =>
        context.Batch.News.Relays.GetValueOrDefault(push.RelayId) is { } relay && context.Member.TeamIds.Contains(relay.TeamId) ? relay : throw new Refusal(Problems.RelayUnknown);

    private static void Note(MutationContext context, string action, Relay relay, object? before, object? after)
    {
        context.Batch.Changed(ChangeKind.Relay, relay.Id, relay.AreaId, context.Actor);
        context.Batch.Audit(context.Actor, action, relay.Id, relay.AreaId, before is null ? null : PushRules.Json(before), after is null ? null : PushRules.Json(after));
    }
}
