using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Demo.Frame;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Web;
using TungNgo.Web.Layout;

namespace TungNgo.Demo;

/// <summary>What a server does only with --demo: offers logins, and shows the province on the day the visitor chooses.</summary>
internal static class DemoMode
{
    public static IServiceCollection AddDemoMode(this IServiceCollection services, DemoClock clock, ServerOptions options)
    {
        services.AddSingleton(clock).AddSingleton<DemoLogins>();
        services.AddFramePart<DemoBanner>(FramePlace.Above, 10).AddFramePart<ClockForm>(FramePlace.TopEnd, 10).AddFramePart<LoginList>(FramePlace.BesideSignIn, 10);
        services.AddHostedService<DemoWaterLoop>();
        if (options.Simulators.Length > 0)
        {
            services.AddHostedService<DemoPlay>();
        }

        // Browsers keep true time: a cookie of 2024 would be over at once when the demo's clock is set to today.
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, o => o.TimeProvider = TimeProvider.System);
        return services;
    }

    /// <summary>The phones' app shows the same day: it reads the shift from a cookie, which it keeps when there is no line.</summary>
    public static void UseDemoMode(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<DemoClock>();
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/field") || context.Request.Path.StartsWithSegments("/api"))
            {
                context.Response.Cookies.Append("tungngo-demo-shift", ((long)clock.Shift.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), new CookieOptions
                {
                    HttpOnly = false, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
                });
            }

            return next(context);
        });
    }

    public static void MapDemoMode(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demo/clock", SetClockAsync).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Fills what the sign-in page shows. A database without the demo's accounts shows nothing.</summary>
    public static async Task OfferLoginsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var grants = await (
            from user in db.Users
            join grant in db.Grants.Where(g => g.From <= now && (g.To == null || g.To > now)) on user.Id equals grant.UserId
            select new { user.UserName, grant.Role, grant.AreaId }).ToListAsync(ct);
        var offered = services.GetRequiredService<DemoLogins>();
        offered.Logins = [.. DemoAccounts.People.Join(grants, p => p.Name, g => g.UserName, (p, g) => new DemoLogin(p.Name, DemoAccounts.Password, g.Role, g.AreaId))];
        var hash = PhoneBook.Hash(DemoAccounts.LeaderCode);
        var leader = await (
            from code in db.EnrolmentCodes.Where(c => c.CodeHash == hash)
            join member in db.Members on code.MemberId equals member.Id
            join membership in db.Memberships on member.Id equals membership.MemberId
            join team in db.Teams on membership.TeamId equals team.Id
            select new { member.Name, Team = team.Name }).FirstOrDefaultAsync(ct);
        (offered.EnrolmentCode, offered.EnrolmentMember) = leader is null ? (null, null) : (DemoAccounts.LeaderCode, $"{leader.Name}, {leader.Team}");
    }

    /// <summary>Everybody knows the demo's passwords and codes: its database is served as a demo or not at all.</summary>
    /// <exception cref="UnusableDatabaseException">The database is a demo's; only those have codes that work for ever.</exception>
    public static async Task RefuseDemoAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AppDb>().EnrolmentCodes.AnyAsync(c => c.Reusable, ct))
        {
            throw new UnusableDatabaseException(
                $"{services.GetRequiredService<DatabaseAddress>()} is a demo: its passwords and codes are known to everybody. Serve it with --demo, or choose another database with --database.");
        }
    }

    /// <summary>What ./run prints: who can sign in, and how a phone is enrolled.</summary>
    public static async Task TellAsync(IServiceProvider services, TextWriter output)
    {
        var offered = services.GetRequiredService<DemoLogins>();
        await output.WriteLineAsync("Demo logins (password for all: " + DemoAccounts.Password + ")");
        foreach (var login in offered.Logins)
        {
            await output.WriteLineAsync($"  {login.Name,-16} {login.Role}");
        }

        await output.WriteLineAsync($"  phone: code {DemoAccounts.LeaderCode} (leader: {offered.EnrolmentMember}) or {DemoAccounts.MemberCode} (member of the same team)");
    }

    private static async Task<IResult> SetClockAsync(
        [FromForm] string? day, [FromForm] string? on, [FromForm] string? returnUrl, DemoClock clock, AreaTree areas, IServiceProvider services, CancellationToken ct)
    {
        var before = clock.Today();
        clock.Show(day switch
        {
            "now" => null,
            "campaign" => DemoCampaigns.First,
            "next" => clock.Today().AddDays(1),
            "on" => Formats.DayOf(on) is { Year: >= 2024 and < 2100 } chosen ? chosen : clock.Today(),
            _ => KnownFigures.Day,
        });
        await KeepSessionsAsync(services, ct);
        await OfferLoginsAsync(services, ct);
        return TypedResults.LocalRedirect(UnitOnDay.Follow(Addresses.Local(returnUrl), before, areas));
    }

    /// <summary>Whoever is signed in stays so: their sessions begin anew on the chosen day.</summary>
    internal static async Task KeepSessionsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var open = db.Sessions.Where(s => s.EndedAt == null);
        foreach (var user in await open.Select(s => s.UserId).Distinct().ToListAsync(ct))
        {
            write.Changed(ChangeKind.Account, user);
        }

        var now = write.Now;
        await open.ExecuteUpdateAsync(s => s.SetProperty(x => x.StartedAt, now).SetProperty(x => x.LastSeenAt, now), ct);
        write.Audit("demo.clock", Guid.Empty, null, null, new { sessions = "kept" });
        await write.CommitAsync(ct);
    }
}
