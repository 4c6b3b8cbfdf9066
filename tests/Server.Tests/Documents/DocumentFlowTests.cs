using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Documents;
using TungNgo.Documents.Shipped;
using TungNgo.Documents.Templates;
using TungNgo.Documents.Writing;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;
using static TungNgo.Documents.Shipped.Paper;

namespace TungNgo.Tests.Documents;

/// <summary>From a team's page to a printed document, and an office's own template.</summary>
public sealed partial class DocumentFlowTests
{
    private static readonly Dictionary<string, string> Decision = new()
    {
        ["subject"] = "Về việc kiện toàn Tổ CNSCĐ ấp Trường Thành B", ["number"] = "12", ["day"] = "2024-09-05",
            ["can_cu"] = "Căn cứ Luật;\nTheo đề nghị của công chức.", ["quyet_dinh_cu"] = "số 7/QĐ-UBND ngày 02 tháng 01 năm 2023",
        ["nhiem_vu"] = "1. Đi từng ngõ.\n2. Nói tiếng Khmer: ភាសាខ្មែរ.", ["thi_hanh"] = "Văn phòng thi hành./.", ["form"] = "OnBehalfForHead",
            ["signer-title"] = "Phó Chủ tịch", ["signer"] = "Trần Văn Sông",
        ["recipients"] = "Như Điều 3\n- Lưu: VT.",
    };

    [Fact]
    public async Task A_decision_is_written_from_the_register_printed_and_downloaded_the_same_for_ever()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains($"/documents?team={village.TeamId}", await officer.GetStringAsync($"/teams/{village.TeamId}"), StringComparison.Ordinal);
        var begin = $"/documents/new?kind=decision&team={village.TeamId}";
        Assert.Contains(begin, WebUtility.HtmlDecode(await officer.GetStringAsync($"/documents?team={village.TeamId}")), StringComparison.Ordinal);
        var form = WebUtility.HtmlDecode(await officer.GetStringAsync(begin));
        Assert.Contains("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", form, StringComparison.Ordinal);

        var id = await WriteAsync(officer, begin, Decision);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/documents/{id}"));
        Assert.All(
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HUYỆN LONG PHÚ", "XÃ TRƯỜNG KHÁNH", "Số: 12/QĐ-UBND", "Trường Khánh, ngày 05 tháng 9 năm 2024",
                "Ủy ban nhân dân xã Trường Khánh", "Kiện toàn Tổ CNSCĐ",
            "gồm 2 thành viên, hoạt động tại ấp Trường Thành B, xã Trường Khánh, huyện Long Phú, tỉnh Sóc Trăng", "thay thế Quyết định số 7/QĐ-UBND",
                "ភាសាខ្មែរ", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
            "Trần Văn Sông", "- Như Điều 3;", "- Lưu: VT.", "Phụ lục", "Thạch Siêng", "Tổ trưởng", "/css/paper.css",
        ], said => Assert.Contains(said, Plain(page), StringComparison.Ordinal));

        var first = await officer.GetByteArrayAsync($"/documents/{id}/download");
        Office.AssertValid(first);
        // Whoever joins later, and a unit that is called otherwise, change nothing of what was written.
        await server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == village.LeaderId).Name = "Người Khác";
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(first, await officer.GetByteArrayAsync($"/documents/{id}/download"));
        using var answer = await officer.GetAsync($"/documents/{id}/download");
        Assert.Equal("12-qd-ubnd-ve-viec-kien-toan-to-cnscd-ap-truong-thanh-b.docx", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Contains("document.write", await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == id).Select(a => a.Action).ToListAsync()));

        var again = WebUtility.HtmlDecode(await officer.GetStringAsync($"/documents/new?from={id}"));
        Assert.Contains("2. Nói tiếng Khmer: ភាសាខ្មែរ.", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Trần Văn Sông\"", again, StringComparison.Ordinal);
        Assert.Contains($"/documents/{id}", await officer.GetStringAsync("/documents?q=tran+van+song&kind=decision"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/documents/{id}", await officer.GetStringAsync("/documents?q=khong+co"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/documents/{id}", await officer.GetStringAsync("/documents?kind=plan"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", "theo_quyet_dinh=số 7/QĐ-UBND", "Tổng số: 2 thành viên, trong đó 2 người nói được tiếng Khmer.")]
    [InlineData("minutes", "gio_bat_dau=08 giờ 00;gio_ket_thuc=10 giờ 30;dia_diem=Nhà văn hóa;chu_toa=Thạch Siêng;thu_ky=Kim Thị Út;thanh_phan=Cả tổ;noi_dung=Bàn việc;ket_luan=Thống nhất", "Cuộc họp kết thúc vào 10 giờ 30, ngày 05 tháng 9 năm 2024.")]
    [InlineData("plan", "mo_dau=Thực hiện;muc_dich=Mỗi hộ một người;noi_dung=Đi từng ngõ;thoi_gian=Tháng 10;thuc_hien=Các tổ",
        "1 tổ công nghệ số cộng đồng với 2 thành viên:")]
    [InlineData("report", "ket_qua=Toàn xã có 1 tổ;phuong_huong=Tiếp tục", "Không có.")]
    public async Task Each_kind_is_written(string kind, string values, string said)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var fields = values.Split(';').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        foreach (var (name, value) in Decision.Where(d => !DocumentKind.Find(DocumentKind.Decision)!.Own.Any(f => f.Name == d.Key)))
        {
            fields[name] = value;
        }

        var id = await WriteAsync(officer,
            DocumentKind.Find(kind)!.OfTeam ? $"/documents/new?kind={kind}&team={village.TeamId}" : $"/documents/new?kind={kind}&area={village.CommuneId}",
            fields);
        Assert.Contains(said, Plain(WebUtility.HtmlDecode(await officer.GetStringAsync($"/documents/{id}"))), StringComparison.Ordinal);
        Office.AssertValid(await officer.GetByteArrayAsync($"/documents/{id}/download"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_form_is_said_at_its_field_and_stays_typed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var wrong = new Dictionary<string,
            string>(Decision) { ["signer"] = " ", ["nhiem_vu"] = "", ["can_cu"] = "Căn cước 094185001234", ["day"] = "", ["number"] = new string('9', 50) };
        using var answer = await officer.SubmitAsync($"/documents/new?kind=decision&team={village.TeamId}", "document", wrong);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(["signer", "nhiem_vu", "can_cu", "day", "number"], f => Assert.Contains($"id=\"{f}-problem\"", page, StringComparison.Ordinal));
        Assert.Contains("Phó Chủ tịch", page, StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.OfficialDocuments.AnyAsync()));
    }

    [Fact]
    public async Task Others_neither_read_nor_write_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await WriteAsync(officer, $"/documents/new?kind=decision&team={village.TeamId}", Decision);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31669"));
        using var auditor = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        Assert.All(["", "/download"], path =>
            Assert.Equal(HttpStatusCode.NotFound, neighbour.GetAsync($"/documents/{id}{path}").GetAwaiter().GetResult().StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/documents/new?from={id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/documents/new?kind=decision&team={village.TeamId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/documents/new?kind=plan&area={village.CommuneId}")).StatusCode);
        Assert.DoesNotContain($"{id}", await neighbour.GetStringAsync("/documents"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/documents/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync($"/documents/new?kind=decision&team={village.TeamId}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/documents/templates")).StatusCode);
    }

    [Fact]
    public async Task An_office_puts_its_own_template_in_force_and_takes_it_back_and_documents_keep_theirs()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == village.MemberId).Phone = "0912345678";
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var begin = $"/documents/new?kind=members&team={village.TeamId}";
        var before = await WriteAsync(officer, begin, Decision);
        var print = await officer.GetByteArrayAsync($"/documents/{before}/download");
        Assert.DoesNotContain("0912", await server.WithDbAsync(db => db.OfficialDocuments.Where(d => d.Id == before).Select(d => d.Data).SingleAsync()),
            StringComparison.Ordinal);

        var own = Package.Of([P("MẪU CỦA TỈNH {{ten_to}}"), Grid([3000, 3000], (["{{#thanh_vien}}{{ho_ten}}", "{{dien_thoai}}{{/thanh_vien}}"], false)),
            P("")]);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(province, "members", own)).StatusCode);
        var id = await WriteAsync(officer, begin, Decision);
        Assert.Contains("MẪU CỦA TỈNH", Plain(WebUtility.HtmlDecode(await officer.GetStringAsync($"/documents/{id}"))), StringComparison.Ordinal);
        Assert.Contains("0912345678", await officer.GetStringAsync($"/documents/{id}"), StringComparison.Ordinal);
        using var auditor = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/documents/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/documents/{before}")).StatusCode);
        Assert.Equal(print, await officer.GetByteArrayAsync($"/documents/{before}/download"));

        var page = WebUtility.HtmlDecode(await province.GetStringAsync("/documents/templates?kind=members"));
        Assert.Contains("mau-cua-tinh.docx", page, StringComparison.Ordinal);
        Assert.Contains("{{#thanh_vien}}", page, StringComparison.Ordinal);
        var shipped = await server.WithDbAsync(db => db.DocumentTemplates.SingleAsync(t => t.Kind == "members" && t.Number == 1));
        Assert.Equal(shipped.Content, await province.GetByteArrayAsync($"/documents/templates/{shipped.Id}/download"));
        using var back = await province.SubmitAsync("/documents/templates?kind=members", $"back-{shipped.Id:n}");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.True(await server.WithDbAsync(db => db.DocumentTemplates.AnyAsync(t => t.Id == shipped.Id && t.InForce)));
        Assert.Equal(1, await server.WithDbAsync(db => db.DocumentTemplates.CountAsync(t => t.Kind == "members" && t.InForce)));
        Assert.Contains("document.template-back",
            await server.WithDbAsync(db => db.AuditEntries.Select(a => a.Action).Where(a => a.StartsWith("document.")).ToListAsync()));
    }

    [Fact]
    public async Task A_broken_template_is_refused_with_its_places_and_the_good_one_stays()
    {
        await using var server = await TestServer.StartAsync();
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var answer = await UploadAsync(province, "members", Package.Of([P("Ở đây {{ten_too}}"), P("và {{?co_khmer}}đây")]));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Không có trường {{ten_too}}, ở đoạn 1, gần “Ở đây {{ten_too}}”.", page, StringComparison.Ordinal);
        Assert.Contains("Phần {{?co_khmer}} mở mà không đóng, ở đoạn 2, gần “và {{?co_khmer}}đây”.", page, StringComparison.Ordinal);
        using var noise = await UploadAsync(province, "members", [1, 2, 3]);
        Assert.Contains(Texts.In("vi")["error.documents.not-docx"], WebUtility.HtmlDecode(await noise.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var huge = await UploadAsync(province, "members", new byte[(5 << 20) + 5]);
        Assert.Contains("quá lớn", WebUtility.HtmlDecode(await huge.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.DocumentTemplates.CountAsync(t => t.Kind == "members")));
    }

    [Fact]
    public async Task Another_feature_gives_figures_and_takes_a_report_with_the_names_of_its_day()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2026, 11, 1, 2, 0, 0, DateTimeKind.Utc));
        await using var scope = server.Services.CreateAsyncScope();
        var maker = scope.ServiceProvider.GetRequiredService<DocumentMaker>();
        var data = new DocumentData().Paragraphs("ket_qua", "Toàn tỉnh có 775 tổ công nghệ số cộng đồng với 5.045 thành viên.")
            .Row("chi_tieu", ("stt", "1"), ("ten", "Tổ công nghệ số cộng đồng"), ("don_vi_tinh", "tổ"), ("gia_tri", "775"), ("ghi_chu", ""))
                .Paragraphs("phuong_huong", "Tiếp tục.");
        var (day, kind) = (new DateOnly(2024, 9, 30), DocumentKind.Find(DocumentKind.Report)!);
        var commune = server.Services.GetRequiredService<TungNgo.Areas.AreaTree>().On(day).All.Single(u => u.Code == "31654").AreaId;
        var made = await maker.MakeAsync(kind, data, new DocumentHeading(commune, day, "Kết quả tháng 9", SignForm.OnBehalf, "Chủ tịch", "Lý Văn Bình", "9"),
            CancellationToken.None);
        Assert.Equal("xã Trường Khánh, huyện Long Phú, tỉnh Sóc Trăng", made.Data.Fields["ten_don_vi_day_du"]);
        Assert.Equal(("ỦY BAN NHÂN DÂN\nHUYỆN LONG PHÚ", "9/BC-UBND", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
            (made.Data.Fields["co_quan_chu_quan"], made.Data.Fields["so_ky_hieu"], made.Data.Fields["quyen_han_ky"]));
        Office.AssertValid(made.Content);
        Assert.Contains("5.045", TungNgo.Documents.Pages.PaperView.Of(made.Content), StringComparison.Ordinal);
        var today = await maker.MakeAsync(kind, data,
            new DocumentHeading(server.AreaByCode("31654"), new DateOnly(2026, 1, 9), "Kết quả", SignForm.ForHead, "Phó Chủ tịch", "A",
            Issuer: "Sở Khoa học và Công nghệ"), CancellationToken.None);
        Assert.Equal(("KT. GIÁM ĐỐC\nPHÓ CHỦ TỊCH", "ngày 09 tháng 01 năm 2026", "          /BC-SKHVCN"),
            (today.Data.Fields["quyen_han_ky"], today.Data.Fields["ngay_thang"], today.Data.Fields["so_ky_hieu"]));
        Assert.EndsWith("thành phố Cần Thơ", today.Data.Fields["ten_don_vi_day_du"], StringComparison.Ordinal);
    }

    private static async Task<Guid> WriteAsync(HttpClient officer, string path, Dictionary<string, string> fields)
    {
        using var answer = await officer.SubmitAsync(path, "document", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/', '?').First(p => Guid.TryParse(p, out _)));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient province, string kind, byte[] content)
    {
        var path = $"/documents/templates?kind={kind}";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Officials.TokenOf(await province.GetStringAsync(path))), "__RequestVerificationToken" },
                { new StringContent("template"), "_handler" },
            { new ByteArrayContent(content), "Form.File", "mau-cua-tinh.docx" },
        };
        return await province.PostAsync(path, form);
    }

    /// <summary>Without marks: a sentence may go over several runs.</summary>
    private static string Plain(string html) => Mark().Replace(html, "");

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Mark();
}
