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

/// <summary>An enrolled phone. Its token is stored only as a hash; a revoked phone wipes itself at next contact.</summary>
internal sealed class Device
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public required string TokenHash { get; set; }
    public DateTime EnrolledAt { get; init; }
    public DateTime? LastSeenAt { get; set; }
    public DateTime? RevokedAt { get; set; }
    public string? RevokedBy { get; set; }
    public string? AppVersion { get; set; }
}

/// <summary>One of the members who share a phone.</summary>
internal sealed class DeviceMember
{
    public Guid DeviceId { get; init; }
    public Guid MemberId { get; init; }
    public DateTime AddedAt { get; init; }
}

/// <summary>One-time code with which one member's phone is enrolled.</summary>
internal sealed class EnrolmentCode
{
    public Guid Id { get; init; }
    public required string CodeHash { get; init; }
    public Guid MemberId { get; init; }
    public required string IssuedBy { get; init; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
    public Guid? DeviceId { get; set; }

    /// <summary>Demo codes may be used again, so that the printed QR keeps working.</summary>
    public bool Reusable { get; init; }
}
