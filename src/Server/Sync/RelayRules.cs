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

    public static Task PostedAsync(DoorContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        // Nobody posts what is not there yet: such a clock runs behind, and must not win over a colleague's.
        var at = context.At < relay.CreatedAt ? context.Write.Now : context.At;
        if (relay.State == RelayState.Posted)
        {
            if (relay.PostedBy != context.MemberId)
            {
                context.Notice = new Refusal(Problems.RelayPosted, context.Batch.News.Seats.FirstOrDefault(s => s.MemberId == relay.PostedBy).Name ?? "—");
            }

            var addsProof = relay.PostedBy == context.MemberId && relay.ProofId is null && push.ProofId is not null;
            if (relay.PostedAt <= at && !addsProof)
            {
                return Task.CompletedTask;
            }

            at = relay.PostedAt < at ? relay.PostedAt.Value : at;
        }

        var before = new { State = relay.State.ToString(), relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Posted, at, context.MemberId, push.ProofId ?? relay.ProofId);
        Note(context, "relay.posted", relay, before, new { relay.PostedAt, relay.PostedBy, relay.ProofId });
        if (context.Batch.News.Cancelled.Contains(relay.VersionId))
        {
            context.Notice = new Refusal(Problems.RelayCancelled);
        }

        return Task.CompletedTask;
    }

    public static Task UndoAsync(DoorContext context, PushRelay push)
    {
        var relay = Reach(context, push);
        if (relay.State != RelayState.Posted || relay.PostedBy != context.MemberId)
        {
            throw new Refusal(Problems.RelayNotYours);
        }

        if (context.At - relay.PostedAt > Undoable || context.Batch.News.Settled.Contains(relay.Id))
        {
            throw new Refusal(Problems.RelayUndoLate);
        }

        var before = new { relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Open, null, null, null);
        Note(context, "relay.undo", relay, before, null);
        return Task.CompletedTask;
    }

    public static Task HandOverAsync(DoorContext context, PushRelay push)
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
        return Task.CompletedTask;
    }

    private static Relay Reach(DoorContext context, PushRelay push) =>
        context.Batch.News.Relays.GetValueOrDefault(push.RelayId) is { } relay && context.TeamIds.Contains(relay.TeamId) ? relay : throw new Refusal(Problems.RelayUnknown);

    private static void Note(DoorContext context, string action, Relay relay, object? before, object? after)
    {
        context.Write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
        context.Write.Audit(action, relay.Id, relay.AreaId, before, after);
    }
}
