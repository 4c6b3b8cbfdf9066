using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas.Register;

internal static class AreasSetup
{
    public static IServiceCollection AddAreas(this IServiceCollection services) => services.AddSingleton<AreaReach>().AddFeedReader<AreaTree>().AddSeed<AreaSeed>()
        .AddMenuItem(new(20, "/areas", "nav.areas", "map-2", Permission.ViewAreas)).AddSearch<AreaSearch>()
        .AddScoped<AreaView>().AddScoped<HamletMove>().AddScoped<ChangeAreas>().AddScoped<LaneEdits>().AddScoped<StatisticsEdits>().AddScoped<HamletImport>();
}
