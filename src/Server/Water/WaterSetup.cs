using Microsoft.AspNetCore.RateLimiting;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;
using TungNgo.Water.Ways.Mqtt;
using TungNgo.Water.Ways.Polling;

namespace TungNgo.Water;

internal static class WaterSetup
{
    public static IServiceCollection AddWater(this IServiceCollection services)
    {
        services.Configure<RateLimiterOptions>(PushEndpoints.AddLimit);
        services.AddSeed<WaterSeed>().AddScoped<StationHamlets>().AddScoped<EventBook>().AddScoped<WatchStation>().AddScoped<EventNotices>().AddScoped<ReadingBook>();
        services.AddSingleton<WatchLoop>().AddHostedService(s => s.GetRequiredService<WatchLoop>());
        services.AddOptions<MqttOptions>().BindConfiguration("Mqtt");
        services.AddScoped<MqttIntake>().AddScoped<MqttLineBook>().AddHostedService<MqttLoop>();
        services.AddSingleton(s => new PollFetch(s.GetRequiredService<ServerOptions>())).AddScoped<PollStation>().AddScoped<PollingEdits>();
        services.AddSingleton<PollLoop>().AddHostedService(s => s.GetRequiredService<PollLoop>());
        return services;
    }

    public static void MapWater(this IEndpointRouteBuilder routes) => routes.MapStationPush();
}
