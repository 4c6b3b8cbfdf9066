using TungNgo.Accounts;
using TungNgo.Accounts.Frame;

namespace TungNgo.Badges;

internal static class BadgesSetup
{
    public static IServiceCollection AddBadges(this IServiceCollection services) => services
        .AddScoped<CheckBadge>().AddScoped<ChangeBadges>().AddScoped<MakeCards>().AddScoped<ChangeAlerts>().AddScoped<BadgeDesk>().AddScoped<ForgetAlerts>()
        .AddHostedService<ForgetAlertsLoop>().AddWork<BadgesWaiting>()
        .AddMenuItem(new(32, "/badges", "nav.badges", "id-badge-2", Permission.ManageTeams));
}
