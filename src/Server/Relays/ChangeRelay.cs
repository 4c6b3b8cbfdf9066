using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Relays;

/// <summary>
/// What members do with a relay. A post is a fact: it counts whoever was asked to do it, also late, also when the bulletin was cancelled
/// meanwhile. Of two posts the earlier one stands, in whatever order they arrive.
/// </summary>
internal static class ChangeRelay
{
    /// <summary>How long a post can be taken back.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(10);

    /// <param name="at">When it was posted. Nobody posts what is not there yet: such a clock runs behind, and must not win over a colleague's.</param>
    /// <param name="proofId">A picture of it.</param>
    public static void Post(Write write, Relay relay, Guid memberId, DateTime at, Guid? proofId)
    {
        at = at < relay.CreatedAt ? write.Now : at;
        if (relay.State == RelayState.Posted)
        {
            var addsProof = relay.PostedBy == memberId && relay.ProofId is null && proofId is not null;
            if (relay.PostedAt <= at && !addsProof)
            {
                return;
            }

            at = relay.PostedAt < at ? relay.PostedAt.Value : at;
        }

        var before = new { State = relay.State.ToString(), relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Posted, at, memberId, proofId ?? relay.ProofId);
        Note(write, relay, "posted", before, new { relay.PostedAt, relay.PostedBy, relay.ProofId });
    }

    /// <param name="settled">The sending has counted it already.</param>
    /// <exception cref="Refusal">Not their post, or too late.</exception>
    public static void TakeBack(Write write, Relay relay, Guid memberId, DateTime at, bool settled)
    {
        if (relay.State != RelayState.Posted || relay.PostedBy != memberId)
        {
            throw new Refusal(Problems.RelayNotYours);
        }

        if (at - relay.PostedAt > Undoable || settled)
        {
            throw new Refusal(Problems.RelayUndoLate);
        }

        var before = new { relay.PostedAt, relay.PostedBy };
        (relay.State, relay.PostedAt, relay.PostedBy, relay.ProofId) = (RelayState.Open, null, null, null);
        Note(write, relay, "undo", before, null);
    }

    /// <param name="to">Somebody of the relay's team, as the caller has seen; null is anybody of it.</param>
    public static void HandOver(Write write, Relay relay, Guid? to)
    {
        if (relay.State is not RelayState.Open)
        {
            throw new Refusal(Problems.RelayClosed);
        }

        var before = new { relay.MemberId };
        relay.MemberId = to;
        Note(write, relay, "handover", before, new { relay.MemberId });
    }

    /// <summary>Each change is a line in the feed, so that the phone that shows the task learns of it, and an entry in the audit.</summary>
    internal static void Note(Write write, Relay relay, string action, object? before, object? after)
    {
        write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
        write.Audit($"relay.{action}", relay.Id, relay.AreaId, before, after);
    }
}
