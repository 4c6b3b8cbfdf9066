using Microsoft.AspNetCore.Authorization;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>States what a page or route needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>The few pages and routes that are open while an initial password waits to be changed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforePasswordChangeAttribute : Attribute;

/// <summary>The pages and routes that are open while a second factor waits to be set up; those open before the password is changed are, too.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeSecondFactorAttribute : Attribute;

/// <summary>
/// The one place where a request is let in: fills <see cref="CurrentUser"/> and holds the route's stated permission. A route that
/// states nothing is refused, so forgetting cannot open a door.
/// </summary>
internal sealed class Gate(RequestDelegate next)
{
    /// <summary>Names of the ways to be known: an official's cookie, a phone's bearer token, a program's key.</summary>
    public const string ConsoleScheme = "Identity.Application", PhoneScheme = "Phone", KeyScheme = "Key";

    /// <summary>Which of them a request means to use; keys are known by how they begin.</summary>
    public static string SchemeOf(HttpRequest request) => request.Headers.Authorization.ToString() switch
    {
        "" => ConsoleScheme,
        var header when header.StartsWith("Bearer " + ProgramCaller.Prefix, StringComparison.Ordinal) || header.StartsWith("Basic ", StringComparison.Ordinal) => KeyScheme,
        _ => PhoneScheme,
    };

    public async Task InvokeAsync(HttpContext context, CurrentUser user, ServerOptions options)
    {
        // Also without an endpoint: the page that says "not found" keeps the reader's menu.
        await user.RecogniseAsync(context);
        var endpoint = context.GetEndpoint();
        // What is no route of ours is the framework's own answer: no such address, wrong method, wrong content type.
        if (endpoint is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        if (user.KeyHolder is not null && endpoint.Metadata.GetMetadata<OpenToProgramsAttribute>() is null)
        {
            throw new Refusal(Problems.KeyNotHere);
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
            if (IsPageRequest(context))
            {
                context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
                return;
            }

            if (await KeptForm.GiveBackAsync(context, needs.Permission))
            {
                return;
            }

            if (endpoint.Metadata.GetMetadata<OpenToProgramsAttribute>() is not null)
            {
                // Spreadsheets send a name and a password only after they were asked; what answers a refusal begins with clean headers.
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.WWWAuthenticate = "Basic realm=\"Tung Ngo\", charset=\"UTF-8\"";
                    return Task.CompletedTask;
                });
            }

            throw new Refusal(Problems.SignInNeeded);
        }

        if (HoldForPassword(context, endpoint, user) || (!options.Demo && HoldForSecondFactor(context, endpoint, user)))
        {
            return;
        }

        if (!user.Can(needs.Permission))
        {
            throw new Refusal(Problems.Forbidden);
        }

        RefuseForeignForms(context, user);
        await next(context);
    }

    /// <summary>An initial password is known to whoever gave it out: nothing else is open until it is changed.</summary>
    private static bool HoldForPassword(HttpContext context, Endpoint endpoint, CurrentUser user)
    {
        if (!user.MustChangePassword || endpoint.Metadata.GetMetadata<BeforePasswordChangeAttribute>() is not null)
        {
            return false;
        }

        if (!IsPageRequest(context))
        {
            throw new Refusal(Problems.PasswordChangeNeeded);
        }

        context.Response.Redirect("/me/password");
        return true;
    }

    /// <summary>Roles that need a second factor open nothing before there is one: a grace of days would be days with a password alone.</summary>
    private static bool HoldForSecondFactor(HttpContext context, Endpoint endpoint, CurrentUser user)
    {
        if (user.HasSecondFactor || !user.NeedsSecondFactor
            || endpoint.Metadata.GetMetadata<BeforePasswordChangeAttribute>() is not null || endpoint.Metadata.GetMetadata<BeforeSecondFactorAttribute>() is not null)
        {
            return false;
        }

        if (!IsPageRequest(context))
        {
            throw new Refusal(Problems.SecondFactorNeeded);
        }

        context.Response.Redirect("/me/second-factor");
        return true;
    }

    private static bool IsPageRequest(HttpContext context) => HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api");

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
