using TungNgo.Accounts.Frame;

namespace TungNgo.Areas.Reorganise;

internal static class ReorganiseSetup
{
    public static IServiceCollection AddReorganise(this IServiceCollection services) => services
        .AddScoped<ReorganisationDesk>().AddScoped<DryRun>().AddScoped<ApplyReorganisation>().AddScoped<UndoReorganisation>().AddScoped<IBlocksUndo, BuiltOn>().AddScoped<IAffectedByAreas, AffectedLanes>().AddWork<ReorganisationsStuck>()
        .AddSingleton<ReorganisationLoop>().AddHostedService(s => s.GetRequiredService<ReorganisationLoop>());
}
