using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Feed;
using TungNgo.Figures.Proof;

namespace TungNgo.Figures.Page;

internal static class FiguresSetup
{
    public static IServiceCollection AddFigures(this IServiceCollection services)
    {
        // Readers follow the feed in the order in which they are added: the store comes last, because its signal wakes the open pages.
        services.AddFeedReader<FigureStore>().AddFeedReader<FigureChecks>();
        services.AddSingleton<FigureList>().AddScoped<FigureReader>().AddScoped<FigurePage>().AddSingleton<FigureMemory>();
        services.AddWork<CellsThatDiffer>();
        services.AddMenuItem(new(10, "/", "nav.overview", "layout-dashboard", Permission.ViewFigures, OfArea: true, Also: "/figures"));
        services.AddScoped<Recount>().AddSingleton<RecountLoop>().AddHostedService(s => s.GetRequiredService<RecountLoop>());
        return services;
    }
}
