using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Accounts;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Tests.Questions;
using static TungNgo.Tests.Stock.StockDeeds;

namespace TungNgo.Tests.Stock;

/// <summary>What a team has is what it received, less what it handed out, whatever is told twice, late or taken back.</summary>
public sealed class StockTests
{
    [Fact]
    public async Task What_is_received_is_handed_out_lent_and_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        Assert.Equal("", await officer.ReceiveAsync(village, Leaflet, 100));
        Assert.Equal("", await officer.ReceiveAsync(village, Phone, 2));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var home = village.Households[0].Id;
        var (general, given, lent) = (village.Out(Leaflet, 30), village.Out(Leaflet, 2, home), village.Lend(Phone, home));
        Assert.All(await phone.PushAsync(general, given, lent, given), r => Assert.Contains(r.Result, new[] { "applied", "alreadyApplied" }));
        var stock = (await phone.PullAsync()).Stock!;
        Assert.Equal([(Leaflet, 68), (Phone, 1)], stock.Has.Select(h => (h.KindId, h.Balance)));
        Assert.Equal("Tờ rơi", stock.Has[0].Name["vi"]);
        var loan = Assert.Single(stock.Loans);
        Assert.Equal((lent.Id, home, "Lý Dên 0", server.Clock.Today().AddDays(14)), (loan.Id, loan.HouseholdId!.Value, loan.Household, loan.Due!.Value));
        Assert.Equal(3, stock.Moves.Length);

        Assert.Equal("applied", (await phone.PushAsync(village.Undo(given.Id))).Single().Result);
        Assert.Equal("applied", (await phone.PushAsync(village.Undo(given.Id))).Single().Result);
        // Two phones that both bring it back bring it back once.
        var back = village.Back(lent.Id);
        Assert.All(await phone.PushAsync(back, village.Back(lent.Id)), r => Assert.Equal("applied", r.Result));
        stock = (await phone.PullAsync()).Stock!;
        Assert.Equal([(Leaflet, 70), (Phone, 2)], stock.Has.Select(h => (h.KindId, h.Balance)));
        Assert.Empty(stock.Loans);
        Assert.Equal("refused", (await phone.PushAsync(village.Undo(lent.Id))).Single().Result);
        Assert.Equal("applied", (await phone.PushAsync(village.Undo(back.Id))).Single().Result);
        Assert.Single((await phone.PullAsync()).Stock!.Loans);
        await AssertRecountedAsync(server);
    }

    [Fact]
    public async Task What_was_done_before_a_count_and_told_after_it_is_in_the_count()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        await officer.ReceiveAsync(village, Leaflet, 100);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = village.Out(Leaflet, 10);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("Chưa ghi lý do", await officer.CountAsync(village, Leaflet, "50", " "), StringComparison.Ordinal);
        Assert.Equal("", await officer.CountAsync(village, Leaflet, "50", "Ướt mưa"));
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await phone.PushAsync(village.Out(Leaflet, 5), late);
        Assert.Equal(45, (await phone.PullAsync()).Stock!.Has.Single().Balance);
        // The count was a slip: what was reckoned before holds again.
        var count = await server.WithDbAsync(db => db.StockMoves.SingleAsync(m => m.Deed == StockDeed.Counted));
        Assert.Equal("", await officer.SendAsync($"/stock/teams/{village.TeamId}", $"undo-{count.Id}", []));
        Assert.Equal(85, (await phone.PullAsync()).Stock!.Has.Single().Balance);
        await AssertRecountedAsync(server);
    }

    private static readonly Gen<(int Deed, int Count, int Of, bool Late)[]> Stories = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 9], Gen.Int[0, 8], Gen.Bool, (d, n, o, l) => (d, n, o, l)).Array[1, 12];

    [Fact]
    public async Task In_whatever_order_it_is_told_the_balance_is_what_a_recount_finds()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await Gen.Select(Stories, Gen.Int[0, 1000]).SampleAsync(
            async told =>
            {
                using var officer = await village.OfficerAsync();
                var kinds = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
                await server.WriteAsync((db, _) => db.StockKinds.AddRange(kinds.Select(k => new StockKind { Id = k, AreaId = village.CommuneId, Name = "Sổ tay", IsLent = true })));
                foreach (var kind in kinds)
                {
                    Assert.Equal("", await officer.ReceiveAsync(village, kind, 40));
                }

                server.Clock.Advance(TimeSpan.FromMinutes(2));
                var early = kinds.Select(k => Tell(village, told.Item1, k)).ToArray();
                var (straight, shuffled) = (early[0], early[1].OrderBy(m => m.Id.GetHashCode() ^ told.Item2).ToArray());
                await phone.PushAsync(straight);
                await phone.PushAsync([.. shuffled.Take(shuffled.Length / 2)]);
                server.Clock.Advance(TimeSpan.FromMinutes(2));
                foreach (var kind in kinds)
                {
                    Assert.Equal("", await officer.CountAsync(village, kind, $"{told.Item2 % 50}", "Đếm"));
                }

                server.Clock.Advance(TimeSpan.FromMinutes(2));
                var after = kinds.Select(k => Tell(village, told.Item1, k)).ToArray();
                await phone.PushAsync(after[0]);
                await phone.PushAsync([.. after[1].Reverse(), .. shuffled, .. after[1], .. early[1]]);
                await phone.PushAsync([.. early[1], .. after[1], .. after[1]]);
                var rows = await server.WithDbAsync(db => db.StockBalances.Where(b => kinds.Contains(b.KindId)).ToDictionaryAsync(b => b.KindId, b => b.Balance));
                Assert.Equal(rows[kinds[0]], rows[kinds[1]]);
            },
            iter: 12, threads: 1);
        await AssertRecountedAsync(server);
    }

    [Fact]
    public async Task Nothing_of_another_team_can_be_named()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (team, neighbour) = await village.NeighbourAsync();
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(neighbour);
        using var officer = await village.OfficerAsync();
        using var sibling = await server.OfficialAsync(Role.CommuneOfficer, village.SiblingId());
        Assert.Equal("", await officer.ReceiveAsync(village, Phone, 3));
        Assert.Equal("", await sibling.ReceiveAsync(village, Leaflet, 3, team));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var lent = village.Lend(Phone, village.Households[0].Id);
        var (stranger, _) = await server.SettleAsync(village.OtherHamletId, "Người Lạ");
        Assert.Equal(
            ["applied", "refused", "refused", "refused", "refused", "refused", "refused", "refused"],
            (await phone.PushAsync(
                lent, village.Out(Leaflet, 1, team: team), village.Out(Leaflet, 1), village.Lend(Phone, stranger), village.Out(Phone, 0), village.Out(Phone, 10_001),
                village.Mutate("stock.lend") with { Stock = new PushStock(village.TeamId, Phone, 1) }, village.Undo(Guid.CreateVersion7()))).Select(r => r.Result));
        Assert.Equal(["refused", "refused"], (await other.PushAsync(
            village.Undo(lent.Id) with { MemberId = neighbour }, village.Back(lent.Id) with { MemberId = neighbour })).Select(r => r.Result));
        Assert.Empty((await other.PullAsync()).Stock!.Loans);

        Assert.Equal(HttpStatusCode.NotFound, (await sibling.GetAsync($"/stock/teams/{village.TeamId}")).StatusCode);
        Assert.DoesNotContain("name=\"count\"", await (await server.OfficialAsync(Role.CommuneApprover, village.CommuneId)).PageAsync($"/stock/teams/{village.TeamId}"), StringComparison.Ordinal);
        Assert.Contains("Ngày này không được", await officer.SendAsync($"/stock/teams/{village.TeamId}", "receive", new() { ["id"] = $"{Guid.CreateVersion7()}" }), StringComparison.Ordinal);
        var second = await village.SecondTeamAsync();
        Assert.Contains("Không chuyển cho tổ này được", await officer.GiveAsync(village, team), StringComparison.Ordinal);
        Assert.Equal("", await officer.GiveAsync(village, second));
        Assert.Equal([1, 1], await server.WithDbAsync(db => db.StockBalances.Where(b => b.KindId == Phone).OrderBy(b => b.Balance).Select(b => b.Balance).ToListAsync()));
        var own = await OwnKindAsync(server, sibling, village.SiblingId());
        Assert.Contains("không có loại vật liệu này", await officer.ReceiveAsync(village, own, 5), StringComparison.Ordinal);
        Assert.Equal("", await sibling.ReceiveAsync(village, own, 5, team));
    }

    [Fact]
    public async Task Names_are_for_whoever_sees_households_and_the_office_is_told_what_runs_out()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using (var officer = await village.OfficerAsync())
        {
            await officer.ReceiveAsync(village, Phone, 1);
            // The file is narrowed as its page is: to what the office has to look after.
            Assert.Single((await officer.GetStringAsync("/stock/sheet?format=csv&waiting=true")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(2, (await officer.GetStringAsync("/stock/sheet?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            await officer.ReceiveAsync(village, Leaflet, 10);
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await phone.PushAsync(village.Lend(Phone, village.Households[0].Id, 3), village.Out(Leaflet, 12));
            Assert.Contains("-2", await officer.GetStringAsync("/stock/sheet?format=csv&waiting=true"), StringComparison.Ordinal);
            Assert.Contains("Lý Dên 0", await officer.PageAsync($"/stock/teams/{village.TeamId}"), StringComparison.Ordinal);
            Assert.Contains("Vật liệu: 1 tổ cần xem lại (1 tổ sắp hết hoặc phát quá số nhận, 0 món mượn quá hạn)", await officer.PageAsync($"/figures/{village.CommuneId}"), StringComparison.Ordinal);
            Assert.Contains("Phát nhiều hơn nhận", await officer.PageAsync($"/stock/teams/{village.TeamId}"), StringComparison.Ordinal);
            Assert.Contains("-2", await officer.GetStringAsync("/stock/sheet?format=csv"), StringComparison.Ordinal);
        }

        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        var page = await province.PageAsync($"/stock/teams/{village.TeamId}");
        Assert.DoesNotContain("Lý Dên", page, StringComparison.Ordinal);
        Assert.Contains("Một hộ", page, StringComparison.Ordinal);
        Assert.Contains("-2", await province.PageAsync("/stock"), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromDays(5));
        using var later = await village.OfficerAsync();
        Assert.Contains("1 món mượn quá hạn", await later.PageAsync($"/figures/{village.CommuneId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_household_keeps_its_loan_and_who_got_what_is_forgotten_after_a_year()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using (var officer = await village.OfficerAsync())
        {
            await officer.ReceiveAsync(village, Phone, 2);
            await officer.ReceiveAsync(village, Leaflet, 20);
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            var (survivor, duplicate) = (village.Households[1].Id, village.Households[0].Id);
            await phone.PushAsync(village.Lend(Phone, duplicate), village.Out(Leaflet, 1, duplicate));
            using var done = await officer.SubmitAsync($"/households/{survivor}/merge?with={duplicate}", "merge", new() { ["with"] = $"{duplicate}" });
            Assert.Equal(HttpStatusCode.Found, done.StatusCode);
            Assert.Equal((survivor, "Lý Dên 1"), (await phone.PullAsync()).Stock!.Loans.Select(l => (l.HouseholdId!.Value, l.Household)).Single());
        }

        server.Clock.Set(server.Clock.GetUtcNow().UtcDateTime.AddMonths(12).AddMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        // The loan is still out; only the leaflet is forgotten.
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<ForgetStock>().StepAsync(CancellationToken.None));
        Assert.Equal([StockDeed.Lent], await server.WithDbAsync(db => db.StockMoves.Where(m => m.HouseholdId != null).Select(m => m.Deed).ToListAsync()));
    }

    private static Mutation[] Tell(Village village, (int Deed, int Count, int Of, bool Late)[] story, Guid kind)
    {
        // Of two who end the same move differently, the first one is right: here each is ended once.
        var (told, open) = (new List<Mutation>(), new List<Guid>());
        foreach (var (deed, count, of, late) in story)
        {
            var earlier = open.Count == 0 ? Guid.CreateVersion7() : open[of % open.Count];
            _ = deed > 2 && open.Remove(earlier);
            var mutation = deed switch
            {
                0 or 1 => village.Out(kind, count),
                2 => village.Lend(kind, village.Households[of % 3].Id),
                3 => village.Back(earlier),
                _ => village.Undo(earlier),
            };
            told.Add(late ? mutation with { At = mutation.At.AddSeconds(-count) } : mutation);
            open.Add(mutation.Id);
        }

        return [.. told];
    }

    private static async Task<Guid> OwnKindAsync(TestServer server, HttpClient officer, Guid unit)
    {
        Assert.Equal("", await officer.AddKindAsync(unit, "Sổ tay"));
        return await server.WithDbAsync(db => db.StockKinds.Select(k => k.Id).SingleAsync());
    }

    private static async Task AssertRecountedAsync(TestServer server)
    {
        var (rows, moves) = await server.WithDbAsync(async db => (await db.StockBalances.ToListAsync(), await db.StockMoves.ToListAsync()));
        Assert.All(rows, row => Assert.Equal(StockBalance.Of(moves.Where(m => m.TeamId == row.TeamId && m.KindId == row.KindId)), row.Balance));
    }
}
