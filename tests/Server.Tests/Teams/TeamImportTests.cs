using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using TungNgo.Accounts;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Tests.TeamRegisters;

public partial class TeamImportTests
{
    private const string Header = "DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG,,,,,,,\r\nTT,Tên tổ,Ấp/khóm,Xã,Họ và tên,Năm sinh,Chức vụ,Ngôn ngữ,SĐT,Từ ngày\r\n";

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    [InlineData("en")]
    public async Task What_goes_out_comes_in_again_without_a_change(string language)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId, language);
        await officer.PostAsync("/api/teams", new TeamForm("Tổ xã", TeamLevel.Commune, village.CommuneId, "1/QĐ", new(2024, 9, 1)));
        using var list = await officer.GetAsync("/teams/members.xlsx");
        var bytes = await list.Content.ReadAsByteArrayAsync();
        var before = await StateAsync(server);

        var (_, taken) = await ImportAsync(officer, bytes);

        Assert.Contains(Texts.In(language)["teams.import.counts", 0, 0, 0, 0, 3], taken, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(server));
    }

    [Fact]
    public async Task Good_rows_are_taken_bad_ones_come_back_with_the_reason_and_repeating_is_harmless()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var list = Encoding.UTF8.GetBytes(Header + """
            1,Tổ CNSCĐ ấp Trường An,TRUONG AN,Trường Khánh,THẠCH KHEL,1980,Tổ trưởng,"Việt, Khmer",912345678,01/09/2024
            2,Tổ CNSCĐ ấp Trường An,Ấp Trường An,Trường Khánh,Danh Phương,1991,Thành viên,Khmer,0912 345 679,1-9-2024
            3,Tổ CNSCĐ ấp Trường An,Ấp Trường An,Trường Khánh,Sơn Kim,1992,Tổ trưởng,Việt,0912345670,01/09/2024
            4,Tổ CNSCĐ ấp Trường An,Ấp Trường An,Trường Khánh,Lý Dên,1993,Tổ viên,Việt,12,01/09/2024
            5,Tổ ấp khác,Ấp Không Có,Trường Khánh,Ai Đó,1993,Tổ viên,Việt,,01/09/2024
            6,Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Thạch Siêng,1985,Tổ trưởng,"Việt, Khmer",0987654321,
            """);

        var (preview, taken) = await ImportAsync(officer, list);
        var (_, again) = await ImportAsync(officer, list);

        Assert.Equal(Texts.In("vi")["teams.import.counts", 1, 0, 2, 1, 0], Said(preview));
        Assert.Equal(Texts.In("vi")["teams.import.counts", 1, 0, 2, 1, 0], Said(taken));
        Assert.Equal(Texts.In("vi")["teams.import.counts", 0, 0, 0, 0, 3], Said(again));
        var leader = await server.WithDbAsync(db => db.Members.SingleAsync(m => m.Id == village.LeaderId));
        Assert.Equal((1985, "0987654321"), (leader.BirthYear!.Value, leader.Phone));
        var bad = await officer.GetByteArrayAsync(WebUtility.HtmlDecode(BadLink().Match(taken).Groups[1].Value));
        using var stream = new MemoryStream(bad);
        var rows = stream.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal(["Sơn Kim", "Lý Dên", "Ai Đó"], rows.Select(r => r["Họ và tên"]));
        Assert.StartsWith("Chức vụ: ", (string)rows[0][Texts.In("vi")["teams.import.reason"]]!, StringComparison.Ordinal);
        Assert.StartsWith("SĐT: “12”", (string)rows[1][Texts.In("vi")["teams.import.reason"]]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citizen_number_in_any_column_refuses_its_row_and_a_long_text_is_not_cut_without_a_word()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var list = Encoding.UTF8.GetBytes("Tên tổ,Ấp/khóm,Xã,Họ và tên,Chức vụ,Kiêm nhiệm,SĐT\r\n" + $"""
            Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Danh Phương,093 050 001 234,,0912345679
            Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Kim Sang,Tổ viên,093_050_001_234,0912345671
            Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Sơn Kim,Tổ viên,,93050001234
            Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Sơn Út,Tổ viên,{new string('x', 300)},0912345672
            Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Thạch Lan,Tổ viên,Chi hội phụ nữ,ĐT: 0912–345–673
            """);

        var (_, taken) = await ImportAsync(officer, list);

        Assert.Equal(Texts.In("vi")["teams.import.counts", 0, 0, 1, 0, 0], Said(taken));
        Assert.Equal("0912345673", await server.WithDbAsync(db => db.Members.Where(m => m.Name == "Thạch Lan").Select(m => m.Phone).SingleAsync()));
        using var stream = new MemoryStream(await officer.GetByteArrayAsync(WebUtility.HtmlDecode(BadLink().Match(taken).Groups[1].Value)));
        var rows = stream.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        Assert.Equal(["Danh Phương", "Kim Sang", "Sơn Kim", "Sơn Út"], rows.Select(r => r["Họ và tên"]));
        Assert.Contains("dài quá", (string)rows[3][Texts.In("vi")["teams.import.reason"]]!, StringComparison.Ordinal);
        Assert.DoesNotContain(rows.SelectMany(r => r.Values), v => $"{v}".Contains("093", StringComparison.Ordinal) || $"{v}".Contains("9305", StringComparison.Ordinal));
        Assert.Empty(await server.HoldingAsync("93050001234"));
    }

    [Fact]
    public async Task A_unit_or_team_in_doubt_is_asked_and_the_answer_is_followed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var list = Encoding.UTF8.GetBytes(Header
            + "1,Tổ số hóa ấp,Trường Thành B,Trường Khánh,Danh Phương,1991,Tổ viên,Khmer,0912345679,01/09/2024\r\n2,Tổ mới,Trường Ann,Trường Khánh,Kim Sang,1990,Tổ viên,Khmer,0912345671,01/09/2024\r\n");

        var preview = await SendAsync(officer, list);
        Assert.Contains(Texts.In("vi")["teams.import.questions", 2], preview, StringComparison.Ordinal);
        var fields = new Dictionary<string, string> { ["Take.File"] = FileToken().Match(preview).Groups[1].Value, ["Take.Step"] = "take" };
        var keys = QuestionKey().Matches(preview).Select(m => m.Groups[1].Value).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            fields[$"Take.Keys[{i}]"] = keys[i];
            fields[$"Take.Answers[{i}]"] = keys[i].StartsWith("team:", StringComparison.Ordinal) ? village.TeamId.ToString() : village.OtherHamletId.ToString();
        }

        var taken = await PostAsync(officer, preview, "take-list", fields);

        Assert.Equal(Texts.In("vi")["teams.import.counts", 1, 0, 2, 0, 0], Said(taken));
        Assert.Equal(3, await server.WithDbAsync(db => db.Memberships.CountAsync(m => m.TeamId == village.TeamId)));
        Assert.Equal(village.OtherHamletId, await server.WithDbAsync(db => db.Teams.Where(t => t.Name == "Tổ mới").Select(t => t.AreaId).SingleAsync()));
    }

    [Fact]
    public async Task A_list_about_another_commune_finds_no_unit_and_another_officers_file_is_not_there()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var list = Encoding.UTF8.GetBytes(Header + "1,Tổ CNSCĐ ấp Trường Thành B,Trường Thành B,Trường Khánh,Danh Phương,1991,Tổ viên,Khmer,0912345679,01/09/2024\r\n");

        var (_, taken) = await ImportAsync(stranger, list);
        var preview = await SendAsync(officer, list);
        using var foreign = await stranger.GetAsync($"/teams/import/bad.xlsx?file={Uri.EscapeDataString(FileToken().Match(preview).Groups[1].Value)}");

        Assert.Equal(Texts.In("vi")["teams.import.counts", 0, 0, 0, 0, 0], Said(taken));
        Assert.Equal(2, await server.WithDbAsync(db => db.Memberships.CountAsync()));
        Assert.Equal(HttpStatusCode.Gone, foreign.StatusCode);
    }

    /// <summary>What the page says was, or would be, done; else the problem it shows.</summary>
    private static string Said(string page) => Counts().Match(page) is { Success: true } counts ? counts.Value : Problem().Match(page).Value;

    private static async Task<string> StateAsync(TestServer server) => await server.WithDbAsync(async db =>
        string.Join('\n', (await db.Teams.OrderBy(t => t.Id).ToListAsync()).Select(t => $"{t.Name} {t.DecisionNumber} {t.Version}")
            .Concat((await db.Members.OrderBy(m => m.Id).ToListAsync()).Select(m => $"{m.Name} {m.Phone} {m.Languages} {m.Version}"))
            .Concat((await db.Memberships.OrderBy(m => m.Id).ToListAsync()).Select(m => $"{m.MemberId} {m.Role} {m.From} {m.To}"))));

    private static async Task<(string Preview, string Taken)> ImportAsync(HttpClient client, byte[] list)
    {
        var preview = await SendAsync(client, list);
        return (preview, await PostAsync(client, preview, "take-list", new() { ["Take.File"] = FileToken().Match(preview).Groups[1].Value, ["Take.Step"] = "take" }));
    }

    private static async Task<string> SendAsync(HttpClient client, byte[] list)
    {
        var page = await client.GetStringAsync("/teams/import");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("send-list"), "_handler" }, { new StringContent(WebUtility.HtmlDecode(FormToken().Match(page).Groups[1].Value)), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(list);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "Form.File", "danh-sach.xlsx");
        using var answer = await client.PostAsync("/teams/import", form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> PostAsync(HttpClient client, string page, string handler, Dictionary<string, string> fields)
    {
        fields["_handler"] = handler;
        fields["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value;
        using var answer = await client.PostAsync("/teams/import", new FormUrlEncodedContent(fields));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("name=\"Take.File\" value=\"([^\"]+)\"")]
    private static partial Regex FileToken();

    [GeneratedRegex("name=\"Take.Keys\\[\\d+\\]\" value=\"([^\"]+)\"")]
    private static partial Regex QuestionKey();

    [GeneratedRegex("\\d+ tổ mới[^<]*")]
    private static partial Regex Counts();

    [GeneratedRegex("role=\"alert\".*?</div>", RegexOptions.Singleline)]
    private static partial Regex Problem();

    [GeneratedRegex("href=\"(/teams/import/bad.xlsx[^\"]+)\"")]
    private static partial Regex BadLink();
}
