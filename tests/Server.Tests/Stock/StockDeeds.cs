using TungNgo.Data;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Tests.Questions;

namespace TungNgo.Tests.Stock;

/// <summary>What officers and members do with material, by the console's forms and the phones' wire.</summary>
internal static class StockDeeds
{
    public static readonly Guid Leaflet = StockKind.Standard[0].Id, Sim = StockKind.Standard[1].Id, Phone = StockKind.Standard[2].Id;

    public static Task<string> ReceiveAsync(this HttpClient officer, Village village, Guid kind, int count, Guid? team = null) =>
        officer.SendAsync($"/stock/teams/{team ?? village.TeamId}", "receive", new()
        {
            ["kind"] = $"{kind}", ["count"] = $"{count}", ["day"] = $"{village.Server.Clock.Today():yyyy-MM-dd}", ["note"] = "Phiếu 12",
        });

    public static Task<string> CountAsync(this HttpClient officer, Village village, Guid kind, string count, string reason) =>
        officer.SendAsync($"/stock/teams/{village.TeamId}", "count", new() { ["counted-kind"] = $"{kind}", ["counted"] = count, ["reason"] = reason });

    public static Mutation Out(this Village village, Guid kind, int count, Guid? household = null, Guid? team = null) =>
        village.Mutate("stock.out") with { Stock = new PushStock(team ?? village.TeamId, kind, count, household) };

    public static Mutation Lend(this Village village, Guid kind, Guid household, int days = 14) =>
        village.Mutate("stock.lend") with { Stock = new PushStock(village.TeamId, kind, 1, household, village.Server.Clock.Today().AddDays(days)) };

    public static Mutation Back(this Village village, Guid loan) => village.Mutate("stock.return") with { Stock = new PushStock(MoveId: loan) };

    public static Mutation Undo(this Village village, Guid move) => village.Mutate("stock.undo") with { Stock = new PushStock(MoveId: move) };
}
