using TungNgo.Web.Layout;

namespace TungNgo.Accounts.Frame;

/// <summary>What the console's frame shows of who is calling, and the slots that features fill: menu, search, work that waits.</summary>
internal static class FrameSetup
{
    public static IServiceCollection AddConsoleFrame(this IServiceCollection services) => services
        .AddScoped<CurrentArea>().AddSingleton<WorkMemory>().AddScoped<WorkToDo>().AddScoped<OfficePaper>()
        .AddFramePart<SearchBox>(FramePlace.TopBar, 10)
        .AddFramePart<AreaSwitch>(FramePlace.Side, 10)
        .AddFramePart<MainMenu>(FramePlace.Side, 20)
        .AddFramePart<MeMenu>(FramePlace.TopEnd, 30);

    public static IServiceCollection AddMenuItem(this IServiceCollection services, MenuItem item) => services.AddSingleton(item);

    public static IServiceCollection AddSearch<T>(this IServiceCollection services) where T : class, ISearch => services.AddScoped<ISearch, T>();

    public static IServiceCollection AddWork<T>(this IServiceCollection services) where T : class, IWork => services.AddScoped<IWork, T>();
}
