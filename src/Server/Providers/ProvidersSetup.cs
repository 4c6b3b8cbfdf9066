using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Feed;
using TungNgo.Gateways.WebPush;
using TungNgo.Providers.Desk;
using TungNgo.Providers.Esms;
using TungNgo.Providers.Inbox;
using TungNgo.Providers.None;
using TungNgo.Providers.SpeedSms;
using TungNgo.Providers.WebPush;
using TungNgo.Providers.Zalo;

namespace TungNgo.Providers;

internal static class ProvidersSetup
{
    public static IServiceCollection AddProviders(this IServiceCollection services)
    {
        services.AddZalo();
        services.AddProvider<EsmsProvider>();
        services.AddProvider<SpeedSmsProvider>();
        services.AddProvider<WebPushProvider>();
        services.AddProvider<NoProvider>();

        services.AddSingleton<ProviderBook>().AddSingleton<ProviderHttp>().AddSingleton<ChannelVault>().AddSingleton<ChannelTrouble>();
        services.AddSingleton(s => new PushServices([.. s.GetRequiredService<ServerOptions>().Simulators.Select(h => $"http://{h}")]));
        services.AddFeedReader<ChannelBook>().AddFeedReader<GatewayBook>();
        services.AddScoped<ChannelEdits>().AddScoped<ChannelTest>();
        services.AddSingleton<InboxQueue>().AddHostedService(s => s.GetRequiredService<InboxQueue>());
        services.AddMenuItem(new(100, "/admin/channels", "nav.channels", "send", Permission.ManageChannels));
        services.AddSingleton<FetchSounds>().AddScoped<FoldInbox>().AddScoped<SayBack>().AddHostedService<InboxLoop>();
        return services;
    }

    public static IServiceCollection AddProvider<T>(this IServiceCollection services) where T : Provider =>
        services.AddSingleton<T>().AddSingleton<Provider>(s => s.GetRequiredService<T>());

    public static void MapProviders(this IEndpointRouteBuilder routes)
    {
        routes.MapHooks();
        foreach (var provider in routes.ServiceProvider.GetRequiredService<ProviderBook>().All)
        {
            provider.Map(routes);
        }
    }
}
