using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests;

/// <summary>Officials at their browsers, and forms sent as a browser sends them.</summary>
internal static partial class Officials
{
    /// <summary>A password that every rule accepts.</summary>
    public const string Password = "muoi-xoai-ba-khia";

    /// <summary>Makes an official with one role in one unit and returns the browser in which they are signed in.</summary>
    /// <param name="language">Chosen in the browser; pages follow this cookie and no header.</param>
    public static async Task<HttpClient> OfficialAsync(this TestServer server, Role role, Guid areaId, string? language = null) =>
        await server.SignInAsync(await server.AddOfficialAsync(role, areaId), language);

    /// <summary>
    /// Opens one more browser of an official. The session and the cookie are made by the app's own services without the form: its slow
    /// hash and its limit per minute are tested once and would be in the way of everything else.
    /// </summary>
    public static async Task<HttpClient> SignInAsync(this TestServer server, User official, string? language = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = (await services.GetRequiredService<UserManager<User>>().FindByIdAsync($"{official.Id}"))!;
        await using var write = await services.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var session = services.GetRequiredService<Sessions>().Open(write, user, "127.0.0.1", "Chrome/1 Windows");
        write.Audit("test.sign-in", user.Id, null, null, null);
        await write.CommitAsync(CancellationToken.None);

        var principal = await services.GetRequiredService<SignInManager<User>>().CreateUserPrincipalAsync(user);
        principal.Identities.First().AddClaim(new(CurrentUser.SessionClaim, $"{session.Id}"));
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = server.Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, IdentityConstants.ApplicationScheme);
        var cookies = new CookieContainer();
        cookies.Add(server.Address, new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket)));
        if (language is not null)
        {
            cookies.Add(server.Address, new Cookie(RequestLanguage.Cookie, language));
        }

        return server.Browser(cookies);
    }

    /// <summary>An official who has already changed the initial password to <see cref="Password"/>.</summary>
    /// <param name="secondFactor">Whether a second factor is set up; without it, where the role needs one.</param>
    public static async Task<User> AddOfficialAsync(this TestServer server, Role role, Guid areaId, string? name = null, bool mustChange = false, bool? secondFactor = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<ManageAccounts>();
        var (user, _) = await accounts.AddAsync(name ?? $"t{Guid.CreateVersion7():n}", role.ToString(), role, areaId, null, CancellationToken.None, Password, mustChange);
        if (secondFactor ?? role.NeedsSecondFactor())
        {
            await server.WriteAsync((db, write) =>
            {
                db.Users.Single(u => u.Id == user.Id).TwoFactorEnabled = true;
                write.Changed(ChangeKind.Account, user.Id);
            });
        }

        return user;
    }

    /// <summary>A browser that keeps cookies and follows no redirect by itself.</summary>
    public static HttpClient Browser(this TestServer server, CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = server.Address };

    /// <summary>Opens the page, takes its form token and sends the named form (its @formname) as a browser would.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string path, string form, Dictionary<string, string>? fields = null)
    {
        var page = await browser.GetStringAsync(path);
        return await browser.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string>(fields ?? [])
        {
            ["_handler"] = form,
            ["__RequestVerificationToken"] = TokenOf(page),
        }));
    }

    /// <summary>The antiforgery token of a page that was read, for forms built by hand (files, plain routes).</summary>
    public static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    /// <summary>Sends a form that stands on one page to another address, with the page's token.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string page, string path, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(await client.GetStringAsync(page)).Groups[1].Value);
        return await client.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
