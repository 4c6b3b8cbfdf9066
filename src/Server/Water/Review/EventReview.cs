using TungNgo.Answers;

namespace TungNgo.Water.Review;

/// <summary>What an event turned out to be.</summary>
internal enum Verdict
{
    /// <summary>Still going on.</summary>
    Open,

    /// <summary>It was measured, and people were told.</summary>
    Right,

    /// <summary>Told, and then corrected, or foreseen and not come.</summary>
    FalseAlarm,

    /// <summary>It was measured, it concerned somebody, and no notice went out before it was over.</summary>
    Missed,

    /// <summary>It concerned no household.</summary>
    Nobody,

    /// <summary>Readings failed: nobody knows.</summary>
    Unknown,
}

/// <summary>An event looked back at on one page: how fast people knew, whom it reached, what they did, and whether it was right.</summary>
/// <param name="BeganAt">The reading that raised it; of what was foreseen, when it was foreseen.</param>
/// <param name="SeenAt">When it was noticed here: later by the way of the readings.</param>
/// <param name="ApprovedAt">When the first notice was approved; null when none was.</param>
/// <param name="FirstPhoneAt">When the first message left for a phone or the first group had it; null when none did.</param>
/// <param name="ForeseenAt">When it was foreseen, if it was.</param>
/// <param name="EndedAt">The all-clear; null when it goes on.</param>
/// <param name="Planned">Households that any notice of it was for, where the caller may look; <paramref name="Reached"/> of them.</param>
internal sealed record EventReview(
    Verdict Verdict, DateTime BeganAt, DateTime SeenAt, DateTime? ApprovedAt, DateTime? FirstPhoneAt, DateTime? ForeseenAt, DateTime? EndedAt, int Notices, int Planned, int Reached, AnswerSums? Answers)
{
    public TimeSpan? ToFirstPhone => FirstPhoneAt - BeganAt;

    /// <summary>How long before it was measured people could know.</summary>
    public TimeSpan? Lead => ForeseenAt is { } before && before < BeganAt ? BeganAt - before : null;
}
