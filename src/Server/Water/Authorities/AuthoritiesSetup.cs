using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Bulletins.Desk;

namespace TungNgo.Water.Authorities;

internal static class AuthoritiesSetup
{
    public static IServiceCollection AddAuthorities(this IServiceCollection services)
    {
        services.AddOptions<AuthorityTimes>().BindConfiguration("Authorities");
        return services.AddSingleton<AuthorityHttp>().AddSingleton<AuthorityTurn>().AddScoped<AuthorityLook>().AddScoped<AuthorityPreview>()
            .AddScoped<AlertPlaces>().AddScoped<TakeAlerts>().AddScoped<SourceEdits>().AddScoped<AuthorityDrafts>()
            .AddHostedService<AuthorityLoop>().AddBulletinNote<OriginNote>().AddWork<AuthoritiesWaiting>()
            .AddMenuItem(new(62, "/water/authorities", "authorities.title", "rss", Permission.ManageBulletins));
    }
}
