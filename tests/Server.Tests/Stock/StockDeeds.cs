using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Tests.Questions;

namespace TungNgo.Tests.Stock;

/// <summary>What officers and members do with material, by the console's forms and the phones' wire.</summary>
internal static class StockDeeds
{
    public static readonly Guid Leaflet = StockKind.Standard[0].Id, Sim = StockKind.Standard[1].Id, Phone = StockKind.Standard[2].Id;

    public static Task<string> ReceiveAsync(this HttpClient officer, Village village, Guid kind, int count, Guid? team = null, Guid? id = null) =>
        officer.SendAsync($"/stock/teams/{team ?? village.TeamId}", "receive", village.Receipt(kind, count, village.Server.Clock.Today(), id));

    /// <summary>What the form says in which a team received something.</summary>
    public static Dictionary<string, string> Receipt(this Village village, Guid kind, int count, DateOnly day, Guid? id = null) => new()
    {
        ["id"] = $"{id ?? Guid.CreateVersion7()}", ["kind"] = $"{kind}", ["count"] = $"{count}", ["day"] = $"{day:yyyy-MM-dd}", ["note"] = "Phiếu 12",
    };

    public static Task<string> CountAsync(this HttpClient officer, Village village, Guid kind, string count, string reason, Guid? id = null) => officer.SendAsync(
        $"/stock/teams/{village.TeamId}", "count", new() { ["id"] = $"{id ?? Guid.CreateVersion7()}", ["counted-kind"] = $"{kind}", ["counted"] = count, ["reason"] = reason });

    public static Task<string> GiveAsync(this HttpClient officer, Village village, Guid to, Guid? kind = null, Guid? id = null) => officer.SendAsync(
        $"/stock/teams/{village.TeamId}", "give", new() { ["id"] = $"{id ?? Guid.CreateVersion7()}", ["given-kind"] = $"{kind ?? Phone}", ["given"] = "1", ["to"] = $"{to}" });

    /// <summary>Another team of the village, in its other hamlet.</summary>
    public static async Task<Guid> SecondTeamAsync(this Village village, Guid? member = null)
    {
        var id = Guid.CreateVersion7();
        await village.Server.WriteAsync((db, write) =>
        {
            db.Teams.Add(new Team { Id = id, Name = "Tổ Trường An", NameKey = "to truong an", Level = TeamLevel.Hamlet, AreaId = village.OtherHamletId });
            if (member is { } added)
            {
                db.Members.Add(new Member { Id = added, Name = "Sơn Hòa", NameKey = "son hoa", Languages = "vi" });
                db.Memberships.Add(new Membership { Id = Guid.CreateVersion7(), TeamId = id, MemberId = added, Role = TeamRole.Member, From = new DateOnly(2024, 1, 1) });
            }

            write.Changed(ChangeKind.Team, id);
        });
        return id;
    }

    public static Task<string> AddKindAsync(this HttpClient officer, Guid unit, string name, Guid? id = null, string floor = "") => officer.SendAsync(
        "/stock/kinds", "kind", new() { ["id"] = $"{id ?? Guid.CreateVersion7()}", ["unit"] = $"{unit}", ["name"] = name, ["floor"] = floor });

    public static Mutation Out(this Village village, Guid kind, int count, Guid? household = null, Guid? team = null) =>
        village.Mutate("stock.out") with { Stock = new PushStock(team ?? village.TeamId, kind, count, household) };

    public static Mutation Lend(this Village village, Guid kind, Guid household, int days = 14) =>
        village.Mutate("stock.lend") with { Stock = new PushStock(village.TeamId, kind, 1, household, village.Server.Clock.Today().AddDays(days)) };

    public static Mutation Back(this Village village, Guid loan) => village.Mutate("stock.return") with { Stock = new PushStock(MoveId: loan) };

    public static Mutation Undo(this Village village, Guid move) => village.Mutate("stock.undo") with { Stock = new PushStock(MoveId: move) };
}
