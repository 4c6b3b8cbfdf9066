using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>The province's salt bulletin: on the page, and the same in its sheet.</summary>
public sealed partial class SaltBulletinTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private Station station = null!;
    private HttpClient officer = null!;

    private static DateOnly Today => new(2025, 2, 25);

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(LegalDay.Start(Today).AddHours(13));
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId);
        officer = await server.OfficialAsync(Role.AgricultureOfficer, server.Services.GetRequiredService<AreaTree>().Today.Roots.First().AreaId);
        using var sensor = server.AsStation();
        await sensor.SendAsync([.. Day(23, 7, 11.7), .. Day(24, 5.2, 12.95), .. Day(22, 6, 10).Take(2)]);
        await server.WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_last_two_days_stand_beside_each_other_with_what_changed()
    {
        var page = await ReadAsync("");
        Assert.Contains("Số đo từ ngày 23/02/2025 (26/1 âl) đến ngày 24/02/2025 (27/1 âl)", page, StringComparison.Ordinal);
        Assert.Contains("ngày 25 tháng 02 năm 2025", page, StringComparison.Ordinal);
        Assert.Contains("Chi cục Thủy lợi", page, StringComparison.Ordinal);
        Assert.Equal(["Long Phú", "14", "11,7", "7,0", "12,95", "5,2", "+1,25"], Row(page, "Long Phú"));
        Assert.Equal(["Trần Đề", "2", "—", "—", "—", "—", "—"], Row(page, "Trần Đề"));
        Assert.True(page.IndexOf("Sông Hậu", StringComparison.Ordinal) < page.IndexOf(">Trần Đề<", StringComparison.Ordinal));
        Assert.True(page.IndexOf(">Trần Đề<", StringComparison.Ordinal) < page.IndexOf(">Long Phú<", StringComparison.Ordinal));
        Assert.Contains("Đóng cống", page, StringComparison.Ordinal);
        Assert.DoesNotContain("chưa đủ lần", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_days_are_one_and_a_day_with_too_few_readings_is_marked_and_compared_with_nothing()
    {
        Assert.Equal(["Long Phú", "14", "12,95*", "5,2", "—"], Row(await ReadAsync("?from=2025-02-22&to=2025-02-24"), "Long Phú"));
        var page = await ReadAsync("?from=2025-02-23&to=2025-02-23");
        Assert.Equal(["Long Phú", "14", "11,7", "7,0", "—"], Row(page, "Long Phú"));
        Assert.Contains("Số đo ngày 23/02/2025", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Khuyến cáo", page, StringComparison.Ordinal);
        Assert.Contains("9,0*", Row(await ReadAsync("?from=2025-02-22&to=2025-02-22"), "Long Phú"));
        Assert.Contains("26/01/2025", await ReadAsync("?from=2020-01-01&to=2025-03-02"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forecast_is_told_where_last_season_bears_it_out_and_a_level_of_risk_where_somebody_said_it()
    {
        await server.WriteAsync((db, write) =>
        {
            foreach (var (ahead, max) in new[] { (1, 13.1), (2, 15.71), (3, 19.9) })
            {
                db.StationForecasts.Add(new StationForecast
                {
                    Station = station.Number, Origin = Today.AddDays(-1), Day = Today.AddDays(ahead - 1), Max = max, Low = max - 2, High = max + 2,
                });
                db.StationSkills.Add(new StationSkill { Station = station.Number, Horizon = ahead, Shown = ahead < 3, At = write.Now });
            }
        });
        var page = await ReadAsync("");
        Assert.Contains("Từ ngày 25/02/2025 (28/1 âl) đến ngày 26/02/2025 (29/1 âl)", page, StringComparison.Ordinal);
        Assert.Equal(["15,7", "13,7 – 17,7", "26/02/2025 (29/1 âl)"], Cells(page.Split("Dự báo độ mặn cao nhất")[1]).Take(3));
        Assert.DoesNotContain("19,9", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Cấp độ rủi ro", page, StringComparison.Ordinal);
        await server.WriteAsync((db, write) => db.IssuedRisks.Add(new IssuedRisk
        {
            Id = write.NewId(), AreaId = station.AreaId, Level = 2, Issuer = "Đài KTTV tỉnh", From = Today.AddDays(-2), To = Today, EnteredBy = "Cán bộ", EnteredAt = write.Now,
        }));
        Assert.Contains("Cấp 2 – vàng nhạt (Đài KTTV tỉnh)", await ReadAsync(""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_holds_what_the_page_shows_as_numbers_under_Vietnamese_heads()
    {
        await using var stream = new MemoryStream(await officer.GetByteArrayAsync(
            new Uri("/water/bulletin/download?format=xlsx&from=2025-02-23&to=2025-02-24", UriKind.Relative)));
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToArray()).ToArray();
        Assert.Equal("Cao nhất 24/02/2025 (27/1 âl) (g/l)", rows[5][5].InnerText);
        var row = rows.Single(r => r.Length > 2 && r[1].InnerText == "Long Phú");
        Assert.Equal(["14", "11.7", "7", "12.95", "5.2", "1.25"], row[2..8].Select(c => c.InnerText));
        Assert.All(row[2..8], c => Assert.True(c.DataType is null || c.DataType.Value == CellValues.Number));
        Assert.Equal(11, rows.Skip(5).TakeWhile(r => r.Length > 2).Count());
    }

    [Theory]
    [InlineData("km")]
    [InlineData("en")]
    public async Task Another_language_changes_the_words_and_not_the_offices_frame(string language)
    {
        using var reader = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId, language);
        var page = WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri("/water/bulletin", UriKind.Relative)));
        Assert.Contains("Độc lập - Tự do - Hạnh phúc", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Khuyến cáo", page, StringComparison.Ordinal);
        Assert.Equal("+1,25", Row(page, "Long Phú")[^1]);
    }

    [Fact]
    public async Task Stations_of_another_commune_are_not_on_it()
    {
        var tree = server.Services.GetRequiredService<AreaTree>().Today;
        var other = tree.Below(tree.Roots.First().AreaId).First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        await server.WriteAsync((db, _) => db.Stations.Single(s => s.Id == station.Id).AreaId = other);
        using var reader = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var page = WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri("/water/bulletin", UriKind.Relative)));
        Assert.DoesNotContain("Long Phú</th>", page, StringComparison.Ordinal);
        Assert.Contains("Đại Ngãi</th>", page, StringComparison.Ordinal);
    }

    /// <summary>Six readings, the second the lowest and the fifth the highest.</summary>
    private static IEnumerable<PushedReading> Day(int day, double low, double high) =>
        new[] { high - 1, low, low + 2, high - 2, high, low + 1 }
            .Select((v, i) => new PushedReading($"2025-02-{day}T{2 + (3 * i):00}:00:00+07:00", Math.Round(v, 2)));

    private async Task<string> ReadAsync(string query) =>
        WebUtility.HtmlDecode(await officer.GetStringAsync(new Uri("/water/bulletin" + query, UriKind.Relative)));

    /// <summary>Of the first table: the name and the figures.</summary>
    private static List<string> Row(string page, string name) => [name, .. Cells(page.Split($"\">{name}</th>")[1].Split("</tr>")[0])];

    private static IEnumerable<string> Cells(string html) => Cell().Matches(html).Select(m => Tag().Replace(m.Groups[1].Value, "").Trim());

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
