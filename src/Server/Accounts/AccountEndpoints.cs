using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace TungNgo.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync)
            .WithMetadata(new NeedsAttribute(Permission.OwnAccount), new BeforePasswordChangeAttribute(), new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        routes.MapLanguageChoice();
    }

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
