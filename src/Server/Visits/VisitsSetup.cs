using TungNgo.Teams;

namespace TungNgo.Visits;

internal static class VisitsSetup
{
    public static IServiceCollection AddVisits(this IServiceCollection services) => services.AddScoped<ITeamWork, TeamWork>();
}
