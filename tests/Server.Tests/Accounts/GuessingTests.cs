using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.SigningIn;
using TungNgo.Feed;

namespace TungNgo.Tests.Accounts;

/// <summary>Guessing is slowed down, and nobody is shut out by it. The server stands behind a proxy, so that tests may come from anywhere.</summary>
public sealed class GuessingTests
{
    private const string Wrong = "sai-mat-khau-roi";

    [Fact]
    public async Task Strangers_who_guess_do_not_keep_the_owner_out()
    {
        await using var server = await StartAsync();
        using var owner = From(server, "203.0.113.1");
        Assert.True(await EntersAsync(owner));
        using var stranger = From(server, "198.51.100.1");
        await GuessAsync(stranger, 6);
        // As many networks as are needed to use up what the name has left everywhere.
        for (var i = 0; i < 40; i++)
        {
            using var another = From(server, $"192.0.2.{i}");
            await GuessAsync(another, 1);
        }

        using var elsewhere = From(server, "203.0.113.99");
        Assert.False(await EntersAsync(elsewhere));
        Assert.True(await EntersAsync(owner));
        // Also in another place: the browser is known, not the network.
        using var travelling = From(server, "198.51.100.1", owner);
        Assert.True(await EntersAsync(travelling));
        // Whoever is new waits a few minutes and never a day.
        server.Clock.Advance(Brake.Everywhere.Longest + TimeSpan.FromSeconds(1));
        Assert.True(await EntersAsync(elsewhere));
    }

    [Fact]
    public async Task Wrong_tries_from_one_network_do_not_touch_another()
    {
        await using var server = await StartAsync();
        using var stranger = From(server, "2001:db8:1:1::1");
        await GuessAsync(stranger, 5);
        using var neighbour = From(server, "2001:db8:1:1:ffff::2");
        Assert.False(await EntersAsync(neighbour));
        using var office = From(server, "2001:db8:1:2::1");
        Assert.True(await EntersAsync(office));
    }

    [Fact]
    public async Task A_known_browser_is_no_way_to_guess_for_ever()
    {
        await using var server = await StartAsync();
        using var browser = From(server, "203.0.113.1");
        Assert.True(await EntersAsync(browser));
        await GuessAsync(browser, 5);
        Assert.False(await EntersAsync(browser));
        server.Clock.Advance(Brake.Here.First + TimeSpan.FromSeconds(1));
        Assert.True(await EntersAsync(browser));
        await GuessAsync(browser, 4);
        Assert.True(await EntersAsync(browser));
    }

    [Fact]
    public async Task Waits_grow_and_end_and_are_the_same_for_names_that_do_not_exist()
    {
        await using var server = await StartAsync();
        var heard = new Dictionary<string, List<string>> { ["lan"] = [], ["nobody"] = [] };
        foreach (var (name, answers) in heard)
        {
            using var browser = From(server, "203.0.113.7");
            for (var i = 0; i < 12; i++)
            {
                answers.Add(await SignInTests.AlertAsync(await SignInTests.EnterAsync(browser, name, Wrong)));
                server.Clock.Advance(TimeSpan.FromSeconds(30));
            }
        }

        Assert.Equal(heard["lan"], heard["nobody"]);
        Assert.Contains("1 phút", heard["lan"][5], StringComparison.Ordinal);
        Assert.Contains("2 phút", heard["lan"][7], StringComparison.Ordinal);
        Assert.Equal(Brake.Here.Longest, Brake.Here.After(1_000_000));
    }

    [Fact]
    public async Task Tries_that_come_side_by_side_are_counted_one_by_one()
    {
        await using var server = await StartAsync();
        using var browser = From(server, "203.0.113.1");
        var token = Officials.TokenOf(await browser.GetStringAsync("/sign-in"));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.PostAsync("/sign-in", SignInTests.Form(token, "lan", Wrong))));
        var refused = await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "account.sign-in-refused"));
        Assert.InRange(refused, 5, 12);
        Assert.All(await server.WithDbAsync(db => db.WrongTries.ToListAsync()), w => Assert.Equal(refused, w.Count));
        Assert.False(await EntersAsync(browser));
    }

    [Fact]
    public async Task Counts_lie_in_the_database_name_nobody_and_do_not_stay()
    {
        await using var server = await StartAsync();
        using var browser = From(server, "203.0.113.1");
        await GuessAsync(browser, 5);
        await using var second = Server.Build(new ServerOptions { Database = server.Database, Urls = "http://127.0.0.1:0", Clock = server.Clock, Quiet = true, Proxies = ["127.0.0.1"] });
        await Startup.LoadAsync(second.Services, CancellationToken.None);
        await second.StartAsync();
        using var elsewhere = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(second.Urls.Single()) };
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
        Assert.False(await EntersAsync(elsewhere));
        var keys = await server.WithDbAsync(db => db.WrongTries.Select(w => w.Key).ToListAsync());
        Assert.All(keys, k => Assert.Matches("^[0-9A-F]{64}$", k));

        server.Clock.Advance(Brake.Memory + TimeSpan.FromMinutes(1));
        await server.Services.GetRequiredService<BrakeSweep>().SweepAsync(CancellationToken.None);
        Assert.Empty(await server.WithDbAsync(db => db.WrongTries.ToListAsync()));
    }

    [Fact]
    public async Task The_own_password_cannot_be_guessed_at_from_an_open_browser()
    {
        await using var server = await StartAsync();
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await ChangeAsync(browser, Wrong);
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using var right = await ChangeAsync(browser, Officials.Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        server.Clock.Advance(Brake.Here.First + TimeSpan.FromSeconds(1));
        using var later = await ChangeAsync(browser, Officials.Password);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string old) =>
        browser.SubmitAsync("/me/password", "password", new() { ["Form.Old"] = old, ["Form.New"] = "ca-kho-to-rau-muong", ["Form.Again"] = "ca-kho-to-rau-muong" });

    /// <summary>With one official, "lan".</summary>
    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync(set: o => o with { Proxies = ["127.0.0.1"] });
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"), "lan");
        return server;
    }

    /// <summary>A browser somewhere.</summary>
    /// <param name="cookiesOf">Which browser it is, when it has been used before.</param>
    private static HttpClient From(TestServer server, string address, HttpClient? cookiesOf = null)
    {
        var cookies = cookiesOf is null ? new CookieContainer() : Jars.GetValue(cookiesOf, _ => throw new InvalidOperationException());
        var browser = server.Browser(cookies);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        Jars.Add(browser, cookies);
        return browser;
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<HttpClient, CookieContainer> Jars = [];

    private static async Task GuessAsync(HttpClient browser, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await SignInTests.EnterAsync(browser, "lan", Wrong);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>Signs in and out again.</summary>
    private static async Task<bool> EntersAsync(HttpClient browser)
    {
        using var answer = await SignInTests.EnterAsync(browser, "lan", Officials.Password);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            return false;
        }

        using var left = await browser.PostFormAsync("/me", "/sign-out", []);
        return left.StatusCode == HttpStatusCode.Redirect;
    }
}
