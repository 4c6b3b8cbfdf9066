using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.SigningIn;
using TungNgo.Accounts.Traces;
using TungNgo.Accounts.Users;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, ServerOptions server)
    {
        services.AddScoped<CurrentUser>().AddScoped<ICaller>(s => s.GetRequiredService<CurrentUser>()).AddScoped<SignIn>().AddScoped<Sessions>().AddScoped<ManageAccounts>().AddScoped<OwnPassword>().AddScoped<UserList>();
        services.AddFeedReader<AccountBook>();
        services.AddScoped<IAffectedByAreas, AffectedAccounts>().AddScoped<IBlocksUndo, AffectedAccounts>();
        services.AddScoped<Brake>().AddSingleton<KnownBrowsers>().AddSingleton<HalfWay>().AddSingleton<SecondFactorCodes>().AddScoped<OwnSecondFactor>();
        services.AddSingleton<BrakeSweep>().AddHostedService(s => s.GetRequiredService<BrakeSweep>()).AddSingleton<Presence>().AddHostedService(s => s.GetRequiredService<Presence>());
        services.AddScoped<ReadTrace>().AddSingleton<TraceLoop>().AddHostedService(s => s.GetRequiredService<TraceLoop>());
        services.AddConsoleFrame().AddMenuItem(new(90, "/admin", "nav.admin", "settings", Permission.ManageAccounts));
        // Cookies and form tokens of one node must be read by the others, and outlive a restart.
        services.AddDataProtection().SetApplicationName("tungngo").PersistKeysToDbContext<AppDb>();
        services.AddSingleton<ServerKeys>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddIdentityCore<User>(o =>
            {
                // Length instead of character classes (NIST SP 800-63B §3.1.1); PasswordRules refuses the ones that everybody tries.
                o.Password.RequiredLength = PasswordRules.ShortestLength;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireLowercase = false;
                o.Password.RequireDigit = false;
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager()
            .AddPasswordValidator<PasswordRules>()
            .AddClaimsPrincipalFactory<Claims>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // A passkey stands for both factors only when the person was asked for finger, face or PIN.
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "preferred";
            // Passkeys are bound to the name by which the world knows this server, not to what a request calls it.
            o.ServerDomain = SafeCookie.IsForHttps(server) ? new Uri(server.PublicUrl).Host : null;
        });
        // What was asked of a browser's passkey waits in it; the framework uses this scheme for it.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, o => SafeCookie.Name(o.Cookie, "tungngo-passkey", server));
        services.ConfigureApplicationCookie(o =>
        {
            SafeCookie.Name(o.Cookie, "tungngo", server);
            // Lax: a link to a page of ours in a message must open it. Writes are held by form tokens and the origin check in Gate.
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.HttpOnly = true;
            o.ExpireTimeSpan = Sessions.IdleLife;
            o.SlidingExpiration = true;
            o.LoginPath = "/sign-in";
            o.Events.OnValidatePrincipal = Sessions.ValidateAsync;
        });
        return services;
    }

    private sealed class Claims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(CurrentUser.UserIdClaim, user.Id.ToString()));
            return identity;
        }
    }
}
