using TungNgo.Feed;

namespace TungNgo.Areas;

internal static class AreasSetup
{
    public static IServiceCollection AddAreas(this IServiceCollection services) => services.AddFeedReader<AreaTree>().AddScoped<AreaSeed>();
}
