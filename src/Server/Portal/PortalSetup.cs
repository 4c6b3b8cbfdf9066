using Microsoft.AspNetCore.RateLimiting;
using TungNgo.Feed;
using TungNgo.Gateways.WebPush;
using TungNgo.Web;

namespace TungNgo.Portal;

internal static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddOptions<CapOptions>().BindConfiguration("Cap");
        services.Configure<RateLimiterOptions>(PublicLimits.Add);
        services.AddFeedReader<PublicMemory>();
        services.AddSingleton<IconShapes>().AddSingleton<SpokenBulletins>().AddSingleton<CapKey>();
        // Which push services are written to besides the known ones: simulators, by Push__Services__0=http://….
        services.AddSingleton(s => new PushServices(s.GetRequiredService<IConfiguration>().GetSection("Push:Services").Get<string[]>() ?? []));
        services.AddScoped<PublicPages>().AddScoped<PublicBulletins>().AddScoped<CapDocuments>().AddScoped<PushChannels>().AddScoped<PushReceipts>();
        return services;
    }

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription().WithMetadata(new ProblemPageIs(typeof(PublicProblemPage)));
        pages.MapReading();
        pages.MapFeeds();
        pages.MapAsking();
        pages.MapOptOut();
        routes.MapPush();
    }
}
