namespace TungNgo.Teams.Phones;

/// <summary>What a phone sends to be enrolled: the code its leader (or the commune's console) gave one member.</summary>
/// <param name="Code">Eight letters and digits without look-alikes; spaces, dashes and case do not matter.</param>
/// <param name="DeviceName">What the leader will see in the list of phones.</param>
public sealed record EnrolRequest(string Code, string DeviceName);

/// <param name="Token">Bearer token of the phone; shown once, kept only encrypted on the phone.</param>
public sealed record EnrolResponse(Guid DeviceId, string Token, WireMember Member, string ServerName, DateTime ServerTime);

/// <summary>A leader asks for a code for one member of the team; the console has the same action.</summary>
public sealed record EnrolmentCodeRequest(Guid MemberId);

public sealed record EnrolmentCodeResponse(string Code, string Url, DateTime ExpiresAt);

/// <summary>A phone of the leader's teams.</summary>
public sealed record WireDevice(Guid Id, string Name, string[] Members, DateTime EnrolledAt, DateTime? LastSeenAt, DateTime? RevokedAt, string? AppVersion = null);

/// <summary>A member who uses this phone. <c>Role</c>: leader, deputy or member (the strongest among the teams).</summary>
public sealed record WireMember(Guid Id, string Name, string Role, Guid[] TeamIds);
