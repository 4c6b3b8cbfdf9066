using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TungNgo.Accounts;
using TungNgo.Tests.Mail;

namespace TungNgo.Tests.Reports;

/// <summary>The province edits how the year is cut into periods; what is over is judged by what held when it ended.</summary>
public sealed partial class PeriodKindTests
{
    private static readonly DateTime Now = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_kind_of_the_province_s_own_answers_wherever_periods_do()
    {
        await using var server = await TestServer.StartAsync(Now);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        await AddAsync(province, []).LocationAsync();
        Assert.Contains("Hai tháng 5/2024", WebUtility.HtmlDecode(await province.GetStringAsync("/reports/periods")), StringComparison.Ordinal);
        var periods = JsonDocument.Parse(await province.GetStringAsync("/api/indicators/periods?year=2024&kind=HT")).RootElement.ToString();
        Assert.Contains("2024-HT4", periods, StringComparison.Ordinal);
        Assert.Contains("2024-06-21", periods, StringComparison.Ordinal);
        Assert.Contains("Hai tháng 4/2024", WebUtility.HtmlDecode(await province.GetStringAsync("/indicators?period=2024-HT4")), StringComparison.Ordinal);

        // And a form of reports can be of it.
        await province.SubmitAsync("/reports/forms/new", "report-form", new()
        {
            ["code"] = "BC-HT", ["kind"] = "HT", ["name-vi"] = "Báo cáo hai tháng", ["indicators"] = "TO HO", ["from"] = "2024-06-21", ["lock"] = "30", ["edition"] = "",
        }).LocationAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        Assert.Contains("Báo cáo hai tháng", WebUtility.HtmlDecode(await officer.GetStringAsync("/reports?form=BC-HT&period=2024-HT4")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/reports/periods")).StatusCode);
    }

    [Theory]
    [InlineData("code", "Ht", "không hợp lệ")]
    [InlineData("code", "MA", "đã có loại kỳ khác")]
    [InlineData("slots", "7", "không quá 12")]
    [InlineData("cutoff", "29", "không quá 12")]
    [InlineData("due", "61", "từ 0 đến 60")]
    [InlineData("name-vi", "Hai tháng", "{0}")]
    [InlineData("name-vi", "", "{0}")]
    [InlineData("name-km", "ពីរខែ {2}/{1}", "{0}")]
    public async Task What_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(string field, string value, string said)
    {
        await using var server = await TestServer.StartAsync(Now);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var answer = await AddAsync(province, new() { [field] = value });
        Assert.Null(answer.Headers.Location);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(field == "code" ? "Hai tháng {0}/{1}" : "HT", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_late_by_the_old_due_days_stays_so_and_nobody_else_becomes_it()
    {
        await using var server = await TestServer.StartAsync(Now);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var october = await DueAsync(officer, "2024-MA10");
        Assert.Equal("16/10/2024", october);

        Assert.Contains("cần ngày bắt đầu dùng", await ChangeAsync(province, "9", ""), StringComparison.Ordinal);
        Assert.Contains("cần ngày bắt đầu dùng", await ChangeAsync(province, "9", "2024-10-01"), StringComparison.Ordinal);
        Assert.Equal("", await ChangeAsync(province, "9", "2024-11-01"));
        Assert.Equal("", await ChangeAsync(province, "9", ""));
        Assert.Equal(october, await DueAsync(officer, "2024-MA10"));

        // 14 November is a Thursday, nine working days after it is the 27th.
        server.Clock.Set(new DateTime(2024, 11, 15, 3, 0, 0, DateTimeKind.Utc));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        Assert.Equal("27/11/2024", await DueAsync(later, "2024-MA11"));
        Assert.Equal(october, await DueAsync(later, "2024-MA10"));
    }

    private static Task<HttpResponseMessage> AddAsync(HttpClient province, Dictionary<string, string> with) =>
        province.SubmitAsync("/reports/periods/new", "period-kind", new(new Dictionary<string, string>
        {
            ["code"] = "HT", ["name-vi"] = "Hai tháng {0}/{1}", ["name-km"] = "ពីរខែ {0}/{1}", ["months"] = "2", ["slots"] = "6", ["cutoff"] = "20", ["due"] = "3",
        }.Where(f => !with.ContainsKey(f.Key)).Concat(with)));

    /// <summary>What the page says when it does not go on; empty when it does.</summary>
    private static async Task<string> ChangeAsync(HttpClient province, string due, string since)
    {
        using var answer = await province.SubmitAsync("/reports/periods/MA", "period-kind", new()
        {
            ["name-vi"] = "Tháng {0}/{1} (kỳ báo cáo)", ["due"] = due, ["since"] = since,
        });
        return answer.Headers.Location is null ? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()) : "";
    }

    private static async Task<string> DueAsync(HttpClient officer, string period) =>
        Due().Match(WebUtility.HtmlDecode(await officer.GetStringAsync($"/reports?period={period}"))).Groups[1].Value;

    [GeneratedRegex(@"Hạn[^<]*?(\d\d/\d\d/\d{4})")]
    private static partial Regex Due();
}
