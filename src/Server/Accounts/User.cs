using Microsoft.AspNetCore.Identity;

namespace TungNgo.Accounts;

/// <summary>An official's account. Members have no account: they are known by their enrolled phone.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public string Language { get; set; } = "vi";

    /// <summary>Initial passwords are changed at first sign-in.</summary>
    public bool MustChangePassword { get; set; }
    public DateTime? DisabledAt { get; set; }
}

public enum Role
{
    Member, Leader, CommuneOfficer, CommuneApprover, AgricultureOfficer, ProvinceOfficer, ProvinceApprover, Auditor, Administrator,
}

/// <summary>A role in an area and everything below it, on the tree of the day it is used.</summary>
internal sealed class Grant
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public Role Role { get; init; }
    public Guid AreaId { get; init; }
    public DateTime From { get; init; }
    public DateTime? To { get; set; }

    public bool IsCurrent(DateTime now) => From <= now && (To is null || To > now);
}

/// <summary>A signed-in browser of an official, so that the list can be seen and one ended.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime LastSeenAt { get; set; }
    public string? Address { get; init; }
    public string? Browser { get; init; }
    public DateTime? EndedAt { get; set; }
}
