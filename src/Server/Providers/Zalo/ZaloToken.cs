namespace TungNgo.Providers.Zalo;

/// <summary>
/// The one pair of tokens of an Official Account. The refresh token is good for one use only: whoever refreshes first marks the row,
/// and nobody uses a new pair before it is saved here.
/// </summary>
internal sealed class ZaloToken
{
    /// <summary>Id of the Official Account.</summary>
    public required string OaId { get; init; }
    public required string AccessToken { get; set; }
    public required string RefreshToken { get; set; }
    public DateTime ExpiresAt { get; set; }

    /// <summary>Counts the pairs; a call that was refused says with which one.</summary>
    public int Generation { get; set; }

    /// <summary>Set while somebody refreshes: still set long after, the new pair may be lost.</summary>
    public DateTime? RefreshStartedAt { get; set; }
    public string? RefreshingNode { get; set; }

    /// <summary>Why a human is needed; null while all is well.</summary>
    public string? Alarm { get; set; }
    public DateTime? AlarmedAt { get; set; }
}
