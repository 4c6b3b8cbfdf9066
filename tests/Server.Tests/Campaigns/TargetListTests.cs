using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Lists;

namespace TungNgo.Tests.Campaigns;

/// <summary>Targets as a workbook: what goes out comes back, and what is wrong in it is told beside what is taken.</summary>
public sealed partial class TargetListTests
{
    [Fact]
    public async Task An_office_s_table_is_looked_at_first_and_its_bad_cells_lose_nothing_beside_them()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(officer);
        var out0 = await RowsAsync(officer, $"/campaigns/{id}/targets/sheet");
        Assert.Equal(["Mã", "Đơn vị", "Lượt hộ gặp được"], out0[0].Take(3));
        Assert.Contains("Ấp Trường Thành B", out0.Select(r => r[1]));

        var list = await BookAsync(
            ["ỦY BAN NHÂN DÂN XÃ TRƯỜNG KHÁNH"], [], [.. out0[0]],
            [null, "Trường Thành B", "1.200", 30], [null, "Ấp Trường An", 12.5, "0"], [], ["Tổng cộng", null, 1212.5, 30], [null, "Ấp Không Có", 5, 5], [null, null, 7, null]);
        var page = await UploadAsync(officer, id, list);
        Assert.Contains("Nhận được 3 chỉ tiêu; 3 chỗ sai; bỏ qua 1 dòng", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">C5</td><td>“12.5” không phải số nguyên từ 0", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">B8</td><td>Không có đơn vị “Ấp Không Có”", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">9</td><td>Dòng có số mà không có mã đơn vị", page, StringComparison.Ordinal);
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignTargets.CountAsync()));

        Assert.Contains("Đã nhận chỉ tiêu từ tệp", await TakeAsync(officer, id, page), StringComparison.Ordinal);
        var set = await server.WithDbAsync(db => db.CampaignTargets.AsNoTracking().ToListAsync());
        Assert.Equal([120, 120, 120, 120, 120, 120, 120, 120, 120, 120], set.Where(t => t.AreaId == village.HamletId && t.ServiceId == Campaign.Doors).Select(t => t.Value));
        Assert.Equal((30, 0), (set.Where(t => t.AreaId == village.HamletId && t.ServiceId != Campaign.Doors).Sum(t => t.Value), set.Where(t => t.AreaId == village.OtherHamletId).Sum(t => t.Value)));
        Assert.Contains("\"taken\":3,\"refused\":3", await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "campaign.targets").Select(a => a.After!).SingleAsync()), StringComparison.Ordinal);

        // The list is used up.
        Assert.DoesNotContain("Đã nhận chỉ tiêu", await TakeAsync(officer, id, page), StringComparison.Ordinal);

        // Of what came in, the same goes out; empty cells leave what is there.
        var out1 = await RowsAsync(officer, $"/campaigns/{id}/targets/sheet");
        Assert.Equal(("1200", "30"), out1.Where(r => r[1] == "Ấp Trường Thành B").Select(r => (r[2], r[3])).Single());
        Assert.Contains("Đã nhận", await TakeAsync(officer, id, await UploadAsync(officer, id, await BookAsync([.. out0[0]], [null, "Trường Thành B", null, 40]))), StringComparison.Ordinal);
        Assert.Equal(1240, await server.WithDbAsync(db => db.CampaignTargets.SumAsync(t => t.Value)));
    }

    [Fact]
    public async Task Merged_headings_and_units_days_and_codes_are_read_and_contradictions_are_told()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var province = server.AreaByCode("94");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var id = await CampaignOffice.DraftAsync(officer);
        var communes = server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).Below(province).Where(u => u.Tier == AreaTier.Commune && u.Code is not null).Take(6).ToList();
        string Code(int i) => communes[i].Code!;
        string Name(int i) => AreaNames.WithKind(communes[i]);
        object?[] Days(params object?[] values) => [.. values, .. Enumerable.Repeat((object?)null, 10 - values.Length)];
        var list = await BookAsync(
            ["Phụ lục 1"],
            ["Mã", "Tên đơn vị", "Nội dung", "Cả chiến dịch", "Chỉ tiêu từng ngày"],
            [null, null, null, null, .. Enumerable.Range(1, 10).Select(d => (object?)(d % 2 == 0 ? $"{d}/10" : $"0{d}/10/2024"[^10..]))],
            [Code(0), Name(0), "Lượt hộ gặp được", null, .. Days(10, "2.000")],
            [null, null, "vneid2", 50, .. Days()],
            [Code(1), Name(2), "vneid2", 5, .. Days()],
            [Code(2), "UBND nơi nào đó", "vneid2", 6, .. Days()],
            [Code(3), Name(3), "vneid2", 9, .. Days(1, 2)],
            [Code(4), Name(4), "vneid2", 1, .. Days()],
            [Code(4), Name(4), "VNeID mức 9", 2, .. Days()],
            [Code(4), Name(4), "vneid2", 3, .. Days()],
            ["00000", "Xã lạ", "vneid2", 4, .. Days()],
            [null, null, "vneid2", 4, .. Days()],
            [Code(5), Name(5), "vneid2", "10 người", .. Days()],
            [null, null, null, "", .. Days()],
            ["TỔNG CỘNG", null, null, 999, .. Days()]);
        var page = await UploadAsync(officer, id, list);
        Assert.Contains("Nhận được 3 chỉ tiêu", page, StringComparison.Ordinal);
        foreach (var said in new[] { $"<td class=\"num\">B6</td><td>Mã {Code(1)} là {Name(1)}, nhưng dòng này ghi “{Name(2)}”", "<td class=\"num\">8</td><td>Cộng các ngày là 3, không khớp 9", "C10</td><td>“VNeID mức 9” không phải",
            $"<td class=\"num\">9</td><td>{Name(4)} có hai số khác nhau, ở dòng 9, 11", "A12</td><td>Không có đơn vị “00000”", "<td class=\"num\">13</td><td>Dòng có số", "D14</td><td>“10 người” không phải", $"B7</td><td>Nhận theo mã {Code(2)}" })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }

        Assert.Contains("Đã nhận", await TakeAsync(officer, id, page), StringComparison.Ordinal);
        var doors = await server.WithDbAsync(db => db.CampaignTargets.Where(t => t.ServiceId == Campaign.Doors).OrderBy(t => t.Day).Select(t => new { t.AreaId, t.Value }).ToListAsync());
        Assert.All(doors, d => Assert.Equal(communes[0].AreaId, d.AreaId));
        Assert.Equal([10, 2000, 0, 0, 0, 0, 0, 0, 0, 0], doors.Select(d => d.Value));
        Assert.Equal(56, await server.WithDbAsync(db => db.CampaignTargets.Where(t => t.ServiceId != Campaign.Doors).SumAsync(t => t.Value)));

        // The table of days goes out as it can come back.
        var rows = await RowsAsync(officer, $"/campaigns/{id}/targets/sheet?by=day");
        Assert.Equal(["doors", "Lượt hộ gặp được", "10", "2000", "0"], rows.First(r => r[0] == Code(0)).Skip(2).Take(5));
        Assert.StartsWith("text/csv", (await officer.GetAsync($"/campaigns/{id}/targets/sheet?by=day&format=csv")).Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_writes_the_draft_gives_it_a_list_and_finds_it_again()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var colleague = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var foreign = await server.OfficialAsync(Role.CommuneOfficer, server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).All.First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var (id, other) = (await CampaignOffice.DraftAsync(officer), await CampaignOffice.DraftAsync(officer));
        foreach (var path in new[] { $"/campaigns/{id}/targets/list", $"/campaigns/{id}/targets/sheet" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(path)).StatusCode);
        }

        var page = await UploadAsync(officer, id, await BookAsync(["Mã", "Đơn vị", "vneid2"], [null, "Trường Thành B", 5]));
        Assert.Contains("Nhận được 1 chỉ tiêu", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã nhận chỉ tiêu", await TakeAsync(colleague, id, page), StringComparison.Ordinal);
        Assert.DoesNotContain("Đã nhận chỉ tiêu", await TakeAsync(officer, other, page), StringComparison.Ordinal);

        // Somebody has written in it since, and then it was signed.
        Assert.DoesNotContain("Đã nhận chỉ tiêu", await TakeAsync(officer, id, page, edition: "7"), StringComparison.Ordinal);
        await CampaignOffice.SignAsync(server, id, Role.CommuneApprover, village.CommuneId);
        Assert.Contains("không còn ở bước này", await TakeAsync(officer, id, page, edition: "1"), StringComparison.Ordinal);
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignTargets.CountAsync()));
    }

    [Theory]
    [InlineData("", "tệp")]
    [InlineData("PK\u0003\u0004 no book", "tệp")]
    [InlineData("<html><body>Mã,Đơn vị</body></html>", "tiêu đề")]
    [InlineData("Mã,Đơn vị\n94,Xã", "tiêu đề")]
    public async Task What_is_no_table_is_refused_in_words(string content, string said)
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var id = await CampaignOffice.DraftAsync(officer);
        var page = await UploadAsync(officer, id, Encoding.UTF8.GetBytes(content));
        Assert.Contains("field-problem", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_list_without_end_is_refused_and_what_it_holds_is_run_by_nobody()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(officer);
        Assert.Contains("quá 6000 dòng", await UploadAsync(officer, id, Encoding.UTF8.GetBytes("Mã,Đơn vị,vneid2\n" + string.Concat(Enumerable.Repeat("1,Xã,5\n", 6_001)))), StringComparison.Ordinal);
        var page = await UploadAsync(officer, id, await BookAsync(["Mã", "Đơn vị", "vneid2", "vneid2"], ["<script>alert(1)</script>093050001234", "Ấp", 1, 2], [null, "Trường Thành B", 99_999_999_999, 3], [null, "Trường An", -1, 3], [null, "Trường An", "#N/A", 3]));
        Assert.DoesNotContain("<script>alert", await RawAsync(officer, id), StringComparison.Ordinal);
        Assert.DoesNotContain("093050001234", page, StringComparison.Ordinal);
        Assert.Contains("Nhận được 2 chỉ tiêu; 4 chỗ sai", page, StringComparison.Ordinal);
        // The line is cut while it is still being sent, or it is answered: nothing is read in either case.
        var cut = await Record.ExceptionAsync(async () =>
        {
            using var large = await PostAsync(officer, id, new byte[(5 << 20) + 1]);
            Assert.DoesNotContain("Nhận được", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        });
        Assert.True(cut is null or HttpRequestException, $"{cut}");
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignTargets.CountAsync()));

        async Task<string> RawAsync(HttpClient client, Guid campaign)
        {
            using var answer = await PostAsync(client, campaign, await BookAsync(["Mã", "Đơn vị", "vneid2"], ["<script>alert(1)</script>", "Ấp", 1]));
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task No_number_of_a_list_is_lost_without_a_word()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(officer);
        var strange = await UploadAsync(officer, id, await BookAsync(["STT", "Mã", "Đơn vị", "vneid2", "VNeID mức 9"], [1, null, "Trường Thành B", 5, 6, 7]));
        Assert.Contains("Nhận được 1 chỉ tiêu; 2 chỗ sai", strange, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">E1</td><td>Không hiểu cột “VNeID mức 9”", strange, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">F1</td><td>Không hiểu cột", strange, StringComparison.Ordinal);

        var days = await UploadAsync(officer, id, await BookAsync(
            ["Mã", "Đơn vị", "Nội dung", "01/10/2024", "1/10", "15/10/2024"], [null, "Trường Thành B", "vneid2", 5, 6, 7], [null, "Trường An", "vneid2", 3, 3, null]));
        Assert.Contains("Nhận được 1 chỉ tiêu; 2 chỗ sai", days, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">F1</td><td>“15/10/2024” không phải ngày của chiến dịch", days, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">E2</td><td>Ngày 01/10/2024 có hai số khác nhau: 5 và 6.", days, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sheet_that_has_headings_is_read()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(officer);
        using var book = new MemoryStream();
        await using (var sheet = await SheetWriter.BeginAsync(SheetWriter.Xlsx, book, "B", ["Đơn vị", "vneid2"], default))
        {
            await sheet.RowAsync(["Trường Thành B", 5], default);
            await sheet.NotesAsync(new("An", ["Đơn vị", "vneid2"], [["Trường An", 7], ["Ấp Không Có", 1]]), default);
        }

        var page = await UploadAsync(officer, id, book.ToArray());
        Assert.Contains("Nhận được 2 chỉ tiêu; 1 chỗ sai", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">An A3</td>", page, StringComparison.Ordinal);
    }

    private static async Task<byte[]> BookAsync(params object?[][] rows)
    {
        using var bytes = new MemoryStream();
        await using (var sheet = await SheetWriter.BeginAsync(SheetWriter.Xlsx, bytes, "chỉ tiêu", [.. rows[0].Select(c => $"{c}")], default))
        {
            foreach (var row in rows[1..])
            {
                await sheet.RowAsync(row, default);
            }
        }

        return bytes.ToArray();
    }

    private static async Task<List<string[]>> RowsAsync(HttpClient officer, string path)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await officer.GetByteArrayAsync(path));
            var rows = SheetFile.Rows(file).ToList();
            return [.. rows.Where(r => r.Sheet == rows[0].Sheet).Select(r => r.Cells.Select(c => c.Display).ToArray())];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient officer, Guid id, byte[] list)
    {
        var path = $"/campaigns/{id}/targets/list";
        using var form = new MultipartFormDataContent
        {
            { new StringContent("send"), "_handler" }, { new StringContent(Officials.TokenOf(await officer.GetStringAsync(path))), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(list);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "Form.File", "chi-tieu.xlsx");
        return await officer.PostAsync(path, form);
    }

    private static async Task<string> UploadAsync(HttpClient officer, Guid id, byte[] list)
    {
        using var answer = await PostAsync(officer, id, list);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> TakeAsync(HttpClient officer, Guid id, string page, string? edition = null)
    {
        using var answer = await officer.SubmitAsync($"/campaigns/{id}/targets/list", "take", new() { ["file"] = Token().Match(page).Groups[1].Value, ["edition"] = edition ?? Edition().Match(page).Groups[1].Value });
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"file\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();
}
