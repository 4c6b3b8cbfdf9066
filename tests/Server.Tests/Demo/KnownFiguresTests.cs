using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Figures.Page;
using TungNgo.Figures.Proof;
using TungNgo.Seasons;
using TungNgo.Tests.CommandLine;

namespace TungNgo.Tests.Demo;

/// <summary>The demo province, filled once for all tests of this class.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    internal HttpClient Official { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(demo: true);
        Assert.True(await FillAsync(Server, CancellationToken.None));
        Official = Server.Browser();
        using var entered = await Official.SubmitAsync("/sign-in", "sign-in", new() { ["Form.Name"] = "can-bo-tinh", ["Form.Password"] = DemoAccounts.Password });
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    internal static async Task<bool> FillAsync(TestServer server, CancellationToken ct, Action<string>? tell = null)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoProvince>().FillAsync(wholeProvince: false, seed: 2024, tell ?? (_ => { }), ct);
    }

    public async ValueTask DisposeAsync()
    {
        Official.Dispose();
        await Server.DisposeAsync();
    }
}

public sealed class KnownFiguresTests(DemoServer demo) : IClassFixture<DemoServer>
{
    private TestServer Server => demo.Server;

    [Fact]
    public async Task The_province_has_775_teams_and_5045_members()
    {
        var figures = await FiguresAsync("94");
        Assert.Equal(775, figures["teams"]);
        Assert.Equal(5045, figures["members"]);
        await PageSaysAsync("94", "775", "5.045");
    }

    [Fact]
    public async Task Long_Phu_has_its_61_hamlets_73_teams_and_93360_people_in_26291_households()
    {
        var tree = Server.Services.GetRequiredService<AreaTree>().On(KnownFigures.Day);
        var communes = tree.ChildrenOf(Server.AreaByCode("946")).ToList();
        Assert.Equal(2, communes.Count(c => c.Kind == AreaKind.Township));
        Assert.Equal(9, communes.Count(c => c.Kind == AreaKind.Commune));
        Assert.Equal(61, tree.HamletsOf(Server.AreaByCode("946")).Count);
        var figures = await FiguresAsync("946");
        Assert.Equal(73, figures["teams"]);
        Assert.Equal(26_291, figures["households"]);
        Assert.Equal(93_360, figures["people"]);
        await PageSaysAsync("946", "73", "26.291", "93.360");
    }

    [Fact]
    public async Task Truong_Khanh_has_7_teams_49_members_55_groups_with_836_members_and_8326_accounts()
    {
        var figures = await FiguresAsync("31654");
        Assert.Equal(7, figures["teams"]);
        Assert.Equal(49, figures["members"]);
        Assert.Equal(55, figures["zalo-groups"]);
        Assert.Equal(836, figures["zalo-members"]);
        Assert.Equal(8_326, figures["service.dvc.introduced"]);
        Assert.Equal(0.44, figures["khmer-households"]!.Value / figures["households"]!.Value, 3);
        await PageSaysAsync("31654", "49", "55", "836", "8.326");
    }

    [Fact]
    public async Task One_households_rice_cost_a_fifth_less_and_the_mean_of_its_hamlet_stands_on_the_page()
    {
        var accounts = await Server.WithDbAsync(db => SeasonConsents.Standing(db).AsNoTracking().ToListAsync());
        var changes = accounts.GroupBy(a => a.HouseholdId).Select(own => SeasonChange.Of(own.Single(a => a.Year == KnownFigures.Day.Year), own)!.Value).ToList();
        Assert.Equal(8, changes.Count);
        Assert.Equal(KnownFigures.SeasonChange, Assert.Single(changes, c => Math.Abs(c - KnownFigures.SeasonChange) < 0.1), 9);

        var page = await demo.Official.GetStringAsync($"/water/seasons?area={Server.AreaByCode(KnownFigures.TruongKhanh)}");
        Assert.Contains("Ấp Trường Thành B", page, StringComparison.Ordinal);
        Assert.Contains("−14", page, StringComparison.Ordinal);
        Assert.Contains("mặn: 5 hộ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_Long_Phus_people_took_part()
    {
        var hamlets = Server.Services.GetRequiredService<AreaTree>().On(KnownFigures.Day).HamletsOf(Server.AreaByCode("946"));
        var reached = await Server.WithDbAsync(db => (
            from standing in db.Standings.Where(s => s.PersonId != Guid.Empty && s.Stage > 0)
            join household in db.Households.Where(h => hamlets.Contains(h.HamletId)) on standing.HouseholdId equals household.Id
            select standing.PersonId).Distinct().CountAsync());
        Assert.Equal(0.506, reached / 93_360d, 4);
    }

    [Fact]
    public async Task One_command_tells_the_published_sentences_and_the_same_figures_on_todays_units()
    {
        var told = await Command.TungNgoAsync("sentences", "--database", Server.Database, "--period", "2024-M9", "--unit", "31654", "946", "94");
        Assert.Equal("", told.Error);
        var lines = told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Xã Trường Khánh có 7 tổ công nghệ số cộng đồng với 49 thành viên; 55 nhóm Zalo với 836 thành viên;", lines[0], StringComparison.Ordinal);
        Assert.Contains("trên 8.326 tài khoản", lines[0], StringComparison.Ordinal);
        Assert.Contains("trên 44% dân số là đồng bào Khmer", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Huyện Long Phú có 73 tổ công nghệ số cộng đồng", lines[1], StringComparison.Ordinal);
        Assert.Contains(
            "11 đơn vị hành chính cấp xã, 61 ấp, khóm; 26.291 hộ với 93.360 nhân khẩu;", lines[1], StringComparison.Ordinal);
        Assert.Contains(
            "50,6% người dân tham gia; việc hướng dẫn trực tiếp thanh toán không dùng tiền mặt đạt 100%; việc tuyên truyền qua nhóm Zalo đạt 98%.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Toàn tỉnh có 775 tổ công nghệ số cộng đồng với 5.045 thành viên;", lines[2], StringComparison.Ordinal);
        Assert.Contains("trên 35% dân số là đồng bào dân tộc thiểu số", lines[2], StringComparison.Ordinal);
        Assert.Contains("đạt 98% (từ 11/108 đơn vị)", lines[2], StringComparison.Ordinal);

        // Three old communes are the new one: their sums are its figures.
        var parts = await Command.TungNgoAsync("sentences", "--database", Server.Database, "--period", "2024-M9", "--unit", "31654", "31648", "31657");
        var whole = await Command.TungNgoAsync("sentences", "--database", Server.Database, "--period", "2024-M9", "--boundaries", "2025-07-01", "--unit", "31654", "92");
        var today = whole.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var unit in (string[])["tổ công nghệ", "nhóm Zalo", "hộ với", "nhân khẩu", "tài khoản"])
        {
            Assert.Equal(parts.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(l => NumberBefore(l, unit)), NumberBefore(today[0], unit));
        }

        Assert.StartsWith("Toàn thành phố có 775 tổ công nghệ số cộng đồng với 5.045 thành viên;", today[1], StringComparison.Ordinal);
    }

    private static int NumberBefore(string line, string unit) =>
        int.Parse(Regex.Match(line, $@"([\d.]+) {unit}").Groups[1].Value.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_recount_from_the_registers_finds_no_difference()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(fix: false, Actor.System, null, CancellationToken.None);
        Assert.True(result.Cells > 100_000);
        Assert.Empty(result.Differences);
    }

    [Fact]
    public async Task Both_trees_hold_all_hamlets_and_every_commune_has_households()
    {
        var (versions, successions) = await Server.WithDbAsync(async db => (await db.AreaVersions.AsNoTracking().ToListAsync(), await db.Successions.AsNoTracking().ToListAsync()));
        Assert.Empty(AreaRules.Faults(versions, successions));
        var areas = Server.Services.GetRequiredService<AreaTree>();
        var (before, after) = (areas.On(KnownFigures.Day), areas.On(new DateOnly(2025, 7, 1)));
        Assert.Equal(before.HamletsOf(before.Roots.Single().AreaId).ToHashSet(), after.HamletsOf(after.Roots.Single().AreaId).ToHashSet());
        var lived = (await Server.WithDbAsync(db => db.Households.Select(h => h.HamletId).Distinct().ToListAsync())).ToHashSet();
        foreach (var tree in new[] { before, after })
        {
            Assert.All(tree.All.Where(a => a.Tier == AreaTier.Commune), c => Assert.Contains(tree.HamletsOf(c.AreaId), lived.Contains));
        }

        Assert.Equal(108, before.All.Count(a => a.Tier == AreaTier.Commune));
        Assert.Equal(43, after.All.Count(a => a.Tier == AreaTier.Commune));
    }

    [Fact]
    public async Task Whoever_is_signed_in_follows_the_clock_into_the_merged_city_and_back()
    {
        using var official = Server.Browser();
        using var entered = await official.SubmitAsync("/sign-in", "sign-in", new() { ["Form.Name"] = "can-bo-xa", ["Form.Password"] = DemoAccounts.Password });
        Assert.Contains("Huyện Long Phú", await official.GetStringAsync("/areas"));
        var after = new DateOnly(2026, 1, 5);
        Server.Services.GetRequiredService<DemoClock>().Show(after);
        await DemoMode.KeepSessionsAsync(Server.Services, CancellationToken.None);
        Assert.Contains("Thành phố Cần Thơ", await official.GetStringAsync("/areas"));
        // The campaign of October is signed before it begins, and runs on its first day.
        Server.Services.GetRequiredService<DemoClock>().Show(KnownFigures.Day);
        await DemoMode.KeepSessionsAsync(Server.Services, CancellationToken.None);
        Assert.Contains("Huyện Long Phú", await official.GetStringAsync("/areas"));
        Assert.Contains("10 ngày chuyển đổi số", WebUtility.HtmlDecode(await official.GetStringAsync("/campaigns")), StringComparison.Ordinal);
        using var tenDays = await official.PostFormAsync("/campaigns", "/demo/clock", new() { ["day"] = "on", ["on"] = "2024-10-01" });
        Assert.Contains("Đang diễn ra", WebUtility.HtmlDecode(await official.GetStringAsync("/campaigns")), StringComparison.Ordinal);
        // They can be played one by one; a day of nowhere changes nothing.
        foreach (var (day, on, shown) in new[] { ("next", "", 2), ("next", "", 3), ("on", "9999-01-01", 3), ("on", "x", 3), ("campaign", "", 1) })
        {
            using var moved = await official.PostFormAsync("/campaigns", "/demo/clock", new() { ["day"] = day, ["on"] = on });
            Assert.Equal(new DateOnly(2024, 10, shown), Server.Services.GetRequiredService<DemoClock>().Today());
            Assert.Contains("Đang diễn ra", WebUtility.HtmlDecode(await official.GetStringAsync("/campaigns")), StringComparison.Ordinal);
        }

        Server.Services.GetRequiredService<DemoClock>().Show(KnownFigures.Day);
        await DemoMode.KeepSessionsAsync(Server.Services, CancellationToken.None);
    }

    [Fact]
    public async Task A_database_with_data_is_left_alone()
    {
        var before = await Server.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync());
        Assert.False(await DemoServer.FillAsync(Server, CancellationToken.None));
        Assert.Equal(before, await Server.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync()));
    }

    [Fact]
    public async Task An_interrupted_fill_leaves_nothing_behind()
    {
        await using var server = await TestServer.StartAsync();
        using var interrupt = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoServer.FillAsync(server, interrupt.Token, line =>
        {
            if (line.StartsWith("Thành phố Sóc Trăng", StringComparison.Ordinal))
            {
                interrupt.Cancel();
            }
        }));
        Assert.Equal((0, 0, 0), await server.WithDbAsync(async db => (await db.Households.CountAsync(), await db.Teams.CountAsync(), await db.Lanes.CountAsync())));
    }

    private async Task<Dictionary<string, double?>> FiguresAsync(string code)
    {
        var answer = await demo.Official.GetAsync($"/api/figures/{Server.AreaByCode(code)}?date={KnownFigures.Day:yyyy-MM-dd}").ReadAsync<FiguresAnswer>();
        return answer.Figures.ToDictionary(f => f.Code, f => f.Value);
    }

    private async Task PageSaysAsync(string code, params string[] numbers)
    {
        var page = WebUtility.HtmlDecode(await demo.Official.GetStringAsync($"/figures/{Server.AreaByCode(code)}?date={KnownFigures.Day:yyyy-MM-dd}"));
        Assert.All(numbers, number => Assert.Matches($@"(?<![\d.]){number.Replace(".", @"\.", StringComparison.Ordinal)}(?![\d]|\.\d)", page));
    }
}
