namespace TungNgo.Feed;

/// <summary>Who did what to what, before and after, from where; written in the transaction of the change itself.</summary>
internal sealed class AuditEntry
{
    /// <summary>Of the one sequence that also numbers changes: unique, in the order of commits.</summary>
    public long Number { get; init; }
    public DateTime At { get; init; }
    public Guid? UserId { get; init; }
    public Guid? MemberId { get; init; }
    public Guid? DeviceId { get; init; }

    /// <summary>The actor's name as it was then.</summary>
    public required string Actor { get; init; }
    public string? Address { get; init; }

    /// <summary>Feature and verb: "household.edit".</summary>
    public required string Action { get; init; }
    public Guid EntityId { get; init; }
    public Guid? AreaId { get; init; }

    /// <summary>JSON of the fields that changed.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }
}
