using TungNgo.Providers.Inbox;

namespace TungNgo.Help;

internal static class HelpSetup
{
    public static IServiceCollection AddHelp(this IServiceCollection services)
    {
        services.AddOptions<HelpTimes>().BindConfiguration("Help");
        services.AddSingleton<AddHelp>();
        services.AddScoped<ReceiveHelp>().AddScoped<IHearsPeople>(s => s.GetRequiredService<ReceiveHelp>()).AddScoped<EscalateHelp>().AddScoped<ForgetHelp>().AddScoped<HelpDesk>().AddScoped<SendAnswers>();
        services.AddHostedService<HelpLoop>();
        return services;
    }
}
