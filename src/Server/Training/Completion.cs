namespace TungNgo.Training;

/// <summary>Where a member has finished a course that was not a class of ours.</summary>
public enum CompletionSource
{
    /// <summary>The national learning platform, by its list of who has finished.</summary>
    Platform = 1,
}

/// <summary>That a member has finished a course elsewhere, as an office took it from a list. Counted like a certificate; it is none.</summary>
internal sealed class Completion
{
    public Guid Id { get; init; }
    public Guid MemberId { get; init; }

    /// <summary>A code of the catalogue of courses.</summary>
    public required string Course { get; init; }
    public DateOnly Day { get; init; }
    public CompletionSource Source { get; init; }

    /// <summary>The unit of the member's team when it was taken: who keeps that unit may take it back.</summary>
    public Guid AreaId { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }
}
