namespace TungNgo.Channels;

internal static class ChannelsSetup
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddScoped<StartSending>().AddScoped<OptOuts>();
        services.AddSingleton<ServerKeys>().AddSingleton<OptOutTokens>();
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
    }
}
