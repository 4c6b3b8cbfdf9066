namespace TungNgo.Areas;

/// <summary>Kinds of administrative unit. Depth is data: the district tier existed until 30 June 2025.</summary>
public enum AreaKind
{
    /// <summary>The whole, on a node that takes the figures of provinces.</summary>
    Country = 1,
    Province = 10, CentralCity = 11,
    District = 20, DistrictTown = 21, DistrictCity = 22,
    Commune = 30, Ward = 31, Township = 32,
    Hamlet = 40, UrbanHamlet = 41,
}

/// <summary>Tier of a unit, derived from its kind; what a scope, a team or a figure page speaks of.</summary>
public enum AreaTier { Country = 0, Province = 1, District = 2, Commune = 3, Hamlet = 4 }

/// <summary>
/// Identity of a unit. Codes and names are reused with other meanings (31507 was "Phường 6" and became "Phường Sóc Trăng"),
/// so the id is the only key; everything a unit is called stands in its dated versions.
/// </summary>
internal sealed class Area
{
    public Guid Id { get; init; }

    /// <summary>Key of the shipped data file, so that seeding twice is harmless; null for units typed in or imported.</summary>
    public string? SeedKey { get; init; }

    public List<AreaVersion> Versions { get; } = [];
}

/// <summary>What a unit was called, was, and belonged to between two legal days (both inclusive; null is open).</summary>
internal sealed class AreaVersion
{
    public Guid Id { get; init; }
    public Guid AreaId { get; init; }
    public required string Name { get; set; }

    /// <summary>Folded <see cref="Name"/> with its kind, for search.</summary>
    public required string NameKey { get; set; }
    public AreaKind Kind { get; set; }

    /// <summary>Official code as text (leading zeros exist elsewhere); null for hamlets without one.</summary>
    public string? Code { get; set; }
    public Guid? ParentId { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public string? LegalAct { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>When we learned it; legal time and recorded time are both kept.</summary>
    public DateTime RecordedAt { get; init; }

    public AreaTier Tier => TierOf(Kind);

    public bool IsValidOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);

    public static AreaTier TierOf(AreaKind kind) => (AreaTier)((int)kind / 10);
}

public enum SuccessionKind { Merge, Rename, Reparent, Split, Dissolve }

/// <summary>What became of a unit: who followed whom, from which day, by which act.</summary>
internal sealed class Succession
{
    public Guid Id { get; init; }
    public Guid FromId { get; init; }
    public Guid ToId { get; init; }
    public SuccessionKind Kind { get; init; }

    /// <summary>First day on which the successor exists.</summary>
    public DateOnly Date { get; init; }
    public string? LegalAct { get; init; }
}

/// <summary>Dated official statistics of a unit. Shares stay at hamlet or commune level: nobody's ethnicity is recorded.</summary>
internal sealed class AreaStatistics
{
    public Guid Id { get; init; }
    public Guid AreaId { get; init; }
    public DateOnly AsOf { get; set; }
    public int? Households { get; set; }
    public int? People { get; set; }

    /// <summary>0–1.</summary>
    public double? KhmerShare { get; set; }
    public required string Source { get; set; }

    /// <summary>Reckoned and not counted: a part's share of what is known of a unit that divided. <see cref="Source"/> says by what rule.</summary>
    public bool Estimated { get; set; }
}

/// <summary>A walkable part of a hamlet (ngõ, tổ): what a member takes for the day.</summary>
internal sealed class Lane
{
    public Guid Id { get; init; }
    public Guid HamletId { get; set; }
    public required string Name { get; set; }
    public required string NameKey { get; set; }

    /// <summary>Walking order inside the hamlet.</summary>
    public int Order { get; set; }
    public DateTime? ClosedAt { get; set; }
}
