using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using TungNgo.Accounts.SigningIn;

namespace TungNgo.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync)
            .WithMetadata(new NeedsAttribute(Permission.OwnAccount), new BeforePasswordChangeAttribute(), new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        routes.MapPost("/sign-in/passkey/options", AskForPasskeyAsync).AllowAnonymous().RequireRateLimiting("sign-in-second")
            .WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        routes.MapPost("/me/passkeys/options", OfferPasskeyAsync)
            .WithMetadata(new NeedsAttribute(Permission.OwnAccount), new BeforeSecondFactorAttribute(), new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        routes.MapLanguageChoice();
    }

    /// <summary>What a browser needs to ask for a passkey: of whoever has given a password a moment ago, else of anybody.</summary>
    private static async Task<IResult> AskForPasskeyAsync(HttpContext http, SignIn signIn, SignInManager<User> passkeys) =>
        TypedResults.Content(await passkeys.MakePasskeyRequestOptionsAsync(await signIn.HalfWayAsync(http)), "application/json");

    /// <summary>What a browser needs to make a passkey for the caller. It counts once the caller has given the password with it.</summary>
    private static async Task<IResult> OfferPasskeyAsync(HttpContext http, CurrentUser user, SignInManager<User> passkeys) => TypedResults.Content(
        await passkeys.MakePasskeyCreationOptionsAsync(new() { Id = $"{user.UserId}", Name = http.User.Identity?.Name ?? user.Name, DisplayName = user.Name }), "application/json");

    private static async Task<IResult> SignOutAsync(HttpContext http, CurrentUser user, Sessions sessions, SignInManager<User> cookies, CancellationToken ct)
    {
        if (user is { UserId: { } id, SessionId: { } session })
        {
            await sessions.EndAsync(id, session, user.Actor, ct);
        }

        await cookies.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }
}
