using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Components.Endpoints;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>What holds for every request before a route is asked: methods and content types, who it comes from, what may be kept of the answer.</summary>
public sealed class FrontDoorTests
{
    [Fact]
    public async Task A_wrong_method_or_content_type_is_said_as_such_on_every_route_and_is_nobodys_fault()
    {
        await using var server = await TestServer.StartAsync();
        var samples = new RouteSamples(await RouteWorld.BuildAsync(server));
        using var anybody = server.Anonymous();
        var (faults, tried) = (new List<string>(), 0);
        // Health answers to whatever asks.
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => !r.Route.StartsWith("/health", StringComparison.Ordinal)))
        {
            var isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
            if (samples.Find(method, route, isPage, endpoint.Metadata.GetMetadata<NeedsAttribute>() is null).Sample is not { } sample)
            {
                continue;
            }

            await AskAsync("PATCH", null, status => status is 404 or 405);
            await AskAsync("TRACE", null, status => status is 404 or 405);
            if (!isPage && method != "GET")
            {
                await AskAsync(method, "text/csv", status => status is >= 200 and < 500);
                await AskAsync(method, "application/x-www-form-urlencoded", status => status is >= 200 and < 500);
            }

            async Task AskAsync(string with, string? type, Func<int, bool> holds)
            {
                tried++;
                using var request = new HttpRequestMessage(new HttpMethod(with), sample.Path) { Content = type is null ? null : new StringContent("x", Encoding.UTF8, type) };
                using var answer = await anybody.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                if (!holds((int)answer.StatusCode))
                {
                    faults.Add($"{with} {route} ({type}): {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(tried > 200, $"only {tried} were tried");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join('\n', faults.Take(60))}");
        using var wrong = await anybody.PostAsync("/api/enrol", new StringContent("x", Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.StatusCode);
        Assert.Contains("\"code\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_and_downloads_are_kept_nowhere_and_pages_are_asked_for_again()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        foreach (var (path, kept) in new[] { ("/api/services", "no-store"), ("/api/areas", "no-store"), ("/households/export", "no-store"), ("/areas", "no-cache"), ("/households", "no-cache") })
        {
            using var answer = await officer.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(kept, answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.False(answer.Headers.CacheControl.Public, path);
        }
    }

    [Theory]
    [InlineData(false, "203.0.113.{0}", true)]
    [InlineData(true, "2001:db8:1:2::{0}", true)]
    [InlineData(true, "2001:db8:{0}::1", false)]
    public async Task Limits_count_networks_and_believe_only_named_proxies(bool named, string from, bool limited)
    {
        await using var server = await TestServer.StartAsync(set: o => o with { Proxies = named ? ["127.0.0.0/8"] : [] });
        using var browser = server.Browser();
        var token = Officials.TokenOf(await browser.GetStringAsync("/sign-in"));
        var last = HttpStatusCode.OK;
        for (var i = 1; i <= 32; i++)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["__RequestVerificationToken"] = token, ["Form.Name"] = $"khach-{i}", ["Form.Password"] = "sai" });
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
            request.Headers.Add("X-Forwarded-For", string.Format(System.Globalization.CultureInfo.InvariantCulture, from, i));
            using var answer = await browser.SendAsync(request);
            last = answer.StatusCode;
        }

        Assert.Equal(limited ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, last);
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_network_is_what_its_owner_cannot_choose_within(string address, string network) => Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task Where_the_world_comes_by_https_cookies_are_for_this_host_and_https_alone()
    {
        await using var server = await TestServer.StartAsync(set: o => o with { PublicUrl = "https://tungngo.example.vn" });
        using var browser = server.Anonymous();
        using var page = await browser.GetAsync("/sign-in");
        var form = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.Contains("tungngo-form", StringComparison.Ordinal));
        Assert.StartsWith("__Host-tungngo-form=", form, StringComparison.Ordinal);
        Assert.Contains("secure", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", form, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_the_public_name_and_this_machines_own_are_answered_and_links_lead_to_the_public_one()
    {
        await using var server = await TestServer.StartAsync(set: o => o with { PublicUrl = "https://tungngo.example.vn" });
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        foreach (var (host, answered) in new[] { ("tungngo.example.vn", true), ("127.0.0.1", true), ("evil.example", false), ("tungngo.example.vn.evil.example", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/tin");
            request.Headers.Host = host;
            using var answer = await officer.SendAsync(request);
            Assert.Equal(answered ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var ask = new HttpRequestMessage(HttpMethod.Post, "/api/enrolments") { Content = JsonContent.Create(new EnrolmentCodeRequest(village.MemberId)) };
        using var code = await officer.SendAsync(ask);
        Assert.StartsWith("https://tungngo.example.vn/field/#enrol=", (await code.Content.ReadFromJsonAsync<EnrolmentCodeResponse>(TestServer.Json))!.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.CommuneOfficer, true)]
    [InlineData(Role.AgricultureOfficer, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Members_numbers_are_for_who_looks_after_the_team(Role role, bool shown)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == village.LeaderId).Phone = "0977000111";
            write.Changed(ChangeKind.Member, village.LeaderId);
        });
        using var official = await server.OfficialAsync(role, village.CommuneId);
        foreach (var path in new[] { "/teams", "/teams?q=Si%C3%AAng", $"/teams/{village.TeamId}", $"/teams/members/{village.LeaderId}", "/api/teams", $"/api/teams/{village.TeamId}", "/teams/list.csv" })
        {
            Assert.Equal((path, shown), (path, (await official.GetStringAsync(path)).Contains("0977000111", StringComparison.Ordinal)));
        }

        Assert.Equal(shown, (await official.GetStringAsync("/teams?q=0977000")).Contains("Siêng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_database_file_is_for_the_servers_account_alone()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "a SQLite file");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Path.Combine(Path.GetTempPath(), $"tn_mode_{Guid.CreateVersion7():n}.db");
        try
        {
            var made = await CommandLine.Command.TungNgoAsync("migrate", "--database", $"sqlite:{file}");
            Assert.Equal(0, made.Code);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
