using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Tests.Mail;

namespace TungNgo.Tests.Reports;

/// <summary>The province edits its forms for periods to come; what was begun keeps the form that it was begun on.</summary>
public sealed class ReportFormTests
{
    private const string Code = "BC-TCNS-THANG";

    [Fact]
    public async Task An_edit_is_the_next_edition_and_what_was_begun_keeps_its_own()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new DateTime(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        var server = offices.Server;
        var begun = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));

        // Not for a period of which somebody has begun a report, not from the middle of one, not with what nobody knows.
        Assert.Contains("đã có báo cáo", await RefusedAsync(province, new() { ["from"] = "2024-09-15" }), StringComparison.Ordinal);
        Assert.Contains("ngày đầu", await RefusedAsync(province, new() { ["from"] = "2024-11-01" }), StringComparison.Ordinal);
        Assert.Contains("KHONG_CO", await RefusedAsync(province, new() { ["indicators"] = "TO KHONG_CO" }), StringComparison.Ordinal);
        await province.SubmitAsync($"/reports/forms/{Code}", "report-form", Form(new() { ["indicators"] = "TO\nHO\nTK_DDDT2", ["lock"] = "10" })).LocationAsync();
        var editions = await server.WithDbAsync(db => db.ReportForms.AsNoTracking().Where(f => f.Code == Code).OrderBy(f => f.Edition).ToListAsync());
        Assert.Equal([new DateOnly(2024, 10, 14), null], editions.Select(f => f.ValidTo));
        Assert.Equal(["TO", "HO", "TK_DDDT2"], editions[1].Indicators);
        Assert.Contains("value-HO_NHAN_TIN", await offices.Officer.GetStringAsync($"/reports/{begun}"), StringComparison.Ordinal);

        // A month later the new edition is what offices are asked for, and the old month is still shown with its own.
        server.Clock.Set(new DateTime(2024, 11, 16, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, offices.Village.CommuneId);
        var next = await ReportOffices.BeginAsync(officer, offices.Village.CommuneId, "2024-MA11");
        var page = await officer.GetStringAsync($"/reports/{next}");
        Assert.Contains("value-TK_DDDT2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value-HO_NHAN_TIN", page, StringComparison.Ordinal);
        Assert.Contains($"/reports/{begun}", await officer.GetStringAsync($"/reports?area={offices.Village.CommuneId}&period=2024-MA10"), StringComparison.Ordinal);
        Assert.Equal(editions[0].Id, (await offices.ReportAsync(begun)).FormId);
        Assert.Equal(editions[1].Id, (await offices.ReportAsync(next)).FormId);
    }

    [Fact]
    public async Task A_new_form_is_asked_for_beside_the_first_and_only_the_province_makes_one()
    {
        await using var server = await TestServer.StartAsync();
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Dictionary<string, string> form = new() { ["code"] = "BC-QUY", ["kind"] = "Q", ["name-vi"] = "Báo cáo quý", ["indicators"] = "TO, HO", ["from"] = "2024-07-01", ["lock"] = "30", ["edition"] = "" };
        await province.SubmitAsync("/reports/forms/new", "report-form", form).LocationAsync();
        using (var twice = await province.SubmitAsync("/reports/forms/new", "report-form", form))
        {
            Assert.Contains("BC-QUY", WebUtility.HtmlDecode(await twice.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            Assert.Null(twice.Headers.Location);
        }

        server.Clock.Set(new DateTime(2024, 10, 2, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        Assert.Contains("Báo cáo quý", WebUtility.HtmlDecode(await officer.GetStringAsync("/reports?form=BC-QUY&period=2024-Q3")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/reports/forms")).StatusCode);
    }

    [Fact]
    public async Task An_edition_that_no_report_uses_is_put_right_for_its_own_first_period()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new DateTime(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        var server = offices.Server;
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        await province.SubmitAsync($"/reports/forms/{Code}", "report-form", Form([])).LocationAsync();
        Assert.Contains("giữ ngày 15/10/2024 để sửa", WebUtility.HtmlDecode(await province.GetStringAsync($"/reports/forms/{Code}")), StringComparison.Ordinal);
        await province.SubmitAsync($"/reports/forms/{Code}", "report-form", Form(new() { ["indicators"] = "TO HO_NHAN_TIN", ["edition"] = "1" })).LocationAsync();
        var editions = await server.WithDbAsync(db => db.ReportForms.AsNoTracking().Where(f => f.Code == Code).OrderBy(f => f.ValidFrom).ToListAsync());
        Assert.Equal([new DateOnly(2024, 10, 14), null], editions.Select(f => f.ValidTo));
        Assert.Equal(["TO", "HO_NHAN_TIN"], editions[1].Indicators);

        // Whoever still has the mistaken one on the screen is told; once a report uses it, it stays as it is.
        Assert.Contains("đã", await RefusedAsync(province, new() { ["edition"] = "1" }), StringComparison.Ordinal);
        server.Clock.Set(new DateTime(2024, 11, 16, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, offices.Village.CommuneId);
        await ReportOffices.BeginAsync(officer, offices.Village.CommuneId, "2024-MA11");
        using var again = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Contains("đã có báo cáo", await RefusedAsync(again, new() { ["edition"] = "2" }), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(Dictionary<string, string> with) => new(new Dictionary<string, string>
    {
        ["name-vi"] = "Báo cáo tháng", ["indicators"] = "TO HO", ["from"] = "2024-10-15", ["lock"] = "30", ["edition"] = "0",
    }.Where(f => !with.ContainsKey(f.Key)).Concat(with));

    private static async Task<string> RefusedAsync(HttpClient province, Dictionary<string, string> with)
    {
        using var answer = await province.SubmitAsync($"/reports/forms/{Code}", "report-form", Form(with));
        Assert.Null(answer.Headers.Location);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
