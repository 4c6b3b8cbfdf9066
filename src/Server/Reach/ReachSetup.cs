using TungNgo.Feed;

namespace TungNgo.Reach;

internal static class ReachSetup
{
    public static IServiceCollection AddReach(this IServiceCollection services)
    {
        services.AddScoped<ReachReader>().AddScoped<ComingRecipients>().AddScoped<ReachHouseholds>().AddSingleton<ReachCounter>();
        return services.AddFeedReader<ReachSignal>();
    }
}
