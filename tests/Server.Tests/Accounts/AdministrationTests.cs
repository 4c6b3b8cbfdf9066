using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.SigningIn;
using TungNgo.Accounts.Users;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests.Accounts;

public sealed partial class AdministrationTests
{
    private const string TruongKhanh = "31654", TanHung = "31669";

    /// <summary>The command line lives today, not on the tests' clock: the city of after July 2025.</summary>
    private const string Root = "92";

    [Fact]
    public async Task A_new_account_gets_a_password_that_works_once_and_must_be_changed()
    {
        await using var server = await TestServer.StartAsync();
        using var admin = await server.OfficialAsync(Role.Administrator, Province(server));
        using var made = await admin.SubmitAsync("/admin/users/new", "add-user", new()
        {
            ["Form.Display"] = "Sơn Thị Lan", ["Form.Name"] = "Lan.TruongKhanh", ["Form.Role"] = "CommuneOfficer", ["Form.Area"] = $"{server.AreaByCode(TruongKhanh)}",
        });
        var page = await made.Content.ReadAsStringAsync();
        var password = InitialPassword().Match(page).Groups[1].Value;
        Assert.NotEmpty(password);

        using var browser = server.Browser();
        using var entered = await SignInTests.EnterAsync(browser, "lan.truongkhanh", password);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal("/me/password", (await browser.GetAsync("/areas")).Headers.Location?.OriginalString);
        var entry = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "account.add" && a.UserId != null));
        Assert.DoesNotContain(password, $"{entry.Before}{entry.After}", StringComparison.Ordinal);
        Assert.Equal("Administrator", entry.Actor);
        Assert.Equal("127.0.0.1", entry.Address);
    }

    [Fact]
    public async Task A_disabled_official_is_out_at_the_next_request()
    {
        await using var server = await TestServer.StartAsync();
        using var admin = await server.OfficialAsync(Role.Administrator, Province(server));
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode(TruongKhanh));
        using var browser = await server.SignInAsync(user);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/areas")).StatusCode);
        using var disabled = await admin.SubmitAsync($"/admin/users/{user.Id}", "disable");
        Assert.Equal(HttpStatusCode.Redirect, disabled.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/areas")).StatusCode);
    }

    [Fact]
    public async Task A_role_ends_with_its_day_and_at_once_when_it_is_taken_away()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode(TruongKhanh);
        using var admin = await server.OfficialAsync(Role.Administrator, Province(server));
        var user = await server.AddOfficialAsync(Role.AgricultureOfficer, commune);
        using var browser = await server.SignInAsync(user);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/households")).StatusCode);
        using var granted = await admin.SubmitAsync($"/admin/users/{user.Id}", "grant", new()
        {
            ["Form.Role"] = "CommuneOfficer", ["Form.Area"] = $"{commune}", ["Form.Until"] = "2024-09-20",
        });
        Assert.Equal(HttpStatusCode.Redirect, granted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/households")).StatusCode);
        // 17:00 UTC is midnight in Vietnam: the last day is over.
        server.Clock.Set(new DateTime(2024, 9, 20, 17, 0, 0, DateTimeKind.Utc));
        using var again = await server.SignInAsync(user);
        Assert.Equal(HttpStatusCode.Forbidden, (await again.GetAsync("/households")).StatusCode);

        var grant = await server.WithDbAsync(db => db.Grants.SingleAsync(g => g.UserId == user.Id && g.Role == Role.AgricultureOfficer));
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/areas")).StatusCode);
        using var boss = await server.OfficialAsync(Role.Administrator, Province(server));
        using var ended = await boss.SubmitAsync($"/admin/users/{user.Id}", $"end-{grant.Id}");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await again.GetAsync("/areas")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task A_communes_administrator_reaches_neither_the_neighbour_nor_the_province_nor_the_own_rights()
    {
        await using var server = await TestServer.StartAsync();
        var (here, there) = (server.AreaByCode(TruongKhanh), server.AreaByCode(TanHung));
        var local = await server.AddOfficialAsync(Role.Administrator, here);
        var both = await server.AddOfficialAsync(Role.CommuneOfficer, here);
        var neighbour = await server.AddOfficialAsync(Role.CommuneOfficer, there);
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<ManageAccounts>();
        await accounts.GrantAsync(both.Id, Role.ProvinceOfficer, Province(server), null, null, CancellationToken.None);

        using var admin = await server.SignInAsync(local);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/users/{neighbour.Id}")).StatusCode);
        var list = await admin.GetStringAsync("/admin");
        Assert.Contains(both.UserName!, list, StringComparison.Ordinal);
        Assert.DoesNotContain(neighbour.UserName!, list, StringComparison.Ordinal);
        using var grant = await admin.SubmitAsync($"/admin/users/{both.Id}", "grant", new() { ["Form.Role"] = "Administrator", ["Form.Area"] = $"{Province(server)}" });
        Assert.Contains("problem-summary", await grant.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var by = await CallerAsync(server, scope, local);
        Assert.Equal(Problems.AccountBeyondYou, (await Assert.ThrowsAsync<Refusal>(() => accounts.ResetPasswordAsync(both.Id, by, CancellationToken.None))).Problem);
        Assert.Equal(Problems.AccountIsYours, (await Assert.ThrowsAsync<Refusal>(() => accounts.GrantAsync(local.Id, Role.Auditor, here, null, by, CancellationToken.None))).Problem);
        Assert.Equal(Problems.NotFound, (await Assert.ThrowsAsync<Refusal>(() => accounts.SetDisabledAsync(neighbour.Id, true, by, CancellationToken.None))).Problem);
    }

    [Fact]
    public async Task The_command_line_makes_the_first_administrator_and_refuses_with_an_exit_code()
    {
        await using var server = await TestServer.StartAsync();
        var made = await RunAsync(server, "user", "add", "goc", "--display", "Quản trị", "--role", "Administrator", "--area", Root);
        Assert.Equal(0, made.Code);
        using var browser = server.Browser();
        using var entered = await SignInTests.EnterAsync(browser, "goc", made.Out.Trim());
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Contains("goc\tQuản trị\tinitial password\tAdministrator @ Thành phố Cần Thơ", (await RunAsync(server, "user", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(server, "user", "add", "goc", "--role", "Auditor", "--area", Root)).Code);
        Assert.Equal(1, (await RunAsync(server, "user", "disable", "nobody")).Code);
        Assert.Equal(0, (await RunAsync(server, "user", "grant", "goc", "--role", "Auditor", "--area", Root)).Code);
        Assert.Equal(0, (await RunAsync(server, "user", "revoke", "goc", "--role", "Auditor", "--area", Root)).Code);
        Assert.Equal(0, (await RunAsync(server, "user", "disable", "goc")).Code);
        Assert.Contains("disabled", (await RunAsync(server, "user", "list")).Out, StringComparison.Ordinal);
    }

    private static Guid Province(TestServer server) => server.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today.Roots.Single().AreaId;

    private static async Task<CurrentUser> CallerAsync(TestServer server, AsyncServiceScope scope, User user)
    {
        var account = await server.Services.GetRequiredService<AccountBook>().FindAsync(user.Id, CancellationToken.None);
        var caller = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        caller.SignIn(account!, null, server.Clock.GetUtcNow().UtcDateTime, null);
        return caller;
    }

    private static async Task<(int Code, string Out)> RunAsync(TestServer server, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = new System.CommandLine.RootCommand();
        root.Add(Cli.UserCommand.Create());
        var code = await root.Parse([.. args, "--database", server.Database]).InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output, Error = errors });
        await server.Services.GetRequiredService<ChangeFeed>().CatchUpAsync(CancellationToken.None);
        return (code, output.ToString());
    }

    [GeneratedRegex("initial-password\">([^<]+)<")]
    private static partial Regex InitialPassword();
}
