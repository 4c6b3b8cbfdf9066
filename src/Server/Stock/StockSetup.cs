using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Households;

namespace TungNgo.Stock;

internal static class StockSetup
{
    public static IServiceCollection AddStock(this IServiceCollection services) => services
        .AddScoped<StockKinds>().AddScoped<StockDesk>().AddScoped<ChangeStock>().AddScoped<ForgetStock>()
        .AddSingleton<IFollowsHousehold, MergedStock>().AddHostedService<StockLoop>()
        .AddWork<StockWaiting>()
        .AddMenuItem(new(33, "/stock", "nav.stock", "packages", Permission.ViewTeams, OfArea: true));
}
