using TungNgo.Feed;

namespace TungNgo.Services;

internal static class ServicesSetup
{
    public static IServiceCollection AddServices(this IServiceCollection services) => services.AddFeedReader<ServiceCatalogue>().AddScoped<ServiceSeed>()
        .AddScoped<ServiceEdits>().AddScoped<GuideVersions>();
}
