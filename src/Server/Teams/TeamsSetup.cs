using TungNgo.Feed;

namespace TungNgo.Teams;

internal static class TeamsSetup
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddFeedReader<TeamRegister>().AddFeedReader<TeamSigns>()
        .AddSingleton<TeamGaps>().AddScoped<TeamView>().AddScoped<MemberBook>().AddScoped<TeamEdits>().AddScoped<MembershipEdits>().AddScoped<ZaloGroupEdits>()
        .AddScoped<TeamWork>().AddScoped<TeamPhones>().AddScoped<TeamImport>();
}
