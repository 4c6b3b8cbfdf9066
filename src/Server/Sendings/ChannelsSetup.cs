using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Providers;
using TungNgo.Reach;
using TungNgo.Relays;

namespace TungNgo.Sendings;

internal static class ChannelsSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddScoped<StartSending>().AddScoped<PreviewAudience>().AddScoped<PlanSending>().AddScoped<Settle>().AddScoped<Sweep>().AddScoped<FoldInbox>().AddScoped<SayBack>().AddSingleton<FetchSounds>().AddScoped<ContactEvents>();
        services.AddScoped<ReachReader>().AddScoped<ReachHouseholds>().AddScoped<StopSending>().AddScoped<ChannelEdits>().AddScoped<ChannelTest>().AddScoped<ZaloConsent>();
        services.AddSingleton<ReachCounter>().AddSingleton<ICountsCells, CountNotices>();
        services.AddSingleton<VersionTexts>().AddSingleton<ZaloPictures>().AddSingleton<MessageWriter>().AddSingleton<ZaloTokenKeeper>();
        services.AddSingleton<Dispatcher>().AddSingleton<Unknowns>().AddSingleton<ChannelTrouble>();
        services.AddFeedReader<ChannelBook>().AddFeedReader<GatewayBook>().AddFeedReader<ChannelLoop>().AddFeedReader<ReachSignal>();
        services.AddHostedService(s => s.GetRequiredService<ChannelLoop>());
        services.AddSingleton<InboxQueue>().AddHostedService(s => s.GetRequiredService<InboxQueue>());
        services.AddScoped<OptOuts>();
        services.AddSingleton<ServerKeys>().AddSingleton<OptOutTokens>();
        services.AddMenuItem(new(100, "/admin/channels", "nav.channels", "send", Permission.ManageChannels));
        services.AddScoped<RelayTurns>().AddHostedService<RelayLoop>();
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        routes.MapHooks();
        routes.MapReach();
        ZaloConsent.Map(routes);
    }
}
