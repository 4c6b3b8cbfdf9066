namespace TungNgo.Help;

/// <summary>How long an answer may take; the operator sets it in the section "Help" of the configuration (Help__AnswerHours=12).</summary>
internal sealed class HelpTimes
{
    /// <summary>What the sender is promised. Not answered by then, the commune's officer has to see to it.</summary>
    public double AnswerHours { get; set; } = 24;

    /// <summary>Not answered by then, the leader has to see to it.</summary>
    public double LeaderHours { get; set; } = 8;

    /// <summary>What a member is promised who asks. What the commune has not answered after <see cref="AnswerHours"/> is the province's to answer.</summary>
    public double QuestionHours { get; set; } = 72;
}
