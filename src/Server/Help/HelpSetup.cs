using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Households;
using TungNgo.Providers.Inbox;

namespace TungNgo.Help;

internal static class HelpSetup
{
    public static IServiceCollection AddHelp(this IServiceCollection services)
    {
        services.AddOptions<HelpTimes>().BindConfiguration("Help");
        services.AddSingleton<AddHelp>();
        services.AddScoped<ReceiveHelp>().AddScoped<IHearsPeople>(s => s.GetRequiredService<ReceiveHelp>()).AddScoped<EscalateHelp>().AddScoped<ForgetHelp>().AddScoped<HelpDesk>().AddScoped<SendAnswers>();
        services.AddScoped<IFollowsHamlet, FollowHelp>().AddScoped<IAffectedByAreas, FollowHelp>().AddScoped<IBlocksUndo, FollowHelp>();
        services.AddSingleton<IFollowsHousehold, MergedHelp>().AddHostedService<HelpLoop>();
        services.AddWork<HelpWaiting>().AddMenuItem(new(50, "/help", "nav.help", "message-circle-question", Permission.AnswerHelp, OfArea: true));
        return services;
    }
}
