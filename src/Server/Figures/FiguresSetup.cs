using TungNgo.Feed;
using TungNgo.Figures.Proof;

namespace TungNgo.Figures;

internal static class FiguresSetup
{
    public static IServiceCollection AddFigures(this IServiceCollection services)
    {
        // Readers follow the feed in this order: the store comes last, because its signal wakes the open pages.
        services.AddFeedReader<TeamFigures>().AddFeedReader<FollowUps>().AddFeedReader<FigureStore>().AddFeedReader<FigureChecks>();
        services.AddSingleton<FigureList>().AddSingleton<StreamPlaces>().AddScoped<FigureReader>().AddScoped<FigureEvents>().AddScoped<Page.FigurePage>();
        services.AddScoped<Recount>().AddSingleton<RecountLoop>().AddHostedService(s => s.GetRequiredService<RecountLoop>());
        return services;
    }
}
