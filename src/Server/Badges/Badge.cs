namespace TungNgo.Badges;

/// <summary>
/// With which key a member's phone signs the codes that it shows at a door. One for each member on each phone: a newer one takes its place. It ends with
/// the phone, and with the last seat of the member.
/// </summary>
internal sealed class BadgeKey
{
    public Guid DeviceId { get; init; }
    public Guid MemberId { get; init; }

    /// <summary>The first 16 bytes of the SHA-256 of <see cref="PublicKey"/>: the phone knows it without asking.</summary>
    public Guid KeyId { get; set; }

    /// <summary>A point of P-256, uncompressed.</summary>
    public required byte[] PublicKey { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A card on paper. Its code is stored only as a hash: whoever reads the database can print none.</summary>
internal sealed class BadgeCard
{
    public Guid Id { get; init; }
    public required string CodeHash { get; init; }
    public Guid TeamId { get; init; }
    public Guid MemberId { get; init; }
    public DateTime MadeAt { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>Called back: lost, or a newer one was printed.</summary>
    public DateTime? EndedAt { get; set; }
    public string? EndedBy { get; set; }
}

/// <summary>A member's face, as long as they agree. Without consent there is no row.</summary>
internal sealed class BadgePhoto
{
    public Guid MemberId { get; init; }

    /// <summary>A JPEG that the server itself wrote; see <see cref="Portrait"/>.</summary>
    public required byte[] Content { get; set; }

    /// <summary>When the member said yes to this picture, and to whom.</summary>
    public DateTime ConsentAt { get; set; }
    public required string ConsentTo { get; set; }
}

/// <summary>What the page had told the resident who says that something is wrong.</summary>
public enum BadgeState
{
    /// <summary>Not ours: forged, mistyped, or no code at all. Nobody is told which.</summary>
    Unknown = 0,

    /// <summary>Of a member of a team today.</summary>
    Good = 1,

    /// <summary>Signed too long ago: perhaps a picture of a code.</summary>
    Old = 2,

    /// <summary>Signed for a time that is still to come: a clock that is wrong, or codes made in advance.</summary>
    Ahead = 3,

    /// <summary>Of somebody who has left, of a lost phone, or of a card that was called back.</summary>
    Ended = 4,
}

/// <summary>A resident says that somebody at the door is not what they seem. The commune settles it.</summary>
internal sealed class BadgeAlert
{
    public const int LongestNote = 500, LongestWord = 500;

    public Guid Id { get; init; }
    public Guid HamletId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Whose badge it was, where that is certain.</summary>
    public Guid? MemberId { get; init; }
    public BadgeState State { get; init; }
    public bool IsCard { get; init; }

    /// <summary>How often it was said, and when last: one line for each badge, however many neighbours tap.</summary>
    public int Times { get; set; } = 1;
    public DateTime LastAt { get; set; }
    public string? Note { get; set; }
    public DateTime? ClosedAt { get; set; }
    public string? ClosedBy { get; set; }

    /// <summary>What came out.</summary>
    public string? ClosedWord { get; set; }
    public int Version { get; set; }
}
