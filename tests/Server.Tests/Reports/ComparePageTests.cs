using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Figures.Charts;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

/// <summary>Units side by side: on the map by classes, in a table with ranks, in a profile; and the sheets that hold the same.</summary>
public sealed class ComparePageTests
{
    private static readonly Indicator Share = new() { Code = "X", RecordedBy = "", Kind = IndicatorKind.Ratio, Unit = new() { ["vi"] = Indicator.Percent }, Direction = Direction.Up };

    [Fact]
    public void Classes_leave_out_what_is_missing_and_what_few_stand_behind()
    {
        var units = new (decimal? Value, decimal Below)[] { (0, 100), (0.1m, 100), (0.2m, 100), (0.3m, 100), (0.4m, 100), (1, 100), (null, 100), (0.9m, 19) }
            .Select(v => new RankedUnit(Unit(), new IndicatorValue(Share, v.Value, v.Value * v.Below, v.Below), null)).ToList();
        var quantiles = new Choropleth(units, ClassRule.Quantiles, Read);
        Assert.Equal([2, 1, 1, 1, 1], quantiles.Classes.Select(c => c.Units));
        Assert.Equal(1, quantiles.Of(units[0].Unit.AreaId)!.Number);
        Assert.Null(quantiles.Of(units[6].Unit.AreaId));
        Assert.Null(quantiles.Of(units[7].Unit.AreaId));
        Assert.Equal((units[6].Unit.AreaId, units[7].Unit.AreaId), (quantiles.Missing.Single(), quantiles.Few.Single()));
        var steps = new Choropleth(units, ClassRule.Steps, Read);
        Assert.Equal([3, 2, 0, 0, 1], steps.Classes.Select(c => c.Units));
        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1], steps.Classes.Select(c => Math.Round(c.High, 9)));
        Assert.Empty(new Choropleth([], ClassRule.Steps, Read).Classes);
        var alike = Assert.Single(new Choropleth([units[1], units[1] with { Unit = Unit() }], ClassRule.Steps, Read).Classes);
        Assert.Equal((1, 4, 2), (alike.Number, alike.Shade, alike.Units));
        var close = new Choropleth([units[0], With(units[1], 0.2001m), With(units[1], 0.2002m), With(units[1], 0.2003m)], ClassRule.Quantiles, Read);
        Assert.Equal([(0, 0, 1), (0, 0.2003, 3)], close.Classes.Select(c => (c.Low, c.High, c.Units)));
    }

    private static string Read(double share) => share.ToString("P1", System.Globalization.CultureInfo.InvariantCulture);

    private static RankedUnit With(RankedUnit unit, decimal share) => unit with { Unit = Unit(), Value = new IndicatorValue(Share, share, share * 100, 100) };

    [Fact]
    public void Steps_end_with_the_greatest_value_itself()
    {
        double[] values = [0.1, 0.3, 0.7];
        Assert.Equal(0.7, Scale.Steps(values, 5)[^1]);
        Assert.All(values, v => Assert.InRange(Scale.ClassOf(v, Scale.Steps(values, 5), Read), 0, 4));
    }

    [Fact]
    public async Task The_table_its_sheet_and_the_profile_say_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var district = server.AreaByCode("946");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var path = $"?area={district}&period=2024-M9&code=TO&code=HO&code=TY_LE_THAM_GIA&sort=TO&dir=desc";
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/indicators/compare{path}"));
        Assert.Contains("hạng 1", page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["reports.compare.whole"], page, StringComparison.Ordinal);
        var csv = await officer.GetStringAsync($"/indicators/compare/sheet{path}&format=csv");
        var rows = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Đơn vị;Tổ công nghệ số cộng đồng (tổ);Hạng: ", rows[0], StringComparison.Ordinal);
        // The commune of the village stands first, since it alone has teams; and the whole is the last row.
        Assert.StartsWith(AreaNames.WithKind(server.Services.GetRequiredService<AreaTree>().Today.Find(village.CommuneId)!) + ";", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("Toàn đơn vị;", rows[^1], StringComparison.Ordinal);
        Assert.Equal(11 + 2, rows.Length);
        var (sheet, notes) = await SheetsAsync(await officer.GetByteArrayAsync($"/indicators/compare/sheet{path}&format=xlsx"));
        Assert.Equal(rows.Length, sheet);
        Assert.Contains(notes, n => n.Contains("TY_LE_THAM_GIA", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Contains("Tháng 9/2024", StringComparison.Ordinal));

        var profile = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/{village.CommuneId}/profile?period=2024-M9"));
        Assert.Contains(">1/", profile, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["reports.profile.place"], profile, StringComparison.Ordinal);
        var (figures, definitions) = await SheetsAsync(await officer.GetByteArrayAsync($"/areas/{village.CommuneId}/profile/sheet?period=2024-M9&format=xlsx"));
        Assert.True(figures > 20 && definitions.Count > 20);

        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        foreach (var foreign in new[] { $"/areas/{village.CommuneId}/profile", $"/areas/{village.CommuneId}/profile/sheet", $"/indicators/compare?area={district}", $"/indicators/compare/sheet?area={district}" })
        {
            using var answer = await neighbour.GetAsync(foreign);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Units_are_found_by_name_and_stand_side_by_side_in_the_address_with_charts_and_the_same_figures()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var today = server.Services.GetRequiredService<AreaTree>().Today;
        var (own, district) = (today.Find(village.CommuneId)!, server.AreaByCode("946"));
        // Of another district: whatever the tree holds may stand beside it.
        var other = today.All.First(u => u.Tier == AreaTier.Commune && !today.IsWithin(u.AreaId, district));
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var found = WebUtility.HtmlDecode(await officer.GetStringAsync($"/indicators/compare?period=2024-M9&unit={own.AreaId}&find={Uri.EscapeDataString(SearchKeyOf(other))}"));
        var both = $"unit={own.AreaId}&unit={other.AreaId}";
        Assert.Contains($"{both}\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg viewBox=\"0 0 360", found, StringComparison.Ordinal);

        var path = $"?period=2024-M9&code=TO&code=HO&{both}";
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/indicators/compare{path}"));
        Assert.Equal(2, page.Split("<svg viewBox=\"0 0 360").Length - 1);
        Assert.Contains($"aria-label=\"{AreaNames.WithKind(own)}: 1; {AreaNames.WithKind(other)}: ", page, StringComparison.Ordinal);
        Assert.Contains("data-print", page, StringComparison.Ordinal);
        var csv = (await officer.GetStringAsync($"/indicators/compare/sheet{path}&format=csv")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([AreaNames.WithKind(own), AreaNames.WithKind(other), "Toàn đơn vị"], csv[1..].Select(l => l.Split(';')[0]));

        var six = today.All.Where(u => u.Tier == AreaTier.Commune).Take(6).Select(u => $"unit={u.AreaId}");
        Assert.Contains(Texts.In("vi")["reports.compare.units.most", 5], WebUtility.HtmlDecode(await officer.GetStringAsync($"/indicators/compare?period=2024-M9&{string.Join('&', six)}")), StringComparison.Ordinal);

        // What lies outside of the reader's scope is left out, whoever made the link.
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, other.AreaId);
        var seen = WebUtility.HtmlDecode(await neighbour.GetStringAsync($"/indicators/compare{path}"));
        Assert.DoesNotContain($"{AreaNames.WithKind(own)}: ", seen, StringComparison.Ordinal);
        Assert.DoesNotContain($"unit={own.AreaId}&", seen.Split("compare-units")[1].Split("</section>")[0], StringComparison.Ordinal);
    }

    private static string SearchKeyOf(AreaVersion unit) => TungNgo.Data.SearchKey.Fold(unit.Name);

    [Fact]
    public async Task A_unit_of_the_past_has_a_profile_on_its_last_day()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2025, 8, 1, 3, 0, 0, DateTimeKind.Utc));
        var commune = server.AreaByCode("31648", new DateOnly(2025, 6, 30));
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/{commune}/profile"));
        Assert.Contains("Tháng 6/2025", page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.after"], page, StringComparison.Ordinal);
    }

    private static AreaVersion Unit() => new() { Id = Guid.CreateVersion7(), AreaId = Guid.CreateVersion7(), Name = "x", NameKey = "x", Kind = AreaKind.Commune };

    /// <summary>How many rows the first sheet has, and those of the second as lines.</summary>
    private static async Task<(int Rows, List<string> Notes)> SheetsAsync(byte[] file)
    {
        using var copy = new LocalCopy();
        await using (var target = copy.Create())
        {
            await target.WriteAsync(file);
        }

        var sheets = SheetFile.Rows(copy.Path).Where(r => !r.IsBlank).GroupBy(r => r.Sheet).ToList();
        Assert.Equal(2, sheets.Count);
        return (sheets[0].Count(), [.. sheets[1].Select(r => string.Join('|', r.Cells.Select(c => c.Display)))]);
    }
}
