using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Services;

internal static class ServicesSetup
{
    public static IServiceCollection AddServices(this IServiceCollection services) => services.AddFeedReader<ServiceCatalogue>().AddSeed<ServiceSeed>()
        .AddScoped<ServiceEdits>().AddSearch<ServiceSearch>().AddScoped<GuideVersions>()
        .AddMenuItem(new(70, "/services", "nav.services", "list-check", Permission.ViewCatalogue));
}
