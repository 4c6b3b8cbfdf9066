using System.Linq.Expressions;
using TungNgo.Bulletins;
using TungNgo.Contacts;

namespace TungNgo.Sendings;

public enum SendingState { Planning = 0, Running = 1, Done = 2, Cancelled = 3 }

/// <summary>An approved version on its way to one audience through a chain of steps.</summary>
internal sealed class Sending
{
    public Guid Id { get; init; }
    public Guid BulletinId { get; init; }
    public Guid VersionId { get; init; }

    /// <summary>The issuing unit, copied so that scope needs no join.</summary>
    public Guid AreaId { get; init; }
    public required string Kind { get; init; }
    public bool Emergency { get; init; }

    /// <summary>An <see cref="Channels.Audience"/> as JSON.</summary>
    public required string Audience { get; init; }

    /// <summary>A <see cref="Chain"/> as JSON.</summary>
    public required string Chain { get; init; }
    public SendingState State { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime NotBefore { get; init; }

    /// <summary>Nothing is sent after this.</summary>
    public DateTime ValidTo { get; init; }
    public DateTime? PlannedAt { get; set; }

    /// <summary>When nothing of it was left to send, to post or to wait for; also of one that was stopped before.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>A hamlet whose recipients are planned: repeating a plan skips it.</summary>
internal sealed class PlannedHamlet
{
    public Guid SendingId { get; init; }
    public Guid HamletId { get; init; }
    public int Recipients { get; init; }
    public int Deliveries { get; init; }
}

public enum RecipientState { Open = 0, Reached = 10, Unreached = 11, Cancelled = 12 }

/// <summary>A household that a version is for, counted once however many ways lead to it.</summary>
internal sealed class Recipient
{
    public Guid VersionId { get; init; }

    /// <summary>The household; for an audience of teams the member.</summary>
    public Guid RecipientId { get; init; }
    public Guid SendingId { get; init; }
    public Guid HamletId { get; init; }

    /// <summary>A member of a team, who does not count in the figures of households.</summary>
    public bool IsMember { get; init; }
    public required string Language { get; init; }
    public RecipientState State { get; set; }

    /// <summary>The step of the chain it is at.</summary>
    public int Step { get; set; }

    /// <summary>When that step began.</summary>
    public DateTime StepAt { get; set; } = DateTime.UnixEpoch;

    /// <summary>When the next step takes its turn unless a receipt comes first.</summary>
    public DateTime? NextStepAt { get; set; }

    /// <summary>Legal day of planning: planned and reached are both counted on it, so that a share never exceeds one.</summary>
    public int PlannedDay { get; init; }
    public DateTime? ReachedAt { get; set; }
    public ChannelKind? ReachedBy { get; set; }
}

/// <summary>Below 10 a delivery is open, from 10 on it has ended: planned = open + ended, always.</summary>
public enum DeliveryState
{
    /// <summary>A later step of the chain; its turn may never come.</summary>
    Waiting = 0,

    /// <summary>Due at DueAt. For people's work (relay, in person) this is the open task.</summary>
    Queued = 1,

    /// <summary>Claimed by a node; surely not sent yet.</summary>
    Leased = 2,

    /// <summary>The call may be out.</summary>
    Started = 3,

    /// <summary>The call was out and no answer came: looked into before anything else.</summary>
    Unknown = 4,

    /// <summary>The provider took it; a receipt may come.</summary>
    Sent = 5,

    Delivered = 10,
    Seen = 11,

    /// <summary>Posted in the group, or told at the door.</summary>
    Done = 12,

    /// <summary>Taken by the provider, and no receipt came in time.</summary>
    NoReceipt = 13,
    Failed = 20,
    OptedOut = 21,
    Expired = 22,
    Cancelled = 23,

    /// <summary>Not needed: an earlier step reached the household.</summary>
    Skipped = 24,

    /// <summary>Unknown for ever, and of the routine class: not sent again.</summary>
    GivenUp = 25,
}

/// <summary>One message to one recipient through one channel: the row that is written before the call and after it.</summary>
internal sealed class Delivery
{
    /// <summary>To a browser that only chose its hamlet: it stands for no household, so it counts beside the reach and no chain goes on from it.</summary>
    public static readonly Expression<Func<Delivery, bool>> IsToSubscriber = d => d.ContactId == d.RecipientId;

    /// <summary>Also the key by which a provider that can recognises a repetition.</summary>
    public Guid Id { get; init; }
    public Guid SendingId { get; init; }
    public Guid VersionId { get; init; }

    /// <summary>Of the <see cref="Recipient"/>; the group's where the account posts in it, the <see cref="ContactPoint"/>'s for a browser that chose its hamlet.</summary>
    public Guid RecipientId { get; init; }
    public Guid HamletId { get; init; }
    public int Step { get; init; }
    public ChannelKind Kind { get; init; }

    /// <summary>Null for people's work.</summary>
    public Guid? ChannelId { get; init; }

    /// <summary>The task of posting in the recipient's group.</summary>
    public Guid? RelayId { get; init; }
    public required string Language { get; init; }

    /// <summary>The address as the provider knows it; emptied some time after the end.</summary>
    public required string To { get; set; }

    /// <summary>The <see cref="ContactPoint"/> of the address, where there is one.</summary>
    public Guid? ContactId { get; init; }
    public bool Emergency { get; init; }
    public DeliveryState State { get; set; }
    public DateTime? DueAt { get; set; }

    /// <summary>Until when the claim, or an unknown's pause, holds.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Of the last claim, the fence: what an earlier holder writes afterwards is refused.</summary>
    public Guid? ClaimId { get; set; }
    public int Attempts { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? SentAt { get; set; }
    public DateTime? ReceiptDueAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public string? ProviderId { get; set; }
    public string? Code { get; set; }

    /// <summary>
    /// To be sent again although the first attempt is unknown, so nobody may say that nothing was sent: once in the emergency class, and wherever a
    /// repetition only replaces the first.
    /// </summary>
    public bool SentBlind { get; set; }
}
