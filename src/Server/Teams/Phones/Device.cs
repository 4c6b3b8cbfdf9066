using Microsoft.AspNetCore.Identity;

namespace TungNgo.Teams.Phones;

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
