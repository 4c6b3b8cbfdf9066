namespace TungNgo.Feed;

internal static class FeedSetup
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>().AddScoped<Writer>();
        services.AddSingleton<LoopHealth>().AddHostedService<FeedPoll>();
        // Loops take care of their faults; whatever else runs in the background must not end the server either.
        services.Configure<HostOptions>(o => o.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        return services;
    }

    /// <summary>A singleton that follows the feed.</summary>
    public static IServiceCollection AddFeedReader<T>(this IServiceCollection services) where T : class, IFeedReader =>
        services.AddSingleton<T>().AddSingleton<IFeedReader>(s => s.GetRequiredService<T>());
}
