namespace TungNgo.Web;

/// <summary>Of work sheets.</summary>
internal static partial class Problems
{
    public static readonly Problem WorkState = new("work.state", 409);
    public static readonly Problem WorkMonthRuns = new("work.month-runs", 409);
    public static readonly Problem WorkOwn = new("work.own", 403);
    public static readonly Problem WorkUnanswered = new("work.unanswered", 409);
    public static readonly Problem WorkSheetUnknown = new("work.sheet-unknown", 404);
    public static readonly Problem WorkNotLeader = new("work.not-leader", 403);
    public static readonly Problem WorkAnswer = new("work.answer", 400);
    public static readonly Problem WorkRate = new("work.rate", 400);
    public static readonly Problem WorkRateOverlap = new("work.rate-overlap", 409);
    public static readonly Problem WorkRateUsed = new("work.rate-used", 409);
    public static readonly Problem WorkLimits = new("work.limits", 400);
}
