using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;

namespace TungNgo.Bench;

/// <summary>
/// The room of a province's campaign (ten days, four services): told again while nothing changes, and reckoned anew after each change of a figure. The floor is
/// reading one day's sum of one figure.
/// </summary>
internal static class RoomBench
{
    private const int Times = 2_000;

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 0);
        await ProvinceFill.RunAsync(server.Services);
        await Startup.LoadAsync(server.Services, CancellationToken.None);
        var services = server.Services;
        var (today, areas) = (services.GetRequiredService<TimeProvider>().Today(), services.GetRequiredService<AreaTree>());
        var province = areas.Today.All.Single(a => a.ParentId is null).AreaId;
        var campaign = new Campaign
        {
            Id = Guid.CreateVersion7(), AreaId = province, Name = "Mười ngày", From = today.AddDays(-9), To = today, State = CampaignState.Approved, EditedBy = "bench",
            Services = [.. services.GetRequiredService<ServiceCatalogue>().InOrder.Take(4).Select(s => s.Id)],
        };
        var file = new CampaignFile(campaign, new Dictionary<(Guid, Guid), int[]>(), null, null, true);
        var (figures, store) = (services.GetRequiredService<CampaignFigures>(), services.GetRequiredService<FigureStore>());
        Measure("told again", () => figures.Of(file, today));
        // Another file of the same campaign: what was reckoned before says nothing of it.
        Measure("reckoned anew", () => figures.Of(file with { }, today));
        var leaves = areas.Today.HamletsOf(province);
        Measure("floor, one figure's sum", () => store.Now.ColumnOf(Indicators.VisitsMet).UpTo(today.Number(), store.Now.Index.Of(leaves)));
    }

    private static void Measure(string name, Func<object> work)
    {
        for (var i = 0; i < Times / 10; i++)
        {
            work();
        }

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            work();
        }

        Console.WriteLine($"room, {name}: {Times / watch.Elapsed.TotalSeconds:N0}/s on one core (bar 1,000/s)");
    }
}
