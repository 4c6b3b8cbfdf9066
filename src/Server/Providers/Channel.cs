using TungNgo.Relays;

namespace TungNgo.Providers;

/// <summary>How a message reaches somebody.</summary>
[ByNumber]
public enum ChannelKind
{
    /// <summary>Posted by a member in a community Zalo group; no interface reaches these groups.</summary>
    Relay = 1,

    /// <summary>Told at the door.</summary>
    InPerson = 2,
    ZaloCs = 10, ZbsUser = 11, ZbsPhone = 12, ZaloGroup = 13,
    Sms = 20,
    WebPush = 30,
}

/// <summary>What a step of a chain says: which kinds are tried, the best one that fits the recipient.</summary>
public enum ChannelFamily { Relay, Zalo, Sms, Push, InPerson }

/// <summary>An account with a provider that a unit sends through, for itself and all below it.</summary>
internal sealed class Channel
{
    public Guid Id { get; init; }
    public Guid AreaId { get; set; }
    public ChannelKind Kind { get; init; }
    public required string Name { get; set; }

    /// <summary>zalo, esms, speedsms, webpush, or none (counts and throws away: for measuring).</summary>
    public required string Provider { get; init; }

    /// <summary>Addresses, ids, template ids; nothing secret.</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>Keys as JSON under data protection; shown never.</summary>
    public string? Secrets { get; set; }

    /// <summary>Most calls in any 60 seconds, all nodes together. Channels of one account share a bucket by <see cref="BucketKey"/>.</summary>
    public int PerMinute { get; set; } = 600;
    public required string BucketKey { get; set; }
    public int Concurrency { get; set; } = 16;

    /// <summary>Đồng for one message (one segment where segments are charged).</summary>
    public int Price { get; set; }

    /// <summary>Routine messages wait outside these hours; emergency goes on and says so in the audit.</summary>
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietTo { get; set; }
    public int? DailyQuota { get; set; }
    public int? QuotaLeft { get; set; }

    /// <summary>The provider asked to wait.</summary>
    public DateTime? PausedUntil { get; set; }

    /// <summary>Nothing goes out until a human has mended it.</summary>
    public DateTime? StoppedAt { get; set; }
    public string? StoppedBecause { get; set; }
    public bool Active { get; set; } = true;
}

/// <summary>Calls granted to all nodes together, by the generic cell rate algorithm: one instant says how far ahead the grants are.</summary>
internal sealed class RateBucket
{
    public required string Key { get; init; }

    /// <summary>Theoretical arrival time of the next call, in microseconds since 1970.</summary>
    public long NextAt { get; set; }
}

/// <summary>
/// The one pair of tokens of an Official Account. The refresh token is good for one use only: whoever refreshes first marks the row,
/// and nobody uses a new pair before it is saved here.
/// </summary>
internal sealed class ZaloToken
{
    /// <summary>Id of the Official Account.</summary>
    public required string OaId { get; init; }
    public required string AccessToken { get; set; }
    public required string RefreshToken { get; set; }
    public DateTime ExpiresAt { get; set; }

    /// <summary>Counts the pairs; a call that was refused says with which one.</summary>
    public int Generation { get; set; }

    /// <summary>Set while somebody refreshes: still set long after, the new pair may be lost.</summary>
    public DateTime? RefreshStartedAt { get; set; }
    public string? RefreshingNode { get; set; }

    /// <summary>Why a human is needed; null while all is well.</summary>
    public string? Alarm { get; set; }
    public DateTime? AlarmedAt { get; set; }
}
