using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Mail;

namespace TungNgo.Tables;

internal static class TablesSetup
{
    public static IServiceCollection AddTables(this IServiceCollection services) => services
        .AddScoped<TableBuilder>().AddScoped<TableDesk>().AddScoped<TableSchedules>().AddScoped<Reports.Periods.IUsesPeriods, TablePeriods>()
        .AddScoped<TableMail>().AddScoped<IMailWriter>(s => s.GetRequiredService<TableMail>()).AddScoped<IPlansMail>(s => s.GetRequiredService<TableMail>())
        .AddMenuItem(new(17, "/tables", "nav.tables", "table", Permission.ViewFigures, OfArea: true));
}
