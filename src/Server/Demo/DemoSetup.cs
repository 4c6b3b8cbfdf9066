namespace TungNgo.Demo;

internal static class DemoSetup
{
    /// <summary>What fills a demo database. Nothing of it runs by itself.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddScoped<DemoProvince>().AddScoped<DemoAccounts>().AddScoped<DemoChannels>().AddScoped<DemoBulletins>().AddScoped<DemoHelp>()
        .AddScoped<DemoWater>().AddScoped<DemoSeasons>().AddScoped<DemoReports>().AddScoped<DemoCampaigns>().AddScoped<DemoOctober>().AddScoped<DemoWork>();
}
