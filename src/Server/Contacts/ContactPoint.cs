namespace TungNgo.Contacts;

/// <summary>How a household is reached besides its phone number: a Zalo user, a browser, the community group it reads.</summary>
internal sealed class ContactPoint
{
    public Guid Id { get; init; }
    public Guid? HouseholdId { get; set; }

    /// <summary>Of a browser that only chose its hamlet.</summary>
    public Guid? HamletId { get; set; }
    public ContactKind Kind { get; init; }

    /// <summary>Zalo user id, push endpoint, or the id of a <see cref="Teams.ZaloGroup"/>.</summary>
    public required string Address { get; set; }

    /// <summary>Push: the browser's public key and secret, base64url.</summary>
    public string? PublicKey { get; set; }
    public string? Secret { get; set; }
    public string? Language { get; set; }

    /// <summary>Zalo: whether the person follows the account.</summary>
    public bool Follows { get; set; }

    /// <summary>When they last began or ceased to: its own clock, for events come late and out of order.</summary>
    public DateTime? FollowsAt { get; set; }

    /// <summary>Zalo: when they last did something with the account.</summary>
    public DateTime? LastInteractionAt { get; set; }
    public DateTime AddedAt { get; init; }

    /// <summary>The provider says that nobody is there any more.</summary>
    public DateTime? GoneAt { get; set; }
}

public enum ContactKind { Zalo = 1, Push = 2, Group = 3 }
