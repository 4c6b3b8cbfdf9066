namespace TungNgo.Exchange.Keys;

/// <summary>A program that reads figures by itself. It is no person: it has an owner who answers for it, one unit, and reads nothing but figures.</summary>
internal sealed class ApiKey
{
    public Guid Id { get; init; }

    /// <summary>It reads figures of this unit and of all below it, by the tree of the day.</summary>
    public Guid AreaId { get; set; }
    public required string Name { get; set; }

    /// <summary>Who answers for the program and can be reached.</summary>
    public required string Contact { get; set; }

    /// <summary>Calls within a minute, on each node.</summary>
    public int PerMinute { get; set; }

    /// <summary>The last day on which it is let in.</summary>
    public DateOnly ValidUntil { get; set; }

    /// <summary>SHA-256 of the secret; the secret itself is shown once and kept nowhere.</summary>
    public required string SecretHash { get; set; }
    public DateTime MadeAt { get; init; }
    public required string MadeBy { get; init; }
    public DateTime? RenewedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
    public string? RevokedBy { get; set; }

    public bool IsOpenOn(DateOnly day) => RevokedAt is null && day <= ValidUntil;
}

/// <summary>What a key read through one route on one legal day. Counted in memory and added up here now and then.</summary>
internal sealed class ApiKeyUse
{
    public Guid KeyId { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The route as the server knows it; never the address that was called.</summary>
    public required string Route { get; init; }
    public int Calls { get; set; }

    /// <summary>Calls among them that were turned away: too many, not allowed, or wrong.</summary>
    public int Refused { get; set; }

    /// <summary>Figures, units or periods that were handed over.</summary>
    public long Rows { get; set; }
    public DateTime LastAt { get; set; }
}
