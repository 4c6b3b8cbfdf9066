using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task An_official_signs_in_by_the_form_and_comes_back_to_the_page_they_wanted()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"), "lan.truongkhanh");
        using var browser = server.Browser();

        using var first = await browser.GetAsync("/areas?date=2024-09-20");
        Assert.Equal("/sign-in?returnUrl=%2Fareas%3Fdate%3D2024-09-20", first.Headers.Location!.OriginalString);

        using var entered = await EnterAsync(browser, "Lan.TruongKhanh", Officials.Password, first.Headers.Location.OriginalString);
        Assert.Equal("/areas?date=2024-09-20", entered.Headers.Location!.PathAndQuery());
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("tungngo=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_is_told_so_only_to_who_knows_the_password()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"), "lan");
        await server.WriteAsync((db, write) => db.Users.Single(u => u.Id == user.Id).DisabledAt = write.Now);
        using var browser = server.Browser();
        var wrong = await AlertAsync(await EnterAsync(browser, "lan", "sai-mat-khau"));
        var right = await AlertAsync(await EnterAsync(browser, "lan", Officials.Password));
        Assert.Contains("ngừng", right, StringComparison.Ordinal);
        Assert.DoesNotContain("ngừng", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_wait_a_minute()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = server.Browser();
        var token = Officials.TokenOf(await browser.GetStringAsync("/sign-in"));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 35; i++)
        {
            using var answer = await browser.PostAsync("/sign-in", Form(token, $"khach-{i}", "sai-mat-khau"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"), "lan");
        using var browser = server.Browser();
        using var entered = await browser.PostAsync("/sign-in", Form("", "lan", Officials.Password));
        Assert.Equal(HttpStatusCode.BadRequest, entered.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/areas")).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void A_foreign_return_address_leads_home(string url) => Assert.Equal("/", Addresses.Local(url));

    [Fact]
    public void A_return_address_never_leaves_this_server() => Gen.String[Gen.Char["/\\:.?#@ \t\nae0"], 0, 12].Sample(url =>
    {
        var here = new Uri("https://tungngo.example/");
        return new Uri(here, Addresses.Local(url)).Host == here.Host;
    });

    [Fact]
    public async Task A_refused_sign_in_is_kept_without_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = server.Browser();
        using var answer = await EnterAsync(browser, "toi-go-nham-mat-khau", "sai-mat-khau");
        var entry = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "account.sign-in-refused"));
        Assert.Equal("127.0.0.1", entry.Address);
        Assert.DoesNotContain("nham", $"{entry.Actor}{entry.Before}{entry.After}", StringComparison.Ordinal);
    }

    internal static async Task<HttpResponseMessage> EnterAsync(HttpClient browser, string name, string password, string path = "/sign-in") =>
        await browser.SubmitAsync(path, "sign-in", new() { ["Form.Name"] = name, ["Form.Password"] = password });

    internal static FormUrlEncodedContent Form(string token, string name, string password) => new(new Dictionary<string, string>
    {
        ["_handler"] = "sign-in", ["__RequestVerificationToken"] = token, ["Form.Name"] = name, ["Form.Password"] = password,
    });

    internal static async Task<string> AlertAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            var start = page.IndexOf("role=\"alert\"", StringComparison.Ordinal);
            Assert.True(start > 0, page);
            return page[start..page.IndexOf("</p>", start, StringComparison.Ordinal)];
        }
    }
}

internal static class Locations
{
    public static string PathAndQuery(this Uri location) => location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
}
