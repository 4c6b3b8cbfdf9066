namespace TungNgo.Relays;

internal static class RelaysSetup
{
    public static IServiceCollection AddRelays(this IServiceCollection services) => services.AddScoped<RelayTurns>().AddHostedService<RelayLoop>();
}
