namespace TungNgo.Relays;

public enum RelayState { Open = 0, Posted = 10, Missed = 11, Cancelled = 12 }

/// <summary>A member's task to post a bulletin in a community Zalo group.</summary>
internal sealed class Relay
{
    public Guid Id { get; init; }
    public Guid SendingId { get; init; }
    public Guid VersionId { get; init; }
    public Guid BulletinId { get; init; }
    public Guid GroupId { get; init; }
    public Guid TeamId { get; init; }

    /// <summary>The team's hamlet or other unit, copied for scope and figures.</summary>
    public Guid AreaId { get; init; }
    public required string Language { get; init; }

    /// <summary>The Official Account posts here by itself; a member's task only when that fails.</summary>
    public bool ByAccount { get; set; }

    /// <summary>Whose task it is now; null is anybody of the team.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>People behind the group by its newest count when it was planned.</summary>
    public int? People { get; init; }
    public RelayState State { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime DueAt { get; set; }
    public DateTime? RemindedAt { get; set; }

    /// <summary>When the task went to the leader because nobody had posted.</summary>
    public DateTime? EscalatedAt { get; set; }
    public DateTime? PostedAt { get; set; }
    public Guid? PostedBy { get; set; }
    public Guid? ProofId { get; set; }
}
