using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Tests.Mail;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

/// <summary>The province's kinds of periods and its days with a name: usable wherever a period is chosen, and fixed once something refers to them.</summary>
public sealed class PeriodEditTests
{
    private const string Days = "C2024-10", Name = "Chiến dịch 1–10 tháng 10 năm 2024";

    [Fact]
    public async Task Days_with_a_name_are_a_period_wherever_one_is_chosen_and_stay_where_they_are_once_used()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new DateTime(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc)));
        var (server, commune) = (offices.Server, offices.Village.CommuneId);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Contains("saved=true", await AddDaysAsync(province).LocationAsync(), StringComparison.Ordinal);
        Assert.Contains("Đã lưu", await PageAsync(province, "/reports/periods?saved=true"), StringComparison.Ordinal);

        // Nothing refers to them yet: they may move, and even go.
        await province.SubmitAsync($"/reports/periods/{Days}", "period", DaysForm(new() { ["to"] = "2024-10-12", ["edition"] = "0" })).LocationAsync();
        await province.SubmitAsync($"/reports/periods/{Days}", "remove").LocationAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync($"/reports/periods/{Days}")).StatusCode);
        await AddDaysAsync(province).LocationAsync();

        // For people: figures, tables, their mail, maps.
        Assert.Contains($"{Name} (01/10/2024 – 10/10/2024)", await PageAsync(offices.Officer, $"/indicators?area={commune}&period={Days}"), StringComparison.Ordinal);
        foreach (var path in new[] { "/indicators", "/indicators/compare", "/tables/new", "/reports/forms/new" })
        {
            Assert.Contains($"value=\"{Days}\"", await PageAsync(province, path), StringComparison.Ordinal);
        }

        // For programs: the code is the same in what they ask and in what they get.
        server.Clock.Set(new DateTime(2024, 10, 11, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var rows = await officer.GetFromJsonAsync<JsonElement>("/api/indicators/periods?year=2024");
        var row = Assert.Single(rows.EnumerateArray(), r => r.GetProperty("code").GetString() == Days);
        Assert.Equal(("2024-10-01", "2024-10-10", true), (row.GetProperty("from").GetString(), row.GetProperty("to").GetString(), row.GetProperty("over").GetBoolean()));
        Assert.DoesNotContain(Days, await officer.GetStringAsync("/api/indicators/periods?year=2023"), StringComparison.Ordinal);
        var named = await officer.GetStringAsync($"/api/indicators/values?area={commune}&period={Days}&format=csv");
        Assert.Equal(
            (await officer.GetStringAsync($"/api/indicators/values?area={commune}&period=2024-10-01..2024-10-10&format=csv")).Replace("2024-10-01..2024-10-10", Days, StringComparison.Ordinal), named);

        // A target, a table and a report of theirs.
        using var own = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        await own.SubmitAsync("/reports/forms/new", "report-form", new()
        {
            ["code"] = "BC-CD", ["kind"] = Days, ["name-vi"] = "Báo cáo chiến dịch", ["indicators"] = "TO HO_DA_GAP", ["from"] = "2024-10-01", ["lock"] = "30", ["edition"] = "",
        }).LocationAsync();
        var overview = await PageAsync(officer, $"/reports?area={commune}&form=BC-CD");
        Assert.Contains(Name, overview, StringComparison.Ordinal);
        Assert.Contains("15/10/2024", overview, StringComparison.Ordinal);
        using var begun = await officer.SubmitAsync($"/reports?area={commune}&form=BC-CD&period={Days}", "begin");
        var report = ReportOffices.IdIn(begun.Headers.Location!.ToString());
        await ReportOffices.MoveAsync(officer, report, "submit");
        Assert.Equal(Days, (await offices.ReportAsync(report)).Period);

        // Now its days are what that report is of: they do not move and do not go, and only the name is put right.
        var page = await PageAsync(own, $"/reports/periods/{Days}");
        Assert.Contains("đã có nơi dùng: mẫu báo cáo, báo cáo định kỳ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bỏ kỳ này", page, StringComparison.Ordinal);
        using (var moved = await own.SubmitAsync($"/reports/periods/{Days}", "period", DaysForm(new() { ["to"] = "2024-10-12", ["edition"] = "0" })))
        {
            Assert.Null(moved.Headers.Location);
            Assert.Contains("đã có báo cáo, số liệu, mục tiêu hoặc bảng dùng đến", WebUtility.HtmlDecode(await moved.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        await own.SubmitAsync($"/reports/periods/{Days}", "period", DaysForm(new() { ["name-vi"] = "Mười ngày cao điểm", ["edition"] = "0" })).LocationAsync();
        Assert.Contains("Mười ngày cao điểm", await PageAsync(officer, $"/reports/{report}"), StringComparison.Ordinal);
        var audited = await server.WithDbAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.Action.StartsWith("named-days.")).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync());
        Assert.Equal(["named-days.add", "named-days.edit", "named-days.remove", "named-days.add", "named-days.edit"], audited);
    }

    [Fact]
    public async Task A_table_and_a_target_hold_days_with_a_name_as_well()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new DateTime(2024, 10, 2, 3, 0, 0, DateTimeKind.Utc)));
        var (server, commune) = (offices.Server, offices.Village.CommuneId);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        await AddDaysAsync(province).LocationAsync();
        await province.SubmitAsync("/reports/periods/add/days", "period", DaysForm(new() { ["code"] = "C2024-11", ["from"] = "2024-11-01", ["to"] = "2024-11-10" })).LocationAsync();
        var table = await offices.Officer.SubmitAsync($"/tables/new?area={commune}&i=TO&pick=unit&period={Days}", "save-table", new() { ["name"] = "Chiến dịch" }).LocationAsync();
        Assert.Contains(Name, await PageAsync(offices.Officer, table), StringComparison.Ordinal);
        Assert.Contains("bảng số liệu tự lập", await PageAsync(province, $"/reports/periods/{Days}"), StringComparison.Ordinal);
        using var set = await offices.AboveOfficer.SubmitAsync($"/indicators/HO_DA_GAP?area={commune}&period=C2024-11", "target", new() { ["target"] = "40", ["spread"] = "None" });
        Assert.Contains("mục tiêu", await PageAsync(province, "/reports/periods/C2024-11"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_is_added_all_that_is_wrong_is_said_at_its_field_and_past_periods_keep_days_and_due_day()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc));
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using (var refused = await province.SubmitAsync(
            "/reports/periods/add/kind", "period", KindForm(new() { ["code"] = "w2", ["name-vi"] = "Hai tháng", ["months"] = "13", ["slots"] = "0", ["cutoff"] = "31", ["due"] = "99" })))
        {
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.All(["code", "name-vi", "months", "slots", "cutoff", "due"], field => Assert.Contains($"id=\"{field}-problem\"", page, StringComparison.Ordinal));
            Assert.All(["w2", "Hai tháng", "13", "31", "99"], typed => Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal));
            Assert.Contains("{0}", page, StringComparison.Ordinal);
        }

        await province.SubmitAsync("/reports/periods/add/kind", "period", KindForm([])).LocationAsync();
        using (var twice = await province.SubmitAsync("/reports/periods/add/kind", "period", KindForm([])))
        {
            Assert.Contains("id=\"code-problem\"", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("Đợt 4/2024 (21/06/2024 – 20/08/2024)", await PageAsync(province, "/indicators?period=2024-W4"), StringComparison.Ordinal);

        // Other due days are for what ends from now on; what is over was due when it was due.
        var ended = await DueAsync(server, "MA", 2024, 9);
        await province.SubmitAsync("/reports/periods/MA", "period", new() { ["name-vi"] = "Tháng {0}/{1} (kỳ báo cáo)", ["due"] = "9", ["edition"] = "0", ["cutoff"] = "20", ["months"] = "2" }).LocationAsync();
        Assert.Equal(ended, await DueAsync(server, "MA", 2024, 9));
        Assert.Equal(new DateOnly(2024, 10, 25), await DueAsync(server, "MA", 2024, 10));
        Assert.Equal((1, 14), await server.WithDbAsync(async db => await db.PeriodKinds.SingleAsync(k => k.Code == "MA") is var kind ? (kind.Months, kind.CutoffDay) : default));
        using (var stale = await province.SubmitAsync("/reports/periods/MA", "period", new() { ["name-vi"] = "Tháng {0}/{1}", ["due"] = "1", ["edition"] = "0" }))
        {
            Assert.Null(stale.Headers.Location);
        }

        // What ships stays, whatever is sent.
        Assert.DoesNotContain("Bỏ kỳ này", await PageAsync(province, "/reports/periods/QA"), StringComparison.Ordinal);
        await province.SubmitAsync("/reports/periods/W", "remove").LocationAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/reports/periods")).StatusCode);
    }

    private static Task<DateOnly> DueAsync(TestServer server, string code, int year, int slot) =>
        server.WithDbAsync(async db => await db.PeriodKinds.AsNoTracking().SingleAsync(k => k.Code == code) is var kind ? kind.DueOf(kind.Of(year, slot)) : default);

    private static Task<HttpResponseMessage> AddDaysAsync(HttpClient province) => province.SubmitAsync("/reports/periods/add/days", "period", DaysForm([]));

    private static Dictionary<string, string> DaysForm(Dictionary<string, string> with) =>
        new(new Dictionary<string, string> { ["code"] = Days, ["name-vi"] = Name, ["from"] = "2024-10-01", ["to"] = "2024-10-10", ["due"] = "3" }.Where(f => !with.ContainsKey(f.Key)).Concat(with));

    private static Dictionary<string, string> KindForm(Dictionary<string, string> with) => new(new Dictionary<string, string>
    {
        ["code"] = "W", ["name-vi"] = "Đợt {0}/{1}", ["months"] = "2", ["slots"] = "6", ["cutoff"] = "20", ["due"] = "4",
    }.Where(f => !with.ContainsKey(f.Key)).Concat(with));

    private static async Task<string> PageAsync(HttpClient official, string path) => WebUtility.HtmlDecode(await official.GetStringAsync(path));
}
