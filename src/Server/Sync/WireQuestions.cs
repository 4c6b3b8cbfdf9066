namespace TungNgo.Sync;

/// <summary>An entry of the list of answers, searched on the phone without a line.</summary>
/// <param name="Km">The same in Khmer, question and answer; null when nobody has written it.</param>
public sealed record WireKnownAnswer(Guid Id, string Question, string Answer, string[]? Km, Guid? ServiceId);

/// <summary>question.ask: what a member could not answer, for the commune or the province. The same id again says more about it.</summary>
/// <param name="Id">Of the question.</param>
public sealed record PushQuestion(Guid Id, string Text, string? Language = null);
