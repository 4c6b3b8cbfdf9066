namespace TungNgo.Gateways;

/// <summary>A way out to one provider. It never retries by itself: when to try again is the ledger's decision.</summary>
public interface IGateway
{
    /// <summary>One attempt, one answer. Throws only when cancelled before anything was sent; whatever else goes wrong is an outcome.</summary>
    Task<Outcome> SendAsync(Outgoing message, CancellationToken ct);

    /// <summary>Asks what became of an attempt whose answer never came. Providers list a message late: ask after a minute or two, not at once.</summary>
    /// <param name="message">The same message with the same key.</param>
    /// <param name="startedAt">When the attempt began, UTC.</param>
    /// <param name="ct">Stops asking.</param>
    Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct);
}

/// <summary>What goes to one recipient.</summary>
/// <param name="Key">Of this message to this recipient, the same in every attempt; at most 48 letters, digits and dashes. Providers that can refuse
/// a repetition are given it (eSMS RequestId, ZBS tracking_id, web push Topic).</param>
/// <param name="To">The address as the channel knows it: a phone number as 84…, a Zalo user or group id, a push endpoint.</param>
/// <param name="Text">Plain text, NFC.</param>
/// <param name="Template">For channels that send approved templates only.</param>
/// <param name="PictureId">An uploaded picture of the provider's, where the channel shows one.</param>
/// <param name="Push">Keys of a push subscription.</param>
/// <param name="Lifetime">After this the provider should no longer deliver it; null leaves it to the provider.</param>
/// <param name="Urgent">Of the emergency class.</param>
public sealed record Outgoing(
    string Key, string To, string Text, TemplateUse? Template = null, string? PictureId = null, PushKeys? Push = null, TimeSpan? Lifetime = null, bool Urgent = false);

/// <summary>An approved template of the provider and what fills it.</summary>
public sealed record TemplateUse(string Id, IReadOnlyDictionary<string, string> Values);

/// <summary>What the browser gave when it subscribed: its public key (65 bytes, uncompressed P-256) and its secret (16 bytes).</summary>
public sealed record PushKeys(byte[] PublicKey, byte[] Secret);

/// <summary>What one attempt came to.</summary>
/// <param name="Code">The provider's code, or ours ("timeout"); null when there is nothing to say.</param>
public abstract record Outcome(string? Code)
{
    /// <summary>The provider took it. Receipts will speak of <paramref name="MessageId"/>.</summary>
    /// <param name="MessageId">The provider's id of the message.</param>
    /// <param name="QuotaLeft">What is left of the day's quota, where the provider says so.</param>
    /// <param name="Repeated">The provider had it already and did not send it twice.</param>
    public sealed record Sent(string MessageId, int? QuotaLeft = null, bool Repeated = false) : Outcome(Code: null);

    /// <summary>Surely not taken; the same message may be sent again.</summary>
    /// <param name="Reason">Decides whether the channel pauses and whether an attempt is used up.</param>
    /// <param name="After">How long the provider asks to wait; null when it does not say.</param>
    /// <param name="Code">The provider's code.</param>
    public sealed record RetryAfter(RetryReason Reason, TimeSpan? After, string? Code) : Outcome(Code);

    /// <summary>Surely not taken, and the same attempt would fail again.</summary>
    /// <param name="Scope">Whom it concerns.</param>
    /// <param name="Code">The provider's code.</param>
    /// <param name="Gone">The address itself has ended: nobody needs to write there again.</param>
    public sealed record Failed(FailureScope Scope, string Code, bool Gone = false) : Outcome(Code);

    /// <summary>The person refuses messages of this kind or from this sender.</summary>
    public sealed record OptedOut(string Code) : Outcome(Code);

    /// <summary>The call went out and nothing tells whether it was taken: it must be looked into before it is sent again.</summary>
    public sealed record Unknown(string Code) : Outcome(Code);
}

public enum RetryReason
{
    /// <summary>Too many calls: the whole channel pauses, no attempt is used up.</summary>
    RateLimited,

    /// <summary>A passing fault of the provider, or no connection at all.</summary>
    Backoff,

    /// <summary>The day's quota is used up: the channel goes on tomorrow.</summary>
    QuotaTomorrow,

    /// <summary>The provider's quiet hours: 06:05 and some chance.</summary>
    Night,

    /// <summary>This one person has been written to as often as the provider allows today. Others are not concerned: nothing pauses.</summary>
    RecipientTomorrow,

    /// <summary>One of several services behind the channel wants to be left alone for a while: only what goes there waits, no attempt is used up.</summary>
    ServiceBusy,

    /// <summary>The uploaded picture is no longer there: upload it again, then the same message with the new id. No attempt is used up.</summary>
    PictureExpired,
}

public enum FailureScope
{
    /// <summary>This person cannot be reached here: the next channel's turn.</summary>
    Recipient,

    /// <summary>The message itself is wrong, which is our fault: kept aside for a human.</summary>
    Message,

    /// <summary>Nobody can be reached here until a human has mended it: the channel stops.</summary>
    Channel,
}

/// <summary>What looking into an unknown attempt found.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    public sealed record Found(string MessageId) : Finding;

    /// <summary>The provider surely does not have it.</summary>
    public sealed record Absent : Finding;

    /// <summary>The provider has no way to say.</summary>
    public sealed record CannotTell : Finding;
}
