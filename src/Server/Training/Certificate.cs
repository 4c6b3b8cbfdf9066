namespace TungNgo.Training;

/// <summary>That a member, or a resident who wanted it, has finished a course, signed by an office. What it says never changes; it can only be taken back.</summary>
internal sealed class Certificate
{
    public Guid Id { get; init; }

    /// <summary>Stands on the paper and in its address: found there, and not by trying.</summary>
    public required string Code { get; init; }
    public Guid ClassId { get; init; }

    /// <summary>Null: a resident's.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The resident who came to the class, while that is remembered.</summary>
    public Guid? GuestId { get; init; }
    public required string Course { get; init; }

    /// <summary>Theirs as it was on the day of signing. When a resident's is taken back it goes: perhaps they took back their consent.</summary>
    public required string Name { get; set; }
    public Guid AreaId { get; init; }

    /// <summary>Counted by the unit in each year.</summary>
    public int Year { get; init; }
    public int Sequence { get; init; }
    public DateTime SignedAt { get; init; }
    public Guid SignedById { get; init; }
    public required string SignedBy { get; init; }

    /// <summary>The last day on which it holds; null is for ever.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Its bit in the published list of what was taken back; drawn, so that neighbours tell nothing of each other.</summary>
    public int StatusIndex { get; init; }

    /// <summary>The badge: a credential in the form of a JWT.</summary>
    public required string Badge { get; set; }
    public DateTime? RevokedAt { get; set; }
    public string? RevokedBy { get; set; }
    public string? RevokedWhy { get; set; }

    /// <summary>It was taken back because something on it was wrong, not because it was not earned: another one may be signed.</summary>
    public bool IsToReplace { get; set; }

    /// <summary>When a resident said that they want one, and to whom; kept with it when the list of the class is forgotten.</summary>
    public DateTime? AgreedAt { get; init; }
    public string? AgreedBy { get; init; }

    public string Number => $"{Sequence}/{Year}/GCN";

    public bool HoldsOn(DateOnly day) => RevokedAt is null && (ValidTo is null || day <= ValidTo);
}
