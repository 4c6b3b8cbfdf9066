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
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, CurrentUser user, Sessions sessions, SignInManager<User> cookies, CancellationToken ct)
    {
        // The middleware only checks tokens of endpoints that bind a form; this one binds nothing.
        await antiforgery.ValidateRequestAsync(http);
        if (user is { UserId: { } id, SessionId: { } session })
        {
            await sessions.EndAsync(id, session, user.Actor, ct);
        }

        await cookies.SignOutAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }
}
