using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Stock;
using TungNgo.Tests.Questions;
using static TungNgo.Tests.Stock.StockDeeds;

namespace TungNgo.Tests.Stock;

/// <summary>What offices write down beside a count, between two teams, twice, and of kinds that have ended.</summary>
public sealed class StockOfficeTests
{
    /// <summary>14:00 in Vietnam.</summary>
    private static readonly DateTime Afternoon = new(2024, 10, 5, 7, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task What_came_after_the_count_of_the_same_day_adds_to_it_and_what_came_before_is_said_to_be_in_it()
    {
        await using var server = await TestServer.StartAsync(Afternoon);
        var village = await Village.BuildAsync(server);
        using var officer = await village.OfficerAsync();
        Assert.Equal("", await officer.ReceiveAsync(village, Leaflet, 10));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", await officer.CountAsync(village, Leaflet, "50", "Đếm kho"));
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("", await officer.ReceiveAsync(village, Leaflet, 100));
        Assert.Equal(150, await BalanceAsync(server, village.TeamId, Leaflet));

        using var earlier = await officer.SubmitAsync($"/stock/teams/{village.TeamId}", "receive", village.Receipt(Leaflet, 7, server.Clock.Today().AddDays(-1)));
        Assert.Contains("đã nằm trong lần đếm ngày 05/10/2024", await officer.PageAsync($"{earlier.Headers.Location}"), StringComparison.Ordinal);
        Assert.Equal(150, await BalanceAsync(server, village.TeamId, Leaflet));
    }

    [Fact]
    public async Task What_one_team_gave_another_is_taken_back_from_both_or_not_at_all()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (team, _) = await village.NeighbourAsync();
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        using var officer = await village.OfficerAsync();
        Assert.Equal("", await officer.ReceiveAsync(village, Phone, 3));
        Assert.Equal("", await province.GiveAsync(village, team));
        var given = await server.WithDbAsync(db => db.StockMoves.AsNoTracking().SingleAsync(m => m.Deed == StockDeed.Given));
        Assert.Contains("ngoài địa bàn của bạn", await officer.SendAsync($"/stock/teams/{village.TeamId}", $"undo-{given.Id}", []), StringComparison.Ordinal);
        Assert.Equal((2, 1), (await BalanceAsync(server, village.TeamId, Phone), await BalanceAsync(server, team, Phone)));

        Assert.Equal("", await province.SendAsync($"/stock/teams/{team}", $"undo-{given.PartnerId}", []));
        Assert.Equal((3, 0), (await BalanceAsync(server, village.TeamId, Phone), await BalanceAsync(server, team, Phone)));
        Assert.Equal(2, await server.WithDbAsync(db => db.StockMoves.CountAsync(m => m.TakenBackAt != null)));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_counts_once()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var second = await village.SecondTeamAsync();
        using var officer = await village.OfficerAsync();
        var (receipt, given, counted, kind) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal("", await officer.ReceiveAsync(village, Phone, 30, id: receipt));
            Assert.Equal("", await officer.GiveAsync(village, second, id: given));
            Assert.Equal("", await officer.AddKindAsync(village.CommuneId, "Sổ tay", kind));
        }

        Assert.Equal((29, 1), (await BalanceAsync(server, village.TeamId, Phone), await BalanceAsync(server, second, Phone)));
        Assert.Equal("Sổ tay", (await server.WithDbAsync(db => db.StockKinds.SingleAsync())).Name);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", await officer.CountAsync(village, Phone, "5", "Đếm", counted));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", await officer.ReceiveAsync(village, Phone, 2));
        Assert.Equal("", await officer.CountAsync(village, Phone, "5", "Đếm", counted));
        Assert.Equal(7, await BalanceAsync(server, village.TeamId, Phone));

        // An old form in which something else was written is no second copy, and no other team's id is taken.
        Assert.Contains("đã lưu một lần rồi", await officer.ReceiveAsync(village, Phone, 31, id: receipt), StringComparison.Ordinal);
        Assert.Contains("đã lưu một lần rồi", await officer.ReceiveAsync(village, Phone, 30, second, receipt), StringComparison.Ordinal);
        Assert.Contains("nhiều nhất 100.000", await officer.ReceiveAsync(village, Phone, 150_000), StringComparison.Ordinal);
        Assert.Contains("Đã có loại tên", await officer.AddKindAsync(village.CommuneId, "SỔ TAY"), StringComparison.Ordinal);
        Assert.Contains("Đã có loại tên", await officer.AddKindAsync(village.CommuneId, "tờ rơi"), StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.StockKinds.CountAsync()));
        Assert.Contains("Máy cho mượn", await officer.PageAsync($"/stock/teams/{village.TeamId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_ended_is_neither_received_nor_missed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var kind = Guid.CreateVersion7();
        using var officer = await village.OfficerAsync();
        Assert.Equal("", await officer.AddKindAsync(village.CommuneId, "Sổ tay", kind, "20"));
        Assert.Equal("", await officer.ReceiveAsync(village, kind, 5));
        Assert.Contains("1 tổ sắp hết", await officer.PageAsync($"/figures/{village.CommuneId}"), StringComparison.Ordinal);
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal("", await officer.SendAsync("/stock/kinds", $"end-{kind}", new() { ["ended"] = "true" }));
        }

        Assert.Contains("đã thôi nhận", await officer.ReceiveAsync(village, kind, 5), StringComparison.Ordinal);
        Assert.DoesNotContain("tổ sắp hết", await officer.PageAsync($"/figures/{village.CommuneId}"), StringComparison.Ordinal);
        Assert.Equal(5, await BalanceAsync(server, village.TeamId, kind));
    }

    [Fact]
    public async Task Nothing_is_given_to_a_team_that_has_ended_or_may_not_have_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (second, kind) = (await village.SecondTeamAsync(), Guid.CreateVersion7());
        var (neighbour, _) = await village.NeighbourAsync();
        using var officer = await village.OfficerAsync();
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        Assert.Equal("", await officer.AddKindAsync(village.CommuneId, "Sổ tay", kind));
        Assert.Equal("", await officer.ReceiveAsync(village, kind, 5));
        Assert.Contains("Không chuyển cho tổ này được", await province.GiveAsync(village, neighbour, kind), StringComparison.Ordinal);
        Assert.Equal("", await province.GiveAsync(village, second, kind));
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Single(t => t.Id == second).DissolvedOn = write.Today;
            write.Changed(ChangeKind.Team, second);
        });
        Assert.Contains("Không chuyển cho tổ này được", await province.GiveAsync(village, second, kind), StringComparison.Ordinal);
        Assert.Equal((4, 1), (await BalanceAsync(server, village.TeamId, kind), await BalanceAsync(server, second, kind)));
    }

    [Fact]
    public async Task The_trail_does_not_say_who_got_what()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        Assert.Equal("", await officer.ReceiveAsync(village, Leaflet, 10));
        var home = village.Households[0].Id;
        var given = village.Out(Leaflet, 2, home);
        await phone.PushAsync(given, village.Undo(given.Id));
        var trail = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "stock.out" || a.Action == "stock.undo").Select(a => a.After!).ToListAsync());
        Assert.Equal(2, trail.Count);
        Assert.All(trail, t => Assert.Contains($"{given.Id}", t, StringComparison.Ordinal));
        Assert.All(trail, t => Assert.DoesNotContain($"{home}", t, StringComparison.Ordinal));
    }

    private static Task<int> BalanceAsync(TestServer server, Guid team, Guid kind) =>
        server.WithDbAsync(db => db.StockBalances.Where(b => b.TeamId == team && b.KindId == kind).Select(b => b.Balance).SingleAsync());
}
