namespace TungNgo.Providers.Zalo;

internal static class ZaloSetup
{
    public static IServiceCollection AddZalo(this IServiceCollection services) => services
        .AddProvider<ZaloProvider>().AddSingleton<ZaloTokenKeeper>().AddSingleton<ZaloPictures>().AddScoped<ZaloAccess>().AddScoped<ZaloConsent>();
}
