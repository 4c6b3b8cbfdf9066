using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Gatherings;

internal static class GatheringsSetup
{
    public static IServiceCollection AddGatherings(this IServiceCollection services) => services
        .AddSingleton<GatheringRules>().AddScoped<GatheringDesk>().AddSearch<GatheringSearch>().AddScoped<EnterAttendance>().AddScoped<ForgetBookings>()
        .AddScoped<IFollowsHamlet, FollowGatherings>().AddSingleton<ICountsCells, CountGatherings>().AddHostedService<GatheringLoop>()
        .AddMenuItem(new(43, "/gatherings", "nav.gatherings", "users", Permission.ManageHouseholds, OfArea: true));
}
