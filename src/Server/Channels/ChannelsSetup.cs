namespace TungNgo.Channels;

internal static class ChannelsSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddScoped<StartSending>();
        services.AddScoped<RelayTurns>().AddHostedService<RelayLoop>();
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
    }
}
