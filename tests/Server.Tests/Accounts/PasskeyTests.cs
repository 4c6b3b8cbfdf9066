using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;

namespace TungNgo.Tests.Accounts;

public sealed partial class PasskeyTests
{
    private const string Own = "/me/second-factor";

    [Fact]
    public async Task A_passkey_is_made_with_the_password_and_lets_its_owner_in_alone()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneApprover, server.AreaByCode("31654"), "binh", secondFactor: false);
        using var browser = await server.SignInAsync(user);
        using var key = new SoftPasskey();
        using var made = await AddAsync(server, browser, key, Officials.Password);
        Assert.Matches(PaperCode(), await made.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/bulletins")).StatusCode);

        using var next = server.Browser();
        using var entered = await EnterAsync(server, next, key, "/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync("/bulletins")).StatusCode);

        // Also as the second step, after the password.
        using var other = server.Browser();
        using var half = await SignInTests.EnterAsync(other, "binh", Officials.Password);
        Assert.Equal("/sign-in/second?returnUrl=%2F", half.Headers.Location!.PathAndQuery());
        using var second = await EnterAsync(server, other, key, "/sign-in/second");
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/bulletins")).StatusCode);
    }

    [Fact]
    public async Task A_passkey_that_is_somebody_elses_already_is_not_taken_a_second_time()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var owner = await server.AddOfficialAsync(Role.CommuneOfficer, commune, "mai");
        using var first = await server.SignInAsync(owner);
        using var key = new SoftPasskey();
        using var made = await AddAsync(server, first, key, Officials.Password);
        using var second = await server.OfficialAsync(Role.CommuneOfficer, commune);
        using var taken = await AddAsync(server, second, key, Officials.Password);
        Assert.True((int)taken.StatusCode < 500);
        Assert.Equal(owner.Id, await server.WithDbAsync(db => db.UserPasskeys.Select(p => p.UserId).SingleAsync()));
    }

    [Fact]
    public async Task Somebody_at_an_open_browser_cannot_add_one()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var key = new SoftPasskey();
        using var made = await AddAsync(server, browser, key, "khong-phai-mat-khau");
        Assert.Equal(0, await server.WithDbAsync(db => db.UserPasskeys.CountAsync()));
        using var forged = await browser.PostAsync("/me/passkeys/options", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task What_a_passkey_signed_works_once_and_not_for_who_is_out()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var browser = await server.SignInAsync(user);
        using var key = new SoftPasskey();
        using (await AddAsync(server, browser, key, Officials.Password))
        {
        }

        using var next = server.Browser();
        var credential = await SignAsync(server, next, key);
        using (var entered = await GiveAsync(server, next, credential, "/sign-in"))
        {
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        }

        using var thief = server.Browser();
        await SignAsync(server, thief, key);
        using var replayed = await GiveAsync(server, thief, credential, "/sign-in");
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        using var unasked = server.Browser();
        using var nothing = await GiveAsync(server, unasked, credential, "/sign-in");
        Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);

        await server.WriteAsync((db, write) => db.Users.Single(u => u.Id == user.Id).DisabledAt = write.Now);
        using var gone = server.Browser();
        using var disabled = await EnterAsync(server, gone, key, "/sign-in");
        Assert.Equal(HttpStatusCode.OK, disabled.StatusCode);
    }

    [Fact]
    public async Task A_passkey_that_was_removed_or_reset_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, commune);
        using var browser = await server.SignInAsync(user);
        using var first = new SoftPasskey();
        using var second = new SoftPasskey();
        using (await AddAsync(server, browser, first, Officials.Password))
        using (await AddAsync(server, browser, second, Officials.Password))
        {
        }

        var form = EndForm().Match(await browser.GetStringAsync(Own)).Value;
        using var removed = await browser.SubmitAsync(Own, form, new() { ["Form.Password"] = Officials.Password });
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        using var one = server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(server, one, first, "/sign-in")).StatusCode);

        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        using var reset = await admin.SubmitAsync($"/admin/users/{user.Id}", "reset-second");
        using var two = server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await EnterAsync(server, two, second, "/sign-in")).StatusCode);
        Assert.Equal(0, await server.WithDbAsync(db => db.UserPasskeys.CountAsync()));
    }

    private static async Task<HttpResponseMessage> AddAsync(TestServer server, HttpClient browser, SoftPasskey key, string password)
    {
        var page = await browser.GetStringAsync(Own);
        using var asked = await browser.PostAsync("/me/passkeys/options", Token(page));
        var credential = key.Make(await OptionsAsync(asked), Origin(server));
        return await PostAsync(server, browser, Own, "passkey-add", page, new() { ["Form.Credential"] = credential, ["Form.Password"] = password, ["Form.Name"] = "Máy cơ quan" });
    }

    private static async Task<HttpResponseMessage> EnterAsync(TestServer server, HttpClient browser, SoftPasskey key, string path) =>
        await GiveAsync(server, browser, await SignAsync(server, browser, key), path);

    private static async Task<string> SignAsync(TestServer server, HttpClient browser, SoftPasskey key)
    {
        var token = Officials.TokenOf(await browser.GetStringAsync("/sign-in"));
        using var asked = await browser.PostAsync("/sign-in/passkey/options", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        return key.Sign(await OptionsAsync(asked), Origin(server));
    }

    private static async Task<HttpResponseMessage> GiveAsync(TestServer server, HttpClient browser, string credential, string path) =>
        await PostAsync(server, browser, path, "passkey", await browser.GetStringAsync(path), new() { ["Key.Credential"] = credential });

    private static async Task<HttpResponseMessage> PostAsync(TestServer server, HttpClient browser, string path, string form, string page, Dictionary<string, string> fields)
    {
        (fields["_handler"], fields["__RequestVerificationToken"]) = (form, Officials.TokenOf(page));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", Origin(server));
        return await browser.SendAsync(request);
    }

    private static async Task<JsonElement> OptionsAsync(HttpResponseMessage asked)
    {
        var text = await asked.Content.ReadAsStringAsync();
        Assert.True(asked.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static FormUrlEncodedContent Token(string page) => new(new Dictionary<string, string> { ["__RequestVerificationToken"] = Officials.TokenOf(page) });

    private static string Origin(TestServer server) => server.Address.GetLeftPart(UriPartial.Authority);

    [GeneratedRegex("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")]
    private static partial Regex PaperCode();

    [GeneratedRegex("passkey-end-[0-9A-F]+")]
    private static partial Regex EndForm();
}
