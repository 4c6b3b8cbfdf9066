using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>Knows phones by their bearer token. A revoked phone gets its own error code, on which the app wipes itself.</summary>
internal sealed class PhoneAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PhoneBook phones, Presence presence)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header?.StartsWith("Bearer ", StringComparison.Ordinal) != true)
        {
            return AuthenticateResult.NoResult();
        }

        var phone = await phones.FindAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted);
        if (phone is null)
        {
            return AuthenticateResult.Fail("unknown phone");
        }

        if (phone.Revoked)
        {
            throw new Refusal(Problems.DeviceRevoked);
        }

        Context.Items[typeof(PhoneCaller)] = phone;
        presence.Seen(phone.DeviceId, AppVersion());
        var identity = new ClaimsIdentity([new Claim(CurrentUser.DeviceIdClaim, phone.DeviceId.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>The app says its version with each request; anything else than a short version is ignored.</summary>
    private string? AppVersion() => Request.Headers["X-App-Version"].ToString() is { Length: > 0 and <= 40 } version && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_')
        ? version : null;
}
