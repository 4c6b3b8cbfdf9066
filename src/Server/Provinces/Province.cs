namespace TungNgo.Provinces;

/// <summary>A province whose figures come to this node. The same code may mean another unit at another time, so it holds between days.</summary>
internal sealed class Province
{
    public const int LongestName = 120, LongestCode = 10;

    public Guid Id { get; init; }

    /// <summary>Official code, as text: leading zeros count.</summary>
    public required string Code { get; set; }
    public required string Name { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }

    public bool IsValidOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);

    public bool Meets(Province other) => (ValidFrom is not { } from || other.ValidTo is not { } end || from <= end) && (ValidTo is not { } to || other.ValidFrom is not { } start || start <= to);
}

/// <summary>A public key with which a province's installation signs. Several may hold at once, so that one can follow another without a gap.</summary>
internal sealed class ProvinceKey
{
    public Guid Id { get; init; }
    public Guid ProvinceId { get; init; }

    /// <summary>Print of the key, which packages name; the same key may sign for a province and for its heir.</summary>
    public required string Print { get; init; }

    /// <summary>SubjectPublicKeyInfo of a key on P-256.</summary>
    public required byte[] Public { get; init; }
    public DateTime AddedAt { get; init; }
    public required string AddedBy { get; init; }
    public DateTime? RevokedAt { get; set; }
}
