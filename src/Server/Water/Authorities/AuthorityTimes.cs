namespace TungNgo.Water.Authorities;

/// <summary>How long other authorities' servers are waited for; the operator sets it in the section "Authorities" of the configuration.</summary>
internal sealed class AuthorityTimes
{
    /// <summary>From connecting to the last byte of one answer.</summary>
    public double AnswerSeconds { get; set; } = 20;

    /// <summary>For the feed and all that it names; what is left is asked for at the next look.</summary>
    public double LookSeconds { get; set; } = 120;

    /// <summary>So long a look belongs to the node that has begun it.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(LookSeconds * 3);
}
