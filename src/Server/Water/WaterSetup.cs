using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Foreseen;
using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Water.Readings;
using TungNgo.Water.Review;
using TungNgo.Water.Risks;
using TungNgo.Water.Salt;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;
using TungNgo.Water.Ways;
using TungNgo.Water.Ways.Mqtt;
using TungNgo.Water.Ways.Polling;
using TungNgo.Web;

namespace TungNgo.Water;

internal static class WaterSetup
{
    public static IServiceCollection AddWater(this IServiceCollection services)
    {
        services.Configure<RequestPolicies>(PushEndpoints.AddLimit);
        services.AddSeed<WaterSeed>().AddScoped<StationHamlets>().AddSearch<StationSearch>().AddScoped<EventBook>().AddScoped<ForeseenBook>().AddScoped<RiskBook>().AddScoped<EventReviews>().AddScoped<WatchStation>().AddScoped<EventNotices>().AddScoped<ReadingBook>()
            .AddScoped<StationScope>().AddScoped<Areas.IAffectedByAreas, AffectedStations>().AddScoped<StationEdits>().AddScoped<ThresholdEdits>().AddScoped<ReviewReadings>().AddScoped<TypedReadings>();
        services.AddSingleton<WatchLoop>().AddHostedService(s => s.GetRequiredService<WatchLoop>());
        services.AddOptions<MqttOptions>().BindConfiguration("Mqtt");
        services.AddScoped<MqttIntake>().AddScoped<MqttLineBook>().AddHostedService<MqttLoop>();
        services.AddSingleton(s => new PollFetch(s.GetRequiredService<ServerOptions>())).AddScoped<PollStation>().AddScoped<PollingEdits>();
        services.AddSingleton<PollLoop>().AddHostedService(s => s.GetRequiredService<PollLoop>());
        services.AddScoped<ForecastStations>().AddHostedService<ForecastLoop>();
        services.AddScoped<ShownForecasts>().AddScoped<WaterReader>().AddScoped<MeasureReader>().AddScoped<ReadingPhotos>().AddScoped<HamletWater>().AddScoped<ReadSaltBulletin>().AddWork<ChecksWaiting>().AddWork<SilentStations>().AddMenuItem(new(55, "/water", "nav.water", "ripple", Permission.ViewWater));
        return services;
    }
}
