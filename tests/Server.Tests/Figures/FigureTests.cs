using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Figures;
using TungNgo.Figures.Page;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Tests.Figures;

public sealed class FigureTests
{
    [Fact]
    public async Task A_visit_is_in_the_figures_of_every_level_as_soon_as_its_phone_is_answered()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var province = server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        using var official = await server.OfficialAsync(Role.ProvinceOfficer, province);

        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)), village.Visit(1, ("vneid2", Stage.Introduced)));
        foreach (var area in server.Services.GetRequiredService<AreaTree>().Today.LineOf(village.HamletId).Select(u => u.AreaId))
        {
            var answer = await official.GetAsync($"/api/figures/{area}").ReadAsync<FiguresAnswer>();
            Assert.Equal(3, Of(answer, "households").Value);
            Assert.Equal((2, 3), (Of(answer, "met-share").Numerator, Of(answer, "met-share").Denominator));
            Assert.Equal(1.0 / 3, Of(answer, "service.vneid2").Value!.Value, 6);
            Assert.Equal(2, Of(answer, "service.vneid2.introduced").Value);
            Assert.Equal(2, Of(answer, "visits").Value);
            Assert.Equal((1, 2), (Of(answer, "teams").Value, Of(answer, "members").Value));
            Assert.Equal(1, Of(answer, "active-teams").Value);
            Assert.Equal((1L, 1L), (answer.Stages.Single(s => s.Code == "vneid2").Introduced, answer.Stages.Single(s => s.Code == "vneid2").Working));
        }
    }

    [Fact]
    public async Task A_hamlet_that_never_reported_is_missing_and_its_commune_says_so()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);

        var children = await officer.GetAsync($"/api/figures/{village.CommuneId}/children").ReadAsync<FigureChildrenAnswer>();
        var silent = children.Children.Single(c => c.Area.Id == village.OtherHamletId).Figures.Single(f => f.Code == "households");
        Assert.Null(silent.Value);
        Assert.Equal((0, 1), (silent.Reporting, silent.Of));
        var total = children.Total.Single(f => f.Code == "households");
        Assert.Equal((3.0, 1, 2), (total.Value, total.Reporting, total.Of));
        Assert.Contains("—", await officer.GetStringAsync($"/figures/{village.OtherHamletId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stock_is_of_its_date_and_a_flow_of_its_period()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)));
        server.Clock.Advance(TimeSpan.FromDays(3));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Independent)), village.Visit(1));

        var then = await officer.GetAsync($"/api/figures/{village.HamletId}?date=2024-09-21&from=2024-09-20").ReadAsync<FiguresAnswer>();
        Assert.Equal((1, 1L), (Of(then, "visits").Value, then.Stages.Single(s => s.Code == "vneid2").Working));
        Assert.Equal(1, Of(then, "met-share").Numerator);
        var later = await officer.GetAsync($"/api/figures/{village.HamletId}?from=2024-09-21&date=2024-09-23").ReadAsync<FiguresAnswer>();
        Assert.Equal((2, 0L, 1L), (Of(later, "visits").Value, later.Stages.Single(s => s.Code == "vneid2").Working, later.Stages.Single(s => s.Code == "vneid2").Independent));

        var series = await officer.GetAsync($"/api/figures/{village.HamletId}/series?indicator=visits&from=2024-09-20&date=2024-09-23").ReadAsync<FigureSeriesAnswer>();
        Assert.Equal([1.0, 0, 0, 2], series.Points.Select(p => p.Value));
        var met = await officer.GetAsync($"/api/figures/{village.HamletId}/series?indicator=met-share&from=2024-09-19&date=2024-09-23").ReadAsync<FigureSeriesAnswer>();
        Assert.Equal([null, 1.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3], met.Points.Select(p => p.Value));
    }

    [Fact]
    public async Task A_unit_that_was_abolished_keeps_its_figures_on_the_tree_of_its_last_day()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);

        var later = await officer.GetAsync($"/api/figures/{village.CommuneId}?date=2025-08-01").ReadAsync<FiguresAnswer>();
        Assert.Equal((new DateOnly(2025, 6, 30), 3.0), (later.TreeOf, Of(later, "households").Value));
        var today = await officer.GetAsync($"/api/figures/{village.CommuneId}?date=2025-08-01&boundaries=today").ReadAsync<FiguresAnswer>();
        Assert.Equal(("today", new DateOnly(2024, 9, 20)), (today.Boundaries, today.TreeOf));
        Assert.Contains("30/06/2025", await officer.GetStringAsync($"/figures/{village.CommuneId}?date=2025-08-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_reads_the_own_commune_and_below_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var other = server.AreaByCode("31657");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var province = server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        foreach (var (area, status) in new[] { (village.CommuneId, 200), (village.HamletId, 200), (other, 404), (province, 404) })
        {
            foreach (var path in new[] { $"/api/figures/{area}", $"/api/figures/{area}/children", $"/api/figures/{area}/series?indicator=visits", $"/figures/{area}", $"/figures/{area}/table.csv", $"/figures/{area}/figures.xlsx" })
            {
                using var answer = await officer.GetAsync(path);
                Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode}");
            }
        }

        using var events = await officer.GetAsync($"/api/figures/{other}/events");
        Assert.Equal(HttpStatusCode.NotFound, events.StatusCode);
        using var nobody = await server.Anonymous().GetAsync($"/api/figures/{village.CommuneId}");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task The_first_page_is_that_of_the_officials_own_unit()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var home = await officer.GetAsync("/");
        Assert.Equal($"/figures/{village.CommuneId}", new Uri(server.Address, home.Headers.Location!).AbsolutePath);
        var page = await officer.GetStringAsync($"/figures/{village.CommuneId}");
        Assert.Contains("Ấp Trường Thành B", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_equal_the_screen()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var query = "?indicator=service.vneid2&sort=households&dir=desc";

        var csv = (await officer.GetStringAsync($"/figures/{village.CommuneId}/table.csv{query}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Ấp Trường Thành B;1/1;33,3;3;3;33,3;1;1", csv[1]);
        Assert.Equal("Ấp Trường An;0/1;;;;;;0", csv[2]);
        Assert.Equal("Cộng;1/2;33,3;3;3;33,3;1;1", csv[3]);

        var xlsx = await officer.GetByteArrayAsync($"/figures/{village.CommuneId}/table.xlsx{query}");
        var rows = new MemoryStream(xlsx).Query(useHeaderRow: true, startCell: "A6").Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal(csv[1].Replace(',', '.').Split(';'), rows[0].Values.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture)!));

        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{village.CommuneId}{query}"));
        var table = page[page.IndexOf("id=\"below\"", StringComparison.Ordinal)..];
        Assert.True(table.IndexOf("33,3", StringComparison.Ordinal) > 0);
        Assert.True(table.IndexOf("Ấp Trường Thành B", StringComparison.Ordinal) < table.IndexOf("Ấp Trường An", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_is_refused_in_plain_words()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await officer.GetAsync($"/api/figures/{village.CommuneId}?from=2024-09-20&date=2024-09-01");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("figures.period", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        using var unknown = await officer.GetAsync($"/api/figures/{village.CommuneId}/series?indicator=luck");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task The_image_is_the_same_after_a_restart_and_a_change_seen_twice_counts_once()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)));
        var store = server.Services.GetRequiredService<FigureStore>();
        var changes = await server.WithDbAsync(db => db.Changes.AsNoTracking().OrderBy(c => c.Number).ToListAsync());
        var before = Image(store.Now);
        Assert.Equal(3, before[Indicators.Households]);

        await store.ApplyAsync(changes, CancellationToken.None);
        Assert.Equal(before, Image(store.Now));
        await store.LoadAsync(CancellationToken.None);
        await store.ApplyAsync(changes, CancellationToken.None);
        Assert.Equal(before, Image(store.Now));

        Dictionary<int, long> Image(FigureImage image) => Enumerable.Range(1, 30).Append(Indicators.StageOf(1, Stage.Working))
            .ToDictionary(i => i, i => image.ColumnOf(i).UpTo(int.MaxValue, image.Index.Of([village.HamletId])));
    }

    private static FigureValue Of(FiguresAnswer answer, string code) => answer.Figures.Single(f => f.Code == code);
}
