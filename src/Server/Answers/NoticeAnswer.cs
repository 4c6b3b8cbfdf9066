namespace TungNgo.Answers;

/// <summary>What a household did about salt water. A gate closed and water stored are two things, and both may be done.</summary>
[Flags]
public enum Acted
{
    NotYet = 0,
    Closed = 1,
    Stored = 2,
}

/// <summary>By what way an answer came.</summary>
public enum AnswerWay
{
    /// <summary>Asked at the door, or by telephone.</summary>
    Door = 1,

    /// <summary>Read in the community group by a member of the team.</summary>
    Group = 2,
}

/// <summary>
/// What a household did about a matter: a warning, its updates and its all-clear are one, and the last word about it holds. A matter is named by its first
/// bulletin.
/// </summary>
internal sealed class NoticeAnswer
{
    public Guid MatterId { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>The bulletin to which it was said.</summary>
    public Guid BulletinId { get; set; }
    public Acted Acted { get; set; }
    public AnswerWay Way { get; set; }

    /// <summary>When it was said.</summary>
    public DateTime At { get; set; }
    public Guid? MemberId { get; set; }
    public required string By { get; set; }
}

/// <summary>
/// Answers on the public page, counted by hamlet: nobody knows whose they are, nor whether somebody answered twice, so they are shown beside the households
/// and never among them.
/// </summary>
internal sealed class PageAnswerCount
{
    public Guid MatterId { get; init; }
    public Guid HamletId { get; init; }
    public Acted Acted { get; init; }
    public int Count { get; set; }
}
