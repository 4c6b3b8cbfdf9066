using TungNgo.Feed;
using TungNgo.Portal.Asking;
using TungNgo.Portal.Badges;
using TungNgo.Portal.Certificates;
using TungNgo.Portal.Gatherings;
using TungNgo.Portal.Sealed;
using TungNgo.Web;

namespace TungNgo.Portal;

internal static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddOptions<CapOptions>().BindConfiguration("Cap");
        services.Configure<RequestPolicies>(PublicLimits.Add);
        services.AddFeedReader<PublicMemory>();
        services.AddFeedReader<CapLoop>().AddHostedService(s => s.GetRequiredService<CapLoop>());
        services.AddSingleton<IconShapes>().AddSingleton<SpokenBulletins>().AddSingleton<CapKey>();
        services.AddScoped<PublicPages>().AddScoped<PublicBulletins>().AddScoped<CapDocuments>().AddScoped<PushReceipts>().AddScoped<PublicGatherings>();
        return services;
    }

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription().WithMetadata(new ProblemPageIs(typeof(PublicProblemPage)));
        pages.MapReading();
        pages.MapFeeds();
        pages.MapAsking();
        pages.MapBookings();
        pages.MapSealedReports();
        pages.MapCertificateChecks();
        pages.MapAnswers();
        pages.MapOptOut();
        pages.MapBadgeChecks();
        routes.MapPush();
    }
}
