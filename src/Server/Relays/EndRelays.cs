using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;

namespace TungNgo.Relays;

/// <summary>
/// Ends relays when nobody is to post any more, or when the account has posted by itself: each end is a line in the feed, so that the phone that
/// shows the task learns of it, and an entry in the audit. What members do is <see cref="ChangeRelay"/>'s.
/// </summary>
internal static class EndRelays
{
    /// <summary>Ends what is open of a sending: it was stopped, or its bulletin is over.</summary>
    /// <param name="end">Cancelled or missed.</param>
    /// <param name="except">Those that may still turn out to be posted.</param>
    /// <returns>How many ended.</returns>
    public static async Task<int> OfSendingAsync(Write write, Guid sendingId, RelayState end, IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var open = await write.Db.Relays.Where(r => r.SendingId == sendingId && r.State == RelayState.Open && !except.Contains(r.Id)).ToListAsync(ct);
        foreach (var relay in open)
        {
            var before = Facts(relay);
            relay.State = end;
            ChangeRelay.Note(write, relay, end == RelayState.Cancelled ? "cancelled" : "missed", before, Facts(relay));
        }

        return open.Count;
    }

    /// <summary>Zalo took the Official Account's message to the group.</summary>
    public static void PostedByAccount(Write write, Relay relay, DateTime at)
    {
        var before = Facts(relay);
        (relay.State, relay.PostedAt) = (RelayState.Posted, at);
        ChangeRelay.Note(write, relay, "posted-by-account", before, new { State = relay.State.ToString(), relay.PostedAt });
    }

    /// <summary>The Official Account could not post: no end, but a member's task from now on, with its full time.</summary>
    public static void LeaveToMember(Write write, Relay relay)
    {
        (relay.ByAccount, relay.DueAt) = (false, write.Now + (relay.DueAt - relay.CreatedAt));
        ChangeRelay.Note(write, relay, "account-failed", null, new { relay.MemberId, relay.DueAt });
    }

    private static object Facts(Relay relay) => new { State = relay.State.ToString(), relay.MemberId };
}
