namespace TungNgo.Accounts.SigningIn;

/// <summary>How often somebody was wrong under one key. Removed when nobody has been wrong for <see cref="Brake.Memory"/>.</summary>
internal sealed class WrongTries
{
    /// <summary>What was tried for which name from where, under a key of this installation: people type their password into the field for the name.</summary>
    public required string Key { get; init; }
    public int Count { get; set; }
    public DateTime LastAt { get; set; }
}

/// <summary>How tries are slowed down.</summary>
/// <param name="Free">So many wrong tries cost nothing.</param>
/// <param name="First">Wait after the next one; it doubles with each that follows.</param>
/// <param name="Longest">The wait grows no longer: nobody is ever locked out.</param>
internal sealed record Pace(int Free, TimeSpan First, TimeSpan Longest)
{
    public TimeSpan After(int wrong) => wrong <= Free ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(wrong - Free - 1, 20)) is var wait && wait < Longest ? wait : Longest;
}
