namespace TungNgo.Training.Lessons;

/// <summary>Two minutes for a member between two doors: a few cards with a picture, to read or to hear.</summary>
/// <param name="Code">Never used again for another one: what members have read names it.</param>
/// <param name="NeedsReview">Languages in which no native speaker has read it yet.</param>
internal sealed record Lesson(string Code, Dictionary<string, string> Name, IReadOnlyList<string> NeedsReview, IReadOnlyList<LessonCard> Cards);

/// <param name="Picture">Name of a shipped drawing, as guides have them.</param>
internal sealed record LessonCard(string Picture, Dictionary<string, string> Text);

/// <summary>That a member has gone through a lesson.</summary>
internal sealed class LessonRead
{
    public Guid MemberId { get; init; }

    /// <summary>A lesson's code, or the code of a service whose guide it was.</summary>
    public required string Lesson { get; init; }

    /// <summary>The first time.</summary>
    public DateTime At { get; init; }
}
