namespace TungNgo.Teams;

public enum TeamLevel { Province = 1, District = 2, Commune = 3, Hamlet = 4, Other = 9 }

public enum TeamRole { Member = 0, Deputy = 1, Leader = 2 }

/// <summary>A community digital technology team (tổ công nghệ số cộng đồng), founded by a decision.</summary>
internal sealed class Team
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public required string NameKey { get; set; }
    public TeamLevel Level { get; set; }

    /// <summary>What the decision calls it; Đề án 06 teams were merged in elsewhere, so the type is data.</summary>
    public string Type { get; set; } = "tcnscd";

    /// <summary>The unit it serves: a hamlet for hamlet teams, a commune for commune teams. An id, never a code.</summary>
    public Guid AreaId { get; set; }
    public string? DecisionNumber { get; set; }
    public DateOnly? DecisionDate { get; set; }
    public DateOnly? TermFrom { get; set; }
    public DateOnly? TermTo { get; set; }
    public DateOnly? DissolvedOn { get; set; }
    public int Version { get; set; }
}

/// <summary>A volunteer. The minimum that the work needs; one person may sit in several teams over time.</summary>
internal sealed class Member
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public required string NameKey { get; set; }
    public int? BirthYear { get; set; }
    public string? Phone { get; set; }

    /// <summary>Spoken languages as codes: "vi,km".</summary>
    public string Languages { get; set; } = "vi";
    public int Version { get; set; }
}

/// <summary>Who sat in which team, in which role, from when to when (To inclusive), by which decision.</summary>
internal sealed class Membership
{
    public Guid Id { get; init; }
    public Guid TeamId { get; init; }
    public Guid MemberId { get; init; }
    public TeamRole Role { get; set; }

    /// <summary>Other hats: "Trưởng ấp", "Bí thư chi đoàn".</summary>
    public string? Hats { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public string? DecisionNumber { get; set; }
    public string? EndDecisionNumber { get; set; }

    public bool IsCurrent(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>A community Zalo group that a team keeps. No interface of Zalo reaches it; counts are typed in with their day.</summary>
internal sealed class ZaloGroup
{
    public Guid Id { get; init; }
    public Guid TeamId { get; set; }
    public required string Name { get; set; }
    public string? Link { get; set; }

    /// <summary>Zalo's id of a group that the Official Account made itself (GMF): it posts there on its own. Null for all others.</summary>
    public string? GmfId { get; set; }

    /// <summary>households, team, farmers, women, youth, other.</summary>
    public string Purpose { get; set; } = "households";
    public string Language { get; set; } = "vi";
    public Guid? OwnerMemberId { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public int Version { get; set; }
}

internal sealed class ZaloGroupCount
{
    public Guid Id { get; init; }
    public Guid GroupId { get; init; }
    public DateOnly Day { get; init; }
    public int Members { get; init; }
}
