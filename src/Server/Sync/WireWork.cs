namespace TungNgo.Sync;

/// <summary>Work sheets for a phone; it keeps them to be read without a line.</summary>
public sealed record WorkResponse(WireWorkSheet[] Sheets);

/// <param name="Month">Its first day.</param>
/// <param name="State">open, checked, confirmed, locked.</param>
/// <param name="Days">On which there is any work.</param>
/// <param name="Done">What was done, in words of the phone's language, with how often.</param>
/// <param name="Notes">What came late, and what looks unusual, in the same language.</param>
/// <param name="Led">Whether somebody of this phone leads the team.</param>
public sealed record WireWorkSheet(
    Guid TeamId, string Team, DateOnly Month, string State, Guid MemberId, string Member, int Days, WireWorkDone[] Done, string[] Notes, bool Led, WireObjection[] Objections);

public sealed record WireWorkDone(string Text, int Count);

/// <param name="Answer">Null until the commune has answered.</param>
public sealed record WireObjection(Guid Id, DateTime At, string? Text = null, string? Answer = null);

/// <summary>work.check: the leader has looked through the team's sheets of a month. work.object: the member's own sheet is not right.</summary>
/// <param name="Month">Any day of it.</param>
/// <param name="Text">Of an objection: what is not right, or nothing.</param>
public sealed record PushWork(Guid TeamId, DateOnly Month, string? Text = null);
