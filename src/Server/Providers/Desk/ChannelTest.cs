using System.Security.Cryptography;
using TungNgo.Accounts;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Web;

namespace TungNgo.Providers.Desk;

/// <param name="Text">Key of the sentence.</param>
/// <param name="Code">The provider's code, where it gave one.</param>
internal sealed record TestOutcome(bool Good, string Text, string? Code);

/// <summary>One message to one address, outside the ledger: is the account set up right?</summary>
internal sealed class ChannelTest(Writer writer, CurrentUser user, ChannelEdits edits, GatewayBook gateways, ProviderBook providers, TimeProvider clock)
{
    private const int LongestText = 300;

    public async Task<TestOutcome> SendAsync(Guid id, string? to, string? text, CancellationToken ct)
    {
        var channel = await edits.RequireAsync(id, ct);
        var address = channel.Kind.GoesByPhone() ? PhoneNumber.Normalise(to) : to?.Trim();
        if (string.IsNullOrEmpty(address) || FreeText.CleanLines(text) is not { Length: <= LongestText } words)
        {
            throw new Refusal(Problems.ChannelTest);
        }

        // Said before it is done: a message that cost money stands in the audit whatever happens next.
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            write.Audit("channel.test", id, channel.AreaId, null, new { To = $"…{address[^Math.Min(3, address.Length)..]}" });
            await write.CommitAsync(ct);
        }

        Outcome outcome;
        try
        {
            var message = new Outgoing(Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"), address, words, Lifetime: TimeSpan.FromHours(1));
            outcome = await gateways.Of(id).SendAsync(await providers.Of(channel).TrialAsync(channel, message, ct), ct);
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException or ArgumentException or UriFormatException)
        {
            throw new Refusal(Problems.ChannelKeys);
        }

        return outcome switch
        {
            Outcome.Sent => new TestOutcome(true, "channels.test.sent", null),
            Outcome.RetryAfter { Reason: RetryReason.RateLimited or RetryReason.QuotaTomorrow } => new TestOutcome(false, "channels.test.busy", outcome.Code),
            Outcome.RetryAfter { Reason: RetryReason.Night } => new TestOutcome(false, "channels.test.night", outcome.Code),
            Outcome.RetryAfter => new TestOutcome(false, "channels.test.retry", outcome.Code),
            Outcome.OptedOut => new TestOutcome(false, "channels.test.opted-out", outcome.Code),
            Outcome.Failed { Scope: FailureScope.Recipient } => new TestOutcome(false, "channels.test.recipient", outcome.Code),
            Outcome.Failed { Scope: FailureScope.Message } => new TestOutcome(false, "channels.test.message", outcome.Code),
            Outcome.Failed => new TestOutcome(false, $"channels.why.{providers.Of(channel).Why(channel.Kind, outcome.Code)}", outcome.Code),
            _ => new TestOutcome(false, "channels.test.unknown", outcome.Code),
        };
    }
}
