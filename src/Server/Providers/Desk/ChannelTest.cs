using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Reach;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Web;

namespace TungNgo.Providers.Desk;

/// <param name="Text">Key of the sentence.</param>
/// <param name="Code">The provider's code, where it gave one.</param>
internal sealed record TestOutcome(bool Good, string Text, string? Code);

/// <summary>One message to one address, outside the ledger: is the account set up right?</summary>
internal sealed class ChannelTest(AppDb db, Writer writer, CurrentUser user, ChannelEdits edits, GatewayBook gateways, TimeProvider clock)
{
    private const int LongestText = 300;

    public async Task<TestOutcome> SendAsync(Guid id, string? to, string? text, CancellationToken ct)
    {
        var channel = await edits.RequireAsync(id, ct);
        var address = channel.Kind is ChannelKind.Sms or ChannelKind.ZbsPhone ? PhoneNumber.Normalise(to) : to?.Trim();
        if (string.IsNullOrEmpty(address) || string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
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
            outcome = await gateways.Of(id).SendAsync(await MessageAsync(channel, address, text.Trim().Normalize(), ct), ct);
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
            Outcome.Failed => new TestOutcome(false, $"reach.why.{ReachWords.WhyStopped(channel.Provider, outcome.Code)}", outcome.Code),
            _ => new TestOutcome(false, "channels.test.unknown", outcome.Code),
        };
    }

    private async Task<Outgoing> MessageAsync(Channel channel, string to, string text, CancellationToken ct)
    {
        var key = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
        var template = channel.Kind is ChannelKind.ZbsPhone or ChannelKind.ZbsUser ? channel.Settings.FirstOrDefault(s => s.Key.StartsWith("template", StringComparison.Ordinal)).Value : null;
        var values = new Dictionary<string, string> { ["title"] = MessageWriter.Cut(text, 30), ["content"] = MessageWriter.Cut(text, 200), ["source"] = "Từng Ngõ", ["time"] = "07:30 01/01/2025", ["link"] = "-" };
        var contact = channel.Kind == ChannelKind.WebPush
            ? await db.ContactPoints.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == ContactKind.Push && c.Address == to && c.PublicKey != null && c.Secret != null, ct) ?? throw new Refusal(Problems.ChannelTest)
            : null;
        return new Outgoing(key, to, text, template is null ? null : new TemplateUse(template, values),
            Push: contact is null ? null : new PushKeys(Base64Url.DecodeFromChars(contact.PublicKey), Base64Url.DecodeFromChars(contact.Secret)), Lifetime: TimeSpan.FromHours(1));
    }
}
