using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Mail;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Reminders;
using TungNgo.Reports.Targets;
using TungNgo.Reports.Values;

namespace TungNgo.Reports;

internal static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddFeedReader<IndicatorCatalogue>().AddFeedReader<EnteredBook>().AddSeed<IndicatorSeed>().AddSeed<ReportSeed>();
        services.AddSingleton<Measures>().AddScoped<IndicatorReader>().AddScoped<IndicatorEdits>().AddScoped<IndicatorView>().AddSearch<ReportSearch>().AddSearch<IndicatorSearch>().AddScoped<FigureAnswers>().AddScoped<AreaProfiles>();
        services.AddSingleton<ReportPlaces>().AddScoped<ReportLock>().AddScoped<ReportLadder>().AddScoped<EnterValues>().AddScoped<ReportDesk>().AddScoped<ReportDocument>();
        services.AddFeedReader<TargetBook>().AddScoped<SetTargets>().AddWork<TargetsBehind>();
        services.AddScoped<IAffectedByAreas, AffectedReports>().AddScoped<IBlocksUndo, AffectedReports>();
        services.AddScoped<Evidence>().AddScoped<FormEdits>().AddScoped<PeriodEdits>().AddScoped<IUsesPeriods, ReportPeriods>();
        services.AddScoped<ReportMail>().AddScoped<IMailWriter>(s => s.GetRequiredService<ReportMail>()).AddScoped<IPlansMail>(s => s.GetRequiredService<ReportMail>());
        services.AddScoped<ReportsWaiting>().AddWork<ReportsWaiting>();
        return services
            .AddMenuItem(new(15, "/reports", "nav.reports", "clipboard-check", Permission.ViewFigures, OfArea: true))
            .AddMenuItem(new(16, "/indicators", "nav.indicators", "chart-bar", Permission.ViewFigures, OfArea: true));
    }
}
