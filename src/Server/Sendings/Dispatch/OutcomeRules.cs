using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Providers;

namespace TungNgo.Sendings.Dispatch;

/// <summary>What each outcome makes of its delivery. Pure, so that the table can be tested whole.</summary>
internal static class OutcomeRules
{
    public const int MostAttempts = 6;

    /// <summary>How long receipts are waited for; a late one still counts.</summary>
    private static readonly TimeSpan ReceiptWait = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(30);

    public static Result Result(Delivery d, Channel channel, Outcome outcome, DateTime now)
    {
        // The row as read has the number of attempts before this one.
        var attempts = d.Attempts + 1;
        var result = outcome switch
        {
            Outcome.Sent sent => new Result(d, DeliveryState.Sent, null, sent.MessageId, ReceiptDueAt: now + ReceiptWait, Attempts: attempts),
            Outcome.OptedOut => new Result(d, DeliveryState.OptedOut, outcome.Code, Attempts: attempts),
            Outcome.Unknown => new Result(d, DeliveryState.Unknown, outcome.Code, LeaseUntil: now + Ledger.Grace, Attempts: attempts),
            // The channel's trouble, not the message's: no attempt is used up.
            Outcome.Failed { Scope: FailureScope.Channel } => Again(d, outcome, now, d.Attempts),
            Outcome.Failed => new Result(d, DeliveryState.Failed, outcome.Code, Attempts: attempts),
            Outcome.RetryAfter { Reason: RetryReason.RateLimited or RetryReason.QuotaTomorrow or RetryReason.PictureExpired } => Again(d, outcome, now, d.Attempts),
            Outcome.RetryAfter { Reason: RetryReason.Night } => Again(d, outcome, Morning(d, now), d.Attempts),
            Outcome.RetryAfter { Reason: RetryReason.RecipientTomorrow } => Again(d, outcome, ChannelTrouble.Tomorrow(now), attempts),
            Outcome.RetryAfter { Reason: RetryReason.ServiceBusy, After: { } busy } => Again(d, outcome, now + busy, d.Attempts),
            Outcome.RetryAfter when attempts >= MostAttempts => new Result(d, DeliveryState.Failed, outcome.Code ?? "attempts", Attempts: attempts),
            Outcome.RetryAfter retry => Again(d, outcome, now + (retry.After ?? Backoff(d, attempts)), attempts),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        return result with { Outcome = outcome, SentBlind = d.SentBlind };
    }

    /// <summary>10 s, 40 s, 160 s … each with a share of chance that is the row's own, so that a burst does not come back as one.</summary>
    public static TimeSpan Backoff(Delivery d, int attempts)
    {
        var whole = TimeSpan.FromSeconds(10 * Math.Pow(4, attempts - 1));
        whole = whole < LongestBackoff ? whole : LongestBackoff;
        return whole / 2 + whole / 2 * Chance(d);
    }

    /// <summary>Providers' nights end at six: five past, and up to ten minutes of chance.</summary>
    private static DateTime Morning(Delivery d, DateTime now)
    {
        var day = LegalDay.Of(now);
        var six = LegalDay.Start(day).AddHours(6);
        return (now < six ? six : LegalDay.Start(day.AddDays(1)).AddHours(6)).AddMinutes(5 + 10 * Chance(d));
    }

    private static Result Again(Delivery d, Outcome outcome, DateTime dueAt, int attempts) => new(d, DeliveryState.Queued, outcome.Code, DueAt: dueAt, Attempts: attempts);

    /// <summary>0–1, always the same for a row: repeated runs of a test end alike.</summary>
    private static double Chance(Delivery d) => (uint)d.Id.GetHashCode() / (double)uint.MaxValue;
}
