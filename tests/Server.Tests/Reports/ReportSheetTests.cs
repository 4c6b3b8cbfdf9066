using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Lists;
using TungNgo.Tests.Mail;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

/// <summary>A report's sheet comes back filled in, and figures come with the documents that show them.</summary>
public sealed class ReportSheetTests
{
    private static readonly DateTime October2024 = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);
    private static readonly byte[] Pdf = [.. "%PDF-1.7 so lieu"u8];

    [Fact]
    public async Task The_own_sheet_comes_back_filled_is_looked_at_and_then_written_like_typed_figures()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "2"));

        // What we wrote, we read: each entered row changes nothing, the others are ours.
        var untouched = await UploadAsync(offices.Officer, report, await offices.Officer.GetByteArrayAsync($"/reports/{report}/sheet"));
        Assert.Contains("Không có số nào mới", untouched, StringComparison.Ordinal);

        var t = Texts.In("vi");
        var filled = await BookAsync(
            [t["reports.code"], t["reports.figure"], t["reports.value"], t["reports.source"]],
            ["TK_DDDT2", "Tài khoản", 8326m, "Công an xã"], ["HO_NHAN_TIN", "Hộ nhận tin", "1.2.3", null], ["HO", "Số hộ", 99m, null], ["LA", "Lạ", 1m, null], ["TK_DDDT2", "Lần nữa", 5m, null]);
        var preview = await UploadAsync(offices.Officer, report, filled);
        Assert.Contains("8.326", preview, StringComparison.Ordinal);
        Assert.Contains("Dòng 3, HO_NHAN_TIN: “1.2.3”", preview, StringComparison.Ordinal);
        Assert.Contains("Dòng 5: mã “LA”", preview, StringComparison.Ordinal);
        Assert.Contains("Dòng 6: mã “TK_DDDT2” đã có", preview, StringComparison.Ordinal);
        Assert.Contains("1 dòng do hệ thống tự tính", preview, StringComparison.Ordinal);
        Assert.Contains("Ghi 1 số", preview, StringComparison.Ordinal);
        Assert.False(await offices.Server.WithDbAsync(db => db.EnteredValues.AnyAsync(v => v.Indicator == "TK_DDDT2")));

        // The preview's button is the form of typed figures.
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", "8326"));
        Assert.Equal(8326m, await offices.Server.WithDbAsync(db => db.EnteredValues.Where(v => v.Indicator == "TK_DDDT2" && v.SupersededAt == null).Select(v => v.Value).SingleAsync()));
        Assert.Equal(2m, await offices.Server.WithDbAsync(db => db.EnteredValues.Where(v => v.Indicator == "HO_NHAN_TIN" && v.SupersededAt == null).Select(v => v.Value).SingleAsync()));
    }

    [Fact]
    public async Task A_sum_that_comes_back_in_the_sheet_does_not_become_the_units_own_word()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        await offices.ApprovedAsync("2024-MA10");
        var above = await ReportOffices.BeginAsync(offices.AboveOfficer, offices.Above, "2024-MA10");
        Assert.Contains("Không có số nào mới", await UploadAsync(offices.AboveOfficer, above, await offices.AboveOfficer.GetByteArrayAsync($"/reports/{above}/sheet")), StringComparison.Ordinal);
        using var typed = await offices.AboveOfficer.SubmitAsync($"/reports/{above}", "figures", new() { ["value-TK_DDDT2"] = "120" });
        Assert.NotEqual(HttpStatusCode.Redirect, typed.StatusCode);
        Assert.False(await offices.Server.WithDbAsync(db => db.EnteredValues.AnyAsync(v => v.AreaId == offices.Above)));
    }

    [Fact]
    public async Task What_was_rounded_to_be_shown_and_comes_back_is_what_it_was()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        await EnterWithAsync(offices.Officer, report, "TK_DDDT2", "8.326,4", Pdf, "a.pdf").LocationAsync();
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", "8.326"), ("HO_NHAN_TIN", "2"));
        var kept = await offices.Server.WithDbAsync(db => db.EnteredValues.SingleAsync(v => v.Indicator == "TK_DDDT2" && v.SupersededAt == null));
        Assert.Equal(8326.4m, kept.Value);
        Assert.NotNull(kept.EvidenceId);
    }

    [Theory]
    [InlineData("8,326")]
    [InlineData("8.32")]
    [InlineData("tám nghìn")]
    [InlineData("12.34.567")]
    public async Task What_can_be_read_in_two_ways_is_refused_with_its_row(string text)
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        var preview = await UploadAsync(offices.Officer, report, Encoding.UTF8.GetBytes($"Mã;Số liệu\nTK_DDDT2;{text}\nHO_NHAN_TIN;8.326\n"));
        Assert.Contains("Dòng 2, TK_DDDT2", preview, StringComparison.Ordinal);
        Assert.Contains("Ghi 1 số", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_of_figures_is_refused_in_words()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        Assert.Contains("không có cột mã", await UploadAsync(offices.Officer, report, Encoding.UTF8.GetBytes("Họ tên;Tuổi\nLan;3\n")), StringComparison.Ordinal);
        Assert.DoesNotContain("Ghi 1 số", await UploadAsync(offices.Officer, report, [0xD0, 0xCF, 0x11, 0xE0, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_stays_with_its_figure_is_seen_by_whoever_sees_it_and_its_hash_is_sealed()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var (server, commune) = (offices.Server, offices.Village.CommuneId);
        var report = await ReportOffices.BeginAsync(offices.Officer, commune, "2024-MA10");
        await EnterWithAsync(offices.Officer, report, "TK_DDDT2", "8.326", Pdf, "../../Công văn 12.exe").LocationAsync();
        var first = await server.WithDbAsync(db => db.EnteredValues.SingleAsync(v => v.Indicator == "TK_DDDT2" && v.SupersededAt == null));
        var file = await server.WithDbAsync(db => db.StoredFiles.AsNoTracking().SingleAsync(f => f.Id == first.EvidenceId));
        Assert.Equal("Công văn 12.pdf", file.Name);
        Assert.Contains($"/reports/evidence/{file.Id}", await offices.Approver.GetStringAsync($"/reports/{report}"), StringComparison.Ordinal);
        Assert.Equal(Pdf, await offices.AboveOfficer.GetByteArrayAsync($"/reports/evidence/{file.Id}"));
        var sibling = server.Tree().ChildrenOf(offices.Above).First(u => u.AreaId != commune).AreaId;
        using var stranger = await server.OfficialAsync(TungNgo.Accounts.Role.CommuneOfficer, sibling);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/reports/evidence/{file.Id}")).StatusCode);

        // On the indicator's page as well, at the unit's own figure and in the table of units above it.
        var link = $"/reports/evidence/{file.Id}";
        Assert.Contains(link, await offices.Approver.GetStringAsync($"/indicators/TK_DDDT2?area={commune}&period=2024-MA10"), StringComparison.Ordinal);
        Assert.Contains(link, await offices.AboveOfficer.GetStringAsync($"/indicators/TK_DDDT2?area={offices.Above}&period=2024-MA10"), StringComparison.Ordinal);
        Assert.DoesNotContain(link, await stranger.GetStringAsync($"/indicators/TK_DDDT2?area={sibling}&period=2024-MA10"), StringComparison.Ordinal);

        // Its name does not say what it is.
        using (var bad = await EnterWithAsync(offices.Officer, report, "TK_DDDT2", "9", [.. "MZ chương trình"u8], "so-lieu.pdf"))
        {
            Assert.Contains("Minh chứng phải là", WebUtility.HtmlDecode(await bad.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        // A corrected figure has its own document or none; the first keeps what stood behind it.
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", "8.400"));
        Assert.Null(await server.WithDbAsync(db => db.EnteredValues.Where(v => v.Indicator == "TK_DDDT2" && v.SupersededAt == null).Select(v => v.EvidenceId).SingleAsync()));
        Assert.Equal(file.Id, await server.WithDbAsync(db => db.EnteredValues.Where(v => v.Id == first.Id).Select(v => v.EvidenceId).SingleAsync()));
        await EnterWithAsync(offices.Officer, report, "TK_DDDT2", "8.400", Pdf, "b.pdf").LocationAsync();
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "2"));
        await ReportOffices.MoveAsync(offices.Officer, report, "submit");
        await ReportOffices.MoveAsync(offices.Approver, report, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, report, "judge");
        Assert.Contains($"\"evidenceHash\":\"{file.Hash}\"", await offices.Officer.GetStringAsync($"/reports/{report}/snapshot.json"), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BookAsync(string[] head, params object?[][] rows)
    {
        using var stream = new MemoryStream();
        await using (var book = await SheetWriter.BeginAsync(SheetWriter.Xlsx, stream, "Báo cáo", head, CancellationToken.None))
        {
            foreach (var row in rows)
            {
                await book.RowAsync(row, CancellationToken.None);
            }
        }

        return stream.ToArray();
    }

    private static async Task<string> UploadAsync(HttpClient officer, Guid report, byte[] file)
    {
        using var form = await FormAsync(officer, report, "sheet");
        form.Add(File(file), "file", "bao-cao.xlsx");
        using var answer = await officer.PostAsync($"/reports/{report}", form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> EnterWithAsync(HttpClient officer, Guid report, string code, string text, byte[] file, string name)
    {
        using var form = await FormAsync(officer, report, "figures");
        form.Add(new StringContent(text), $"value-{code}");
        form.Add(File(file), $"evidence-{code}", name);
        return await officer.PostAsync($"/reports/{report}", form);
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient officer, Guid report, string handler) => new()
    {
        { new StringContent(handler), "_handler" }, { new StringContent(Officials.TokenOf(await officer.GetStringAsync($"/reports/{report}"))), "__RequestVerificationToken" },
    };

    private static ByteArrayContent File(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
}
