using TungNgo.Contacts;
using TungNgo.Gateways;
using TungNgo.Providers.Inbox;

namespace TungNgo.Providers;

/// <summary>How a provider proves that a call to our address for receipts is its own.</summary>
internal enum HookProof
{
    /// <summary>It makes no such calls.</summary>
    None,

    /// <summary>It signs nothing: the address holds a key that only it was told.</summary>
    Address,

    /// <summary>It signs each call.</summary>
    Signature,
}

/// <summary>
/// A provider of channels. All that the product knows of it stands in its folder: the settings of its accounts, its gateway, its receipts, what
/// its numbers mean, and its part of the channel's page. ProvidersSetup registers it by one line.
/// </summary>
internal abstract class Provider
{
    /// <summary>Stands in the database and never changes; its words are channels.provider.NAME, and channels.hook.NAME where it tells of receipts.</summary>
    public abstract string Name { get; }

    /// <summary>Ways that its accounts offer, in the order of the choice.</summary>
    public abstract IReadOnlyList<ChannelKind> Kinds { get; }

    /// <summary>What an administrator enters for an account, in the order of the form.</summary>
    public abstract IReadOnlyList<ChannelField> Fields { get; }

    /// <summary>What its codes mean, each as one of <see cref="Reasons"/>.</summary>
    public abstract IReadOnlyDictionary<string, string> Meanings { get; }

    /// <summary>Whether administrators can add accounts of it.</summary>
    public virtual bool Offered => true;

    /// <summary>Whether an account may point to a simulator.</summary>
    public virtual bool TakesHost => true;

    /// <summary>The provider or the phone drops the second of two messages with one key, so an unknown attempt may simply be repeated.</summary>
    public virtual bool RefusesRepetition => false;

    public virtual HookProof Proof => HookProof.None;

    /// <summary>A component for the channel's page; it is given the channel's Id.</summary>
    public virtual Type? Panel => null;

    /// <summary>A component for the channel's line in the list; it is given the channel's Id.</summary>
    public virtual Type? Note => null;

    /// <summary>Made once for each channel, and again when its settings change.</summary>
    public abstract IGateway Open(ChannelAccount account);

    /// <summary>Channels with the same key share their calls per minute: by default each has its own.</summary>
    public virtual string BucketOf(Channel channel) => $"{Name}:{channel.Id:n}";

    /// <summary>Adds to a new account what nobody enters.</summary>
    public virtual void Begin(IDictionary<string, string> settings, IDictionary<string, string> secrets)
    {
    }

    public virtual string Why(ChannelKind kind, string? code) => code == Reasons.Attempts ? code : Meanings.GetValueOrDefault(code ?? "") ?? Reasons.Other;

    /// <summary>Judges a signed call on its raw bytes.</summary>
    /// <returns><see cref="HookEndpoints.Good"/>, or a word for the metrics that says what is wrong.</returns>
    public virtual string Verify(ChannelAccount account, HookCall call) => HookEndpoints.Forged;

    /// <summary>What of a call is kept until it is folded; null is a call that says nothing.</summary>
    public virtual HookEvent? Keep(HookCall call) => null;

    /// <summary>Reads what was kept; null is an event that cannot be read.</summary>
    /// <param name="receivedAt">Stands for the instant of receipts that carry none.</param>
    public virtual InboxNews? Read(string body, DateTime receivedAt) => null;

    /// <summary>Adds to a trial message what this way needs besides an address and a text.</summary>
    /// <exception cref="Web.Refusal">The address is none that a trial can go to.</exception>
    public virtual Task<Outgoing> TrialAsync(Channel channel, Outgoing message, CancellationToken ct) => Task.FromResult(message);

    /// <summary>Puts a picture where messages of this channel can refer to it.</summary>
    /// <returns>What a message refers to; null when it goes without.</returns>
    public virtual ValueTask<string?> PictureAsync(Channel channel, Guid fileId, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    /// <summary>The provider no longer knows the pictures of a channel.</summary>
    public virtual void ForgetPictures(Guid channelId)
    {
    }

    /// <summary>Pages of its own, such as a way through its consent.</summary>
    public virtual void Map(IEndpointRouteBuilder routes)
    {
    }
}
