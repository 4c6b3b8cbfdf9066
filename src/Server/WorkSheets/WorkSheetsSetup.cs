using TungNgo.Accounts;
using TungNgo.Accounts.Frame;

namespace TungNgo.WorkSheets;

internal static class WorkSheetsSetup
{
    public static IServiceCollection AddWorkSheets(this IServiceCollection services) => services
        .AddScoped<IWorkSource, VisitWork>().AddScoped<IWorkSource, PostWork>().AddScoped<IWorkSource, GatheringWork>().AddScoped<IWorkSource, ClassWork>()
        .AddScoped<WorkReader>().AddScoped<WorkDesk>().AddScoped<ChangeWork>().AddScoped<ChangeRates>().AddWork<WorkSheetsWaiting>()
        .AddMenuItem(new(45, "/work", "nav.work", "clipboard-check", Permission.ViewWorkSheets, OfArea: true));
}
