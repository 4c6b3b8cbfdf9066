using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Feed;

namespace TungNgo.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task Nothing_is_open_until_an_initial_password_is_changed()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, commune, mustChange: true);
        using var browser = await server.SignInAsync(user);

        using var page = await browser.GetAsync("/areas");
        Assert.Equal("/me/password", page.Headers.Location?.OriginalString);
        using var api = await browser.GetAsync("/api/areas");
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        Assert.Contains("account.password-change-needed", await api.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var changed = await ChangeAsync(browser, Officials.Password, "ca-kho-to-rau-muong");
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var after = await browser.GetAsync("/areas");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("ngan", "ngan")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("matkhau123456", "matkhau123456")]
    [InlineData("SocTrang2024", "SocTrang2024")]
    [InlineData("abcabcabcabc", "abcabcabcabc")]
    [InlineData("ca-kho-to-rau-muong", "ca-kho-to-rau-muon")]
    [InlineData(Officials.Password, Officials.Password)]
    public async Task A_weak_or_mistyped_new_password_is_refused(string first, string again)
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var browser = await server.SignInAsync(user);
        using var answer = await ChangeAsync(browser, Officials.Password, first, again);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("field-problem", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var kept = await server.WithDbAsync(db => db.Users.Select(u => u.PasswordHash).SingleAsync());
        Assert.Equal(user.PasswordHash, kept);
    }

    [Fact]
    public async Task Changing_the_password_signs_every_other_browser_out()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var here = await server.SignInAsync(user);
        using var there = await server.SignInAsync(user);
        using var changed = await ChangeAsync(here, Officials.Password, "ca-kho-to-rau-muong");
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/areas")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task A_session_ended_from_the_list_is_out_at_its_next_request()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var here = await server.SignInAsync(user);
        using var there = await server.SignInAsync(user);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/areas")).StatusCode);
        // The own session has no button.
        var other = System.Text.RegularExpressions.Regex.Match(await here.GetStringAsync("/me"), "end-[0-9a-f-]{36}").Value;

        using var ended = await here.SubmitAsync("/me", other);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/areas")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_needs_the_form_token_and_ends_the_session_for_a_copied_cookie_too()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var forged = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/areas")).StatusCode);

        var token = Officials.TokenOf(await browser.GetStringAsync("/me"));
        using var left = await browser.PostAsync("/sign-out", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token }));
        Assert.Equal("/sign-in", left.Headers.Location?.OriginalString);
        Assert.NotNull(await server.WithDbAsync(db => db.Sessions.Select(s => s.EndedAt).SingleAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task An_idle_browser_signs_in_again_and_a_busy_one_after_a_working_day()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var idle = await server.SignInAsync(user);
        using var busy = await server.SignInAsync(user);
        for (var worked = TimeSpan.Zero; worked < Sessions.LongestLife - TimeSpan.FromMinutes(40); worked += TimeSpan.FromMinutes(40))
        {
            server.Clock.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/areas")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await idle.GetAsync("/areas")).StatusCode);
        server.Clock.Advance(TimeSpan.FromMinutes(41));
        Assert.Equal(HttpStatusCode.Redirect, (await busy.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task Another_node_on_the_same_database_knows_the_cookie()
    {
        await using var server = await TestServer.StartAsync();
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var browser = await server.SignInAsync(user);
        await using var second = Server.Build(new ServerOptions { Database = server.Database, Urls = "http://127.0.0.1:0", Clock = server.Clock, Quiet = true });
        await TungNgo.Feed.Startup.LoadAsync(second.Services, CancellationToken.None);
        await second.StartAsync();
        using var asked = await browser.GetAsync(new Uri(new Uri(second.Urls.Single()), "/areas"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Fact]
    public async Task When_a_session_was_last_seen_is_written_once_a_minute_not_per_request()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var before = await server.WithDbAsync(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(7));
        await browser.GetAsync("/areas");
        Assert.Equal(before, await server.WithDbAsync(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync()));
        await server.Services.GetRequiredService<Presence>().FlushAsync(CancellationToken.None);
        Assert.Equal(before.AddMinutes(7), await server.WithDbAsync(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync()));
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string old, string fresh, string? again = null) =>
        browser.SubmitAsync("/me/password", "password", new() { ["Form.Old"] = old, ["Form.New"] = fresh, ["Form.Again"] = again ?? fresh });
}
