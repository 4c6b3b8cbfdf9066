using Microsoft.AspNetCore.Authentication;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Exchange.Wire;
using TungNgo.Exchange.Keys;
using TungNgo.Exchange.Push;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;

namespace TungNgo.Exchange;

internal static class ExchangeSetup
{
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Gate.KeyScheme, null);
        services.AddFeedReader<KeyBook>().AddSingleton<KeyPace>().AddScoped<KeyEdits>();
        services.AddSingleton<KeyUses>().AddHostedService(s => s.GetRequiredService<KeyUses>());
        services.AddScoped<SystemFinder>().AddScoped<SystemEdits>().AddScoped<MapCodes>().AddSingleton<SystemVault>().AddScoped<Fetching>();
        services.AddSingleton<IPushBody, FiguresBody>().AddSingleton<IPushBody, DataValuesBody>();
        services.AddSingleton<PushCall>().AddSingleton<PushTurn>().AddSingleton<PushLoop>().AddHostedService(s => s.GetRequiredService<PushLoop>()).AddScoped<QueuePush>().AddScoped<PushDesk>();
        return services.AddMenuItem(new(95, "/exchange", "nav.exchange", "share", Permission.ManageExchange));
    }
}
