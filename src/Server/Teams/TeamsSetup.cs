using TungNgo.Feed;
using TungNgo.Teams.Groups;
using TungNgo.Teams.Lists;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;

namespace TungNgo.Teams;

internal static class TeamsSetup
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddFeedReader<TeamRegister>().AddFeedReader<TeamSigns>()
        .AddSingleton<TeamGaps>().AddScoped<TeamView>().AddScoped<MemberBook>().AddScoped<TeamEdits>().AddScoped<MembershipEdits>().AddScoped<ZaloGroupEdits>()
        .AddScoped<TeamWork>().AddScoped<TeamPhones>().AddScoped<TeamImport>();
}
