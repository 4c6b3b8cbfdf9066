using Microsoft.AspNetCore.Authentication;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Teams.Groups;
using TungNgo.Teams.Lists;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;

namespace TungNgo.Teams;

internal static class TeamsSetup
{
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, PhoneAuthentication>(Gate.PhoneScheme, null);
        services.AddFeedReader<PhoneBook>().AddScoped<Enrolment>().AddSingleton<CodeGuessing>().AddWork<CodeAlarm>().AddScoped<TeamPhones>().AddSingleton<Territory>();
        services.AddMenuItem(new(80, "/phones", "nav.phones", "device-mobile", Permission.ManageDevices));

        services.AddFeedReader<TeamRegister>().AddFeedReader<TeamSigns>().AddFeedReader<TeamCounts>().AddSingleton<ITeamCounts>(s => s.GetRequiredService<TeamCounts>());
        services.AddSingleton<TeamGaps>().AddScoped<TeamView>().AddScoped<MemberBook>().AddScoped<TeamEdits>().AddScoped<MembershipEdits>().AddScoped<ZaloGroupEdits>();
        services.AddScoped<TeamImport>().AddSearch<TeamSearch>().AddSearch<MemberSearch>().AddWork<TeamsLacking>().AddScoped<IAffectedByAreas, AffectedTeams>();
        return services.AddMenuItem(new(30, "/teams", "nav.teams", "users-group", Permission.ViewTeams, OfArea: true));
    }
}
