using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TungNgo.Accounts.SigningIn;

/// <summary>
/// Browsers in which an account has signed in before. Wrong tries of strangers do not slow these down: whoever wants to keep an official out
/// would have to sit at the official's own computer. It opens nothing by itself.
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, ServerOptions options)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>Offices share computers.</summary>
    private const int MostAccounts = 12;

    private readonly SealedCookie<KnownBrowser> cookie = new("tungngo-browser", Life, keeps: true, protection, options);

    /// <returns>The browser's own id, or null when this account has not signed in here.</returns>
    public string? IdFor(HttpContext http, Guid? userId) => userId is { } user && cookie.Read(http) is { } known && known.Users.Contains(user) ? known.Id : null;

    /// <summary>Call when somebody has signed in.</summary>
    public void Remember(HttpContext http, Guid userId)
    {
        var known = cookie.Read(http);
        Guid[] users = [userId, .. (known?.Users ?? []).Where(u => u != userId).Take(MostAccounts - 1)];
        cookie.Write(http, new KnownBrowser(known?.Id ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), users));
    }

    private sealed record KnownBrowser(string Id, Guid[] Users);
}
