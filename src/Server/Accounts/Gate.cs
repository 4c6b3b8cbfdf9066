using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>States what a page or route needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>
/// The one place where a request is let in: fills <see cref="CurrentUser"/> and holds the route's stated permission. A route that
/// states nothing is refused, so forgetting cannot open a door.
/// </summary>
internal sealed class Gate(RequestDelegate next)
{
    public const string ConsoleScheme = "Identity.Application";

    public async Task InvokeAsync(HttpContext context, CurrentUser user, IDbContextFactory<AppDb> databases, GrantBook grants)
    {
        // Also without an endpoint: the page that says "not found" keeps the reader's menu.
        await RecogniseAsync(context, user, grants);
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            await next(context);
            return;
        }

        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context);
            return;
        }

        var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()
            ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not state who may call it.");
        if (!user.IsSignedIn)
        {
            if (!context.Request.Path.StartsWithSegments("/api") && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
                return;
            }

            throw new Refusal(Problems.SignInNeeded);
        }

        if (!user.Can(needs.Permission))
        {
            throw new Refusal(Problems.Forbidden);
        }

        RefuseForeignForms(context, user);
        await next(context);
    }

    private static async Task RecogniseAsync(HttpContext context, CurrentUser user, GrantBook grants)
    {
        var address = context.Connection.RemoteIpAddress?.ToString();
        var scheme = context.Request.Headers.Authorization.Count > 0 ? PhoneAuthentication.SchemeName : ConsoleScheme;
        var result = await context.AuthenticateAsync(scheme);
        if (result.Principal is not { } principal)
        {
            return;
        }

        context.User = principal;
        if (context.Items[typeof(Phone)] is Phone phone)
        {
            user.SignIn(principal, phone.Roles, phone.Members, address);
        }
        else if (Guid.TryParse(principal.FindFirst(CurrentUser.UserIdClaim)?.Value, out var id))
        {
            user.SignIn(principal, await grants.OfAsync(id, context.RequestAborted), [], address);
        }
    }

    /// <summary>Cookies travel with forged requests: an unsafe JSON call by cookie must come from our own pages. Forms carry antiforgery tokens.</summary>
    private static void RefuseForeignForms(HttpContext context, CurrentUser user)
    {
        var request = context.Request;
        if (user.UserId is null || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || !request.Path.StartsWithSegments("/api"))
        {
            return;
        }

        string? site = request.Headers["Sec-Fetch-Site"];
        string? origin = request.Headers.Origin;
        if (site is not null and not "same-origin" || (origin is not null && !origin.EndsWith("//" + request.Host, StringComparison.OrdinalIgnoreCase)))
        {
            throw new Refusal(Problems.Forbidden);
        }
    }
}
