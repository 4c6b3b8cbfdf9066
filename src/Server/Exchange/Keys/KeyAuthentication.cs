using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Data;

namespace TungNgo.Exchange.Keys;

/// <summary>Knows programs by their key. One that is unknown, revoked or past its day is nobody: nothing tells a stranger which of them it is.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyBook keys, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeySecret.Of(Request) is not { } secret || keys.Find(secret, clock.Today()) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Items[typeof(ProgramCaller)] = new ProgramCaller(key.Id, key.Name, key.AreaId, key.PerMinute);
        var identity = new ClaimsIdentity([new Claim("key", key.Id.ToString())], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }
}

internal static class KeySecret
{
    private const string Bearer = "Bearer ", Basic = "Basic ";

    /// <summary>
    /// The secret that a call carries; null when it carries none of a key. Spreadsheets and maps know names and passwords alone: there the key is the password, whatever the name.
    /// </summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var secret = header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..].Trim()
            : header.StartsWith(Basic, StringComparison.Ordinal) ? PasswordIn(header[Basic.Length..].Trim()) : null;
        return secret?.StartsWith(ProgramCaller.Prefix, StringComparison.Ordinal) == true ? secret : null;
    }

    private static string? PasswordIn(string basic)
    {
        var bytes = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at
            ? pair[(at + 1)..] : null;
    }
}
