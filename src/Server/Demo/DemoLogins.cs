using TungNgo.Accounts;
using TungNgo.Teams.Phones;

namespace TungNgo.Demo;

/// <summary>An account that anybody may try in demo mode.</summary>
internal sealed record DemoLogin(string Name, string Password, Role Role, Guid AreaId);

/// <summary>What the sign-in page offers in demo mode. The demo fills it; on a real server it stays empty and is never shown.</summary>
internal sealed class DemoLogins
{
    public IReadOnlyList<DemoLogin> Logins { get; set; } = [];

    /// <summary>Reusable code with which a visitor's phone becomes a demo member's; null for none.</summary>
    public string? EnrolmentCode { get; set; }

    /// <summary>Whose phone that is: "Kim Thị Út, Tổ CNSCĐ ấp Trường Thành B".</summary>
    public string? EnrolmentMember { get; set; }
}
