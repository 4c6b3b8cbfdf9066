using TungNgo.Contacts;

namespace TungNgo.Providers;

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
