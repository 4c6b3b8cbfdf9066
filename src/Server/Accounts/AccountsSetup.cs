using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sync;

namespace TungNgo.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<CurrentUser>().AddScoped<Enrolment>().AddFeedReader<PhoneBook>().AddFeedReader<GrantBook>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, PhoneAuthentication>(PhoneAuthentication.SchemeName, null)
            .AddIdentityCookies();
        services.AddAuthorization();
        services.AddIdentityCore<User>(o =>
            {
                o.Password.RequiredLength = 10;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<Claims>();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "tungngo";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.LoginPath = "/sign-in";
        });
        return services;
    }

    private sealed class Claims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(CurrentUser.UserIdClaim, user.Id.ToString()));
            identity.AddClaim(new Claim(CurrentUser.NameClaim, user.DisplayName));
            return identity;
        }
    }
}
