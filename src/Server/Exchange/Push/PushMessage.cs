namespace TungNgo.Exchange.Push;

public enum PushState
{
    /// <summary>Waits for its turn.</summary>
    Queued = 1,

    /// <summary>The other system took it.</summary>
    Sent = 2,

    /// <summary>It surely did not arrive; it is tried again.</summary>
    Failed = 3,

    /// <summary>It left and nobody knows whether it was taken; it is sent again under the same key, so that it counts once.</summary>
    Unknown = 4,

    /// <summary>The other system does not want it as it is: somebody has to look.</summary>
    Refused = 5,

    /// <summary>A correction took its place before it was sent.</summary>
    Superseded = 6,
}

/// <summary>One approved report on its way to one system. There is one for each of both, however often it is sent.</summary>
internal sealed class PushMessage
{
    public Guid Id { get; init; }
    public Guid SystemId { get; init; }

    /// <summary>A revision is a report of its own, so this names unit, period and revision.</summary>
    public Guid ReportId { get; init; }

    /// <summary>Header Idempotency-Key: made of the system and the report, the same in every attempt.</summary>
    public required string Key { get; init; }
    public PushState State { get; set; } = PushState.Queued;
    public required byte[] Body { get; set; }
    public required string ContentType { get; set; }

    /// <summary>Figures in the body, and figures of the report that no mapping names.</summary>
    public int Values { get; set; }
    public int LeftOut { get; set; }
    public int Attempts { get; set; }
    public DateTime QueuedAt { get; init; }
    public required string QueuedBy { get; init; }

    /// <summary>When it is tried next; null when nothing is to be done by itself.</summary>
    public DateTime? NextAt { get; set; }
    public DateTime? LastAt { get; set; }

    /// <summary>Status of the last answer, or our own word: "timeout".</summary>
    public string? LastCode { get; set; }

    /// <summary>Beginning of the last answer, without what is secret.</summary>
    public string? LastAnswer { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>Whether an attempt has begun whose end is not written down yet; it is over with its lease, however it ended.</summary>
    public bool IsBeingSent(DateTime now) => State == PushState.Unknown && LastCode is null && NextAt > now;
}
