using TungNgo.Bulletins.Approval;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Providers.Inbox;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Plan;
using TungNgo.Sendings.Settling;

namespace TungNgo.Sendings;

internal static class SendingsSetup
{
    public static IServiceCollection AddSendings(this IServiceCollection services)
    {
        services.AddScoped<StartSending>().AddScoped<ICarriesBulletins>(s => s.GetRequiredService<StartSending>()).AddScoped<StopSending>();
        services.AddScoped<IQueuesMessages, EndQueued>().AddScoped<IHearsReceipts, TakeReceipts>().AddSingleton<ICountsCells, CountNotices>();
        services.AddScoped<PreviewAudience>().AddScoped<PlanSending>().AddScoped<Settle>().AddScoped<Sweep>();
        services.AddSingleton<VersionTexts>().AddSingleton<MessageWriter>().AddSingleton<Dispatcher>().AddSingleton<Unknowns>();
        return services.AddLoop<PlanLoop>().AddLoop<SendLoop>().AddLoop<SweepLoop>().AddLoop<SettleLoop>();
    }

    private static IServiceCollection AddLoop<T>(this IServiceCollection services) where T : Loop, IFeedReader =>
        services.AddFeedReader<T>().AddHostedService(s => s.GetRequiredService<T>());
}
