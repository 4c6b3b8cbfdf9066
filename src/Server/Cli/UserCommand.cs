using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Cli;

/// <summary>Officials' accounts from the command line: the first administrator, and help when nobody can sign in.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Account name." };
    private static readonly Option<Role> WhichRole = new("--role")
    {
        Required = true, Description = "CommuneOfficer, CommuneApprover, AgricultureOfficer, ProvinceOfficer, ProvinceApprover, Auditor or Administrator.",
    };

    private static readonly Option<string> Area = new("--area") { Required = true, Description = "Official code of the unit today (31654), or its id." };
    private static readonly Option<DateOnly?> Until = new("--until") { Description = "Last day of the role, YYYY-MM-DD; open without it." };

    public static Command Create()
    {
        var database = Options.Database();
        var display = new Option<string?>("--display") { Description = "The person's name as colleagues read it." };
        var command = new Command("user", "Look after officials' accounts. An initial password is printed once and stored nowhere.")
        {
            Subcommand("add", "Make an account with one role; prints its initial password.", database, [Name, display, WhichRole, Area], async (at, parse) =>
            {
                var (_, password) = await at.Accounts.AddAsync(
                    parse.GetValue(Name)!, parse.GetValue(display) ?? "", parse.GetValue(WhichRole), at.AreaId(parse.GetValue(Area)!), null, at.Ct);
                await at.Out.WriteLineAsync(password);
            }),
            Subcommand("list", "Accounts with their current roles, one a line.", database, [], (at, _) => ListAsync(at)),
            Subcommand("disable", "End an account and its sessions.", database, [Name], async (at, parse) =>
                await at.Accounts.SetDisabledAsync(await at.UserIdAsync(parse.GetValue(Name)!), true, null, at.Ct)),
            Subcommand("enable", "Open a disabled account again.", database, [Name], async (at, parse) =>
                await at.Accounts.SetDisabledAsync(await at.UserIdAsync(parse.GetValue(Name)!), false, null, at.Ct)),
            Subcommand("reset-password", "Give a new initial password; prints it.", database, [Name], async (at, parse) =>
                await at.Out.WriteLineAsync(await at.Accounts.ResetPasswordAsync(await at.UserIdAsync(parse.GetValue(Name)!), null, at.Ct))),
            Subcommand("reset-second-factor", "Somebody has lost app, passkeys and paper codes: the password lets them in to set up anew.", database, [Name], async (at, parse) =>
                await at.Accounts.ResetSecondFactorAsync(await at.UserIdAsync(parse.GetValue(Name)!), null, at.Ct)),
            Subcommand("grant", "Give one more role.", database, [Name, WhichRole, Area, Until], async (at, parse) => await at.Accounts.GrantAsync(
                await at.UserIdAsync(parse.GetValue(Name)!), parse.GetValue(WhichRole), at.AreaId(parse.GetValue(Area)!),
                parse.GetValue(Until) is { } day ? LegalDay.Start(day.AddDays(1)) : null, null, at.Ct)),
            Subcommand("revoke", "End one role now.", database, [Name, WhichRole, Area], RevokeAsync),
        };
        return command;
    }

    private static Command Subcommand(string name, string what, Option<string> database, Symbol[] symbols, Func<At, ParseResult, Task> act)
    {
        var command = new Command(name, what) { database };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.OpenAsync(parse.GetValue(database)!, ct);
            await Startup.LoadAsync(app.Services, ct);
            await using var scope = app.Services.CreateAsyncScope();
            await act(new At(scope.ServiceProvider, parse.InvocationConfiguration.Output, ct), parse);
            return 0;
        });
        return command;
    }

    private static async Task ListAsync(At at)
    {
        var now = at.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var grants = (await at.Db.Grants.AsNoTracking().ToListAsync(at.Ct)).ToLookup(g => g.UserId);
        foreach (var user in await at.Db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(at.Ct))
        {
            var roles = grants[user.Id].Where(g => g.IsCurrent(now)).Select(g => $"{g.Role} @ {at.Areas.Today.NameWithParent(g.AreaId)}");
            var state = user.DisabledAt is not null ? "disabled" : user.MustChangePassword ? "initial password" : "in use";
            await at.Out.WriteLineAsync(string.Join('\t', user.UserName, user.DisplayName, state, string.Join("; ", roles)));
        }
    }

    private static async Task RevokeAsync(At at, ParseResult parse)
    {
        var user = await at.UserIdAsync(parse.GetValue(Name)!);
        var (role, area) = (parse.GetValue(WhichRole), at.AreaId(parse.GetValue(Area)!));
        var grant = await at.Db.Grants.AsNoTracking().Where(g => g.UserId == user && g.Role == role && g.AreaId == area && g.To == null).FirstOrDefaultAsync(at.Ct)
            ?? throw new Refusal(Problems.GrantInvalid);
        await at.Accounts.RevokeGrantAsync(grant.Id, null, at.Ct);
    }

    private sealed record At(IServiceProvider Services, TextWriter Out, CancellationToken Ct)
    {
        public ManageAccounts Accounts => Services.GetRequiredService<ManageAccounts>();
        public AppDb Db => Services.GetRequiredService<AppDb>();
        public AreaTree Areas => Services.GetRequiredService<AreaTree>();

        public Guid AreaId(string text) =>
            Areas.Today.All.Where(a => a.Code == text || (Guid.TryParse(text, out var id) && a.AreaId == id)).Select(a => (Guid?)a.AreaId).FirstOrDefault()
            ?? throw new Refusal(Problems.GrantInvalid);

        public async Task<Guid> UserIdAsync(string name) =>
            (await Services.GetRequiredService<UserManager<User>>().FindByNameAsync(name) ?? throw new Refusal(Problems.NotFound)).Id;
    }
}
