using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using TungNgo.Accounts;
using TungNgo.Accounts.SigningIn;

namespace TungNgo.Tests.Accounts;

public sealed partial class SecondFactorTests
{
    private const string TruongKhanh = "31654", App = "/me/second-factor/app", Own = "/me/second-factor";

    [Fact]
    public async Task An_approver_sets_up_codes_before_anything_else_and_signs_in_with_them()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddOfficialAsync(Role.CommuneApprover, server.AreaByCode(TruongKhanh), "binh", secondFactor: false);
        using var browser = server.Browser();
        using var entered = await SignInTests.EnterAsync(browser, "binh", Officials.Password);
        Assert.Equal("/", entered.Headers.Location!.PathAndQuery());
        Assert.Equal(Own, (await browser.GetAsync("/bulletins")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/bulletins")).StatusCode);
        var (app, paper) = await SetUpAsync(server, browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/bulletins")).StatusCode);
        Assert.Equal(10, paper.Length);

        using var next = server.Browser();
        using var half = await SignInTests.EnterAsync(next, "binh", Officials.Password, "/sign-in?returnUrl=%2Fbulletins");
        Assert.Equal("/sign-in/second?returnUrl=%2Fbulletins", half.Headers.Location!.PathAndQuery());
        Assert.StartsWith("/sign-in?", (await next.GetAsync("/bulletins")).Headers.Location?.OriginalString, StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var done = await SecondAsync(next, app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/bulletins")).StatusCode);
    }

    [Fact]
    public async Task A_code_works_once_and_so_does_each_on_paper()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode(TruongKhanh), "mai");
        using var first = server.Browser();
        using (await SignInTests.EnterAsync(first, "mai", Officials.Password))
        {
        }

        var (app, paper) = await SetUpAsync(server, first);
        var setUp = app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime);
        Assert.False(await EntersAsync(server, setUp));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime);
        Assert.True(await EntersAsync(server, code));
        Assert.False(await EntersAsync(server, code));
        Assert.True(await EntersAsync(server, paper[3].ToUpperInvariant()));
        Assert.False(await EntersAsync(server, paper[3]));
        Assert.True(await EntersAsync(server, paper[4].Replace("-", " ", StringComparison.Ordinal)));

        var stored = await server.WithDbAsync(db => db.SecondFactors.SingleAsync());
        Assert.Equal(8, stored.PaperCodesLeft);
        Assert.DoesNotContain(paper[0].Replace("-", "", StringComparison.Ordinal), stored.PaperCodes, StringComparison.Ordinal);
        var audit = await server.WithDbAsync(db => db.AuditEntries.Select(a => a.Before + a.After).ToListAsync());
        Assert.All(audit, a => Assert.DoesNotContain(paper[0], a ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Codes_cannot_be_guessed_and_the_password_step_grows_old()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode(TruongKhanh), "mai");
        using var owner = server.Browser();
        using (await SignInTests.EnterAsync(owner, "mai", Officials.Password))
        {
        }

        var (app, _) = await SetUpAsync(server, owner);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var thief = server.Browser();
        using (await SignInTests.EnterAsync(thief, "mai", Officials.Password))
        {
        }

        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SecondAsync(thief, "000000");
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        // A fresh password step gives no fresh tries.
        using (await SignInTests.EnterAsync(thief, "mai", Officials.Password))
        {
        }

        using var right = await SecondAsync(thief, app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SecondAsync(await HalfWayAsync(server, owner), app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime))).StatusCode);

        var late = await HalfWayAsync(server, server.Browser());
        server.Clock.Advance(HalfWay.Life + TimeSpan.FromSeconds(1));
        using var old = await late.GetAsync("/sign-in/second");
        Assert.Equal("/sign-in", old.Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task Changing_it_asks_for_the_password_ends_other_sessions_and_leaves_one_where_the_role_needs_it()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneApprover, server.AreaByCode(TruongKhanh), secondFactor: false);
        using var here = await server.SignInAsync(user);
        using var there = await server.SignInAsync(user);
        var page = await here.GetStringAsync(App);
        using var stolen = await here.PostAsync(App, Fields(page, Code(server, page), "khong-phai-mat-khau"));
        Assert.Equal(0, await server.WithDbAsync(db => db.SecondFactors.CountAsync()));
        await SetUpAsync(server, here);
        Assert.StartsWith("/sign-in?", (await there.GetAsync(Own)).Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var last = await here.SubmitAsync(Own, "app-end", new() { ["Form.Password"] = Officials.Password });
        Assert.Contains("ít nhất một cách", WebUtility.HtmlDecode(await last.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.NotNull(await server.WithDbAsync(db => db.SecondFactors.Select(f => f.Secret).SingleAsync()));
    }

    [Fact]
    public async Task An_administrator_above_resets_it_and_nobody_their_own()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode(TruongKhanh);
        var user = await server.AddOfficialAsync(Role.CommuneApprover, commune, "binh", secondFactor: false);
        using var lost = await server.SignInAsync(user);
        await SetUpAsync(server, lost);
        using var neighbour = await server.OfficialAsync(Role.Administrator, server.AreaByCode("31669"));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/admin/users/{user.Id}")).StatusCode);
        var boss = await server.AddOfficialAsync(Role.Administrator, commune);
        using var above = await server.SignInAsync(boss);
        Assert.DoesNotContain("reset-second", await above.GetStringAsync($"/admin/users/{boss.Id}"), StringComparison.Ordinal);
        using var reset = await above.SubmitAsync($"/admin/users/{user.Id}", "reset-second");
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        Assert.StartsWith("/sign-in?", (await lost.GetAsync("/")).Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var again = server.Browser();
        using var entered = await SignInTests.EnterAsync(again, "binh", Officials.Password);
        Assert.Equal("/", entered.Headers.Location!.PathAndQuery());
        Assert.Equal(Own, (await again.GetAsync("/bulletins")).Headers.Location?.OriginalString);
        var entry = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "account.second-reset"));
        Assert.Equal((boss.Id, user.Id, commune), (entry.UserId, entry.EntityId, entry.AreaId));
    }

    [Fact]
    public async Task A_demo_leads_nobody_to_it()
    {
        await using var server = await TestServer.StartAsync(demo: true);
        await server.AddOfficialAsync(Role.CommuneApprover, server.AreaByCode(TruongKhanh), "binh", secondFactor: false);
        using var browser = server.Browser();
        using var entered = await SignInTests.EnterAsync(browser, "binh", Officials.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/bulletins")).StatusCode);
        Assert.Contains("bản dùng thử", WebUtility.HtmlDecode(await browser.GetStringAsync(Own)), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_sign_in_opens_sessions()
    {
        var openers = Source.Server(".cs", ".razor").Where(f => f.Text.Contains("sessions.Open(", StringComparison.Ordinal) || f.Text.Contains("new Session\n", StringComparison.Ordinal)).Select(f => f.Path);
        Assert.Equal(["Accounts/Sessions.cs", "Accounts/SigningIn/SignIn.cs"], openers.Order(StringComparer.Ordinal));
        var signers = Source.Server(".cs", ".razor").Where(f => Signs().IsMatch(f.Text)).Select(f => f.Path);
        Assert.Equal(["Accounts/SigningIn/OwnPassword.cs", "Accounts/SigningIn/SignIn.cs"], signers.Order(StringComparer.Ordinal));
    }

    /// <summary>Sets codes up in a browser that is signed in.</summary>
    internal static async Task<(Totp App, string[] Paper)> SetUpAsync(TestServer server, HttpClient browser)
    {
        var page = await browser.GetStringAsync(App);
        using var answer = await browser.PostAsync(App, Fields(page, Code(server, page), Officials.Password));
        var done = await answer.Content.ReadAsStringAsync();
        var paper = PaperCode().Matches(done).Select(m => m.Value).ToArray();
        Assert.True(paper.Length > 0, done);
        return (AppOf(page), paper);
    }

    internal static Task<HttpResponseMessage> SecondAsync(HttpClient browser, string code) =>
        browser.SubmitAsync("/sign-in/second", "second", new() { ["Form.Code"] = code });

    private static async Task<HttpClient> HalfWayAsync(TestServer server, HttpClient browser)
    {
        if ((await browser.GetAsync("/me")).StatusCode == HttpStatusCode.OK)
        {
            using var left = await browser.PostFormAsync("/me", "/sign-out", []);
        }

        using var half = await SignInTests.EnterAsync(browser, "mai", Officials.Password);
        Assert.Equal("/sign-in/second?returnUrl=%2F", half.Headers.Location!.PathAndQuery());
        return browser;
    }

    /// <summary>Whether mai enters with this code in a new browser.</summary>
    private static async Task<bool> EntersAsync(TestServer server, string code)
    {
        using var browser = await HalfWayAsync(server, server.Browser());
        using var answer = await SecondAsync(browser, code);
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    private static Totp AppOf(string page) => new(Base32Encoding.ToBytes(Shown().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)));

    private static string Code(TestServer server, string page) => AppOf(page).ComputeTotp(server.Clock.GetUtcNow().UtcDateTime);

    private static FormUrlEncodedContent Fields(string page, string code, string password) => new(new Dictionary<string, string>
    {
        ["_handler"] = "app", ["__RequestVerificationToken"] = Officials.TokenOf(page), ["Form.Secret"] = Sealed().Match(page).Groups[1].Value, ["Form.Code"] = code, ["Form.Password"] = password,
    });

    [GeneratedRegex("second-secret\">([A-Z2-7 ]+)<")]
    private static partial Regex Shown();

    [GeneratedRegex("name=\"Form.Secret\" value=\"([^\"]+)\"")]
    private static partial Regex Sealed();

    [GeneratedRegex("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")]
    private static partial Regex PaperCode();

    [GeneratedRegex(@"SignInWithClaimsAsync|\.SignInAsync\(|PasskeySignInAsync|PasswordSignInAsync|TwoFactorSignInAsync")]
    private static partial Regex Signs();
}
