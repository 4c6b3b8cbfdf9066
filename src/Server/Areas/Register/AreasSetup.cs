using TungNgo.Feed;

namespace TungNgo.Areas.Register;

internal static class AreasSetup
{
    public static IServiceCollection AddAreas(this IServiceCollection services) => services.AddFeedReader<AreaTree>().AddScoped<AreaSeed>()
        .AddScoped<AreaView>().AddScoped<HamletMove>().AddScoped<ChangeAreas>().AddScoped<LaneEdits>().AddScoped<StatisticsEdits>().AddScoped<HamletImport>();
}
