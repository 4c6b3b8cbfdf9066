using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Training;

namespace TungNgo.Tests.Training;

/// <summary>Completion lists of the national platform: who is meant is agreed by name, phone and unit, or asked, and never guessed.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private static readonly object?[] Heads = ["TT", "Kết quả", "Đơn vị", "Họ và tên", "Số CCCD", "Số điện thoại", "Ngày hoàn thành", "Tên khóa học"];
    private const string Course = "An toàn thông tin cho tổ công nghệ số", Phone = "0912345678";
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(ClassDesk.Before);
        village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == village.MemberId).Phone = Phone;
            write.Changed(ChangeKind.Member, village.MemberId);
        });
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        await server.DisposeAsync();
    }

    private static object?[] Line(string name, object? phone, string? unit, object? day = null, string? result = "Đạt", string course = Course) =>
        [1, result, unit, name, "093050001234", phone, day ?? "15/09/2024 08:30", course];

    private static byte[] List(params object?[][] lines) =>
        ListDesk.Sheet([["NỀN TẢNG HỌC TRỰC TUYẾN QUỐC GIA"], ["Danh sách hoàn thành"], [], Heads, .. lines]);

    [Fact]
    public async Task What_agrees_is_taken_once_counts_as_learnt_and_can_be_taken_back()
    {
        Assert.Contains("2 thành viên chưa học lớp an toàn thông tin", await FiguresAsync(), StringComparison.Ordinal);
        var list = List(
            Line("KIM THỊ ÚT", 912345678, null), Line("Thạch Siêng", null, "Ấp Trường Thành B, xã Trường Khánh", new DateTime(2024, 9, 16)),
            Line("Sơn Văn Lạ", "0987654321", "Ấp Trường Thành B"), Line("Kim Thị Út", Phone, null, result: "Chưa đạt"));
        var look = await officer.LookAsync(ListDesk.Completions, list);
        Assert.Equal("2, 0, 0, 0, 1, 1, 0", ListDesk.Counts(look));
        Assert.Equal(0, await CountAsync());

        Assert.Equal("2, 0, 0, 0, 1, 1, 0", ListDesk.Counts(await officer.TakeAsync(ListDesk.Completions, look)));
        var told = await server.WithDbAsync(db => db.Completions.AsNoTracking().OrderBy(c => c.Day).ToListAsync());
        Assert.Equal(
            [(village.MemberId, "security", new DateOnly(2024, 9, 15), CompletionSource.Platform), (village.LeaderId, "security", new DateOnly(2024, 9, 16), CompletionSource.Platform)],
            told.Select(c => (c.MemberId, c.Course, c.Day, c.Source)));
        Assert.Equal(2, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "completion.take")));
        Assert.DoesNotContain("chưa học lớp an toàn", await FiguresAsync(), StringComparison.Ordinal);
        var skills = WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/skills?area={village.CommuneId}"));
        Assert.Contains("Còn hạn đến 15/09/2026", skills, StringComparison.Ordinal);
        Assert.Contains("2 / 2 còn hạn", skills, StringComparison.Ordinal);

        // Nobody lacks the course now: nobody is invited to it.
        var held = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(held, "open"));
        Assert.Equal(0, await server.WithDbAsync(db => db.ClassSeats.CountAsync()));

        // The same list again.
        var again = await officer.LookAsync(ListDesk.Completions, list);
        Assert.Equal("0, 2, 0, 0, 1, 1, 0", ListDesk.Counts(again));
        await officer.TakeAsync(ListDesk.Completions, again);
        Assert.Equal(2, await CountAsync());
        Assert.Empty(await server.HoldingAsync("93050001234"));

        Assert.Equal("", await ClassDesk.RefusalAsync(await officer.SubmitAsync(ListDesk.Completions, $"back-{told[0].Id}")));
        Assert.Contains("1 thành viên chưa học lớp an toàn thông tin", await FiguresAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_agrees_in_part_is_asked_and_nobody_is_written_without_an_answer()
    {
        var twin = await server.SettleTeamAsync(village.CommuneId, "Thạch Siêng");
        var list = List(
            // The name alone; another phone than ours; another unit; other marks on the same letters; a phone that is somebody else's.
            Line("Kim Thị Út", null, null), Line("Kim Thị Út", "0987654321", "Ấp Trường Thành B"), Line("Kim Thị Út", Phone, "Ấp Trường An"), Line("Kìm Thị Út", null, "Ấp Trường Thành B"),
            Line("Thạch Siêng", Phone, "Ấp Trường Thành B"),
            // Two of one name in the commune.
            Line("Thạch Siêng", null, "Xã Trường Khánh"));
        var look = await officer.LookAsync(ListDesk.Completions, list);
        Assert.Equal("0, 0, 6, 0, 0, 0, 0", ListDesk.Counts(look));
        Assert.Equal(6, ListDesk.Questions(look));
        await officer.TakeAsync(ListDesk.Completions, look);
        Assert.Equal(0, await CountAsync());

        look = await officer.LookAsync(ListDesk.Completions, list);
        var answers = new Dictionary<string, string>
        {
            ["who:kim thi ut::"] = $"{village.MemberId}", ["who:kim thi ut:0987654321"] = "no", ["who:kim thi ut:0912345678"] = $"{Guid.CreateVersion7()}", ["who:thach sieng::xa truong khanh"] = $"{twin}",
        };
        // Both lines without a phone name the same person and day; whom the answer names must be one of those that were offered.
        var seen = await officer.TakeAsync(ListDesk.Completions, look, answers, "preview");
        Assert.Equal("2, 1, 2, 1, 0, 0, 0", ListDesk.Counts(seen));
        Assert.Equal(0, await CountAsync());
        Assert.Equal("2, 1, 2, 1, 0, 0, 0", ListDesk.Counts(await officer.TakeAsync(ListDesk.Completions, seen, answers)));
        Assert.Equal(new[] { village.MemberId, twin }.Order(), (await server.WithDbAsync(db => db.Completions.Select(c => c.MemberId).ToListAsync())).Order());
    }

    [Fact]
    public async Task A_course_by_another_name_is_asked_once_and_may_be_none_of_ours()
    {
        var list = List(Line("Kim Thị Út", Phone, null, course: "ATTT cơ bản (2025)"), Line("Thạch Siêng", null, "Ấp Trường Thành B", course: "ATTT cơ bản (2025)"), Line("Kim Thị Út", Phone, null, course: "Tin học văn phòng"));
        var look = await officer.LookAsync(ListDesk.Completions, list);
        Assert.Equal("0, 0, 3, 0, 0, 0, 0", ListDesk.Counts(look));
        Assert.Equal(2, ListDesk.Questions(look));
        await officer.TakeAsync(ListDesk.Completions, look, new() { ["course:attt"] = "security", ["course:tin"] = "no" });
        Assert.Equal(["security", "security"], await server.WithDbAsync(db => db.Completions.Select(c => c.Course).ToListAsync()));
    }

    [Fact]
    public async Task Bad_lines_are_told_beside_good_ones()
    {
        var look = await officer.LookAsync(ListDesk.Completions, List(
            Line("Kim Thị Út", Phone, null), Line("", Phone, null), Line("Kim Thị Út", "12", null), Line("Kim Thị Út", Phone, null, "31/02/2024"), Line("Kim Thị Út", Phone, null, "15/09/2034"),
            Line("Kim Thị Út", Phone, null, result: "85 điểm"), Line("Kim Thị Út", Phone, null, course: " "), Line("Thạch Siêng", null, "093 050 001 234")));
        Assert.Equal("1, 0, 0, 0, 0, 0, 7", ListDesk.Counts(look));
        Assert.Contains("Không hiểu kết quả “85 điểm”", look, StringComparison.Ordinal);
        Assert.Contains("“15/09/2034” không phải ngày hoàn thành", look, StringComparison.Ordinal);
        Assert.DoesNotContain("093 050", look, StringComparison.Ordinal);
        await officer.TakeAsync(ListDesk.Completions, look);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_is_no_list_is_refused_in_words()
    {
        foreach (var hostile in new[]
        {
            File.ReadAllBytes(Path.Combine(Source.Root, "tests", "Server.Tests", "Samples", "bomb-30m-deep.xlsx")), [0x50, 0x4B, 3, 4, 0, 0, 0, 0, 9, 9], [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3, 4], [1, 2, 0, 3, 4, 5, 6, 7],
        })
        {
            Assert.Contains("Không đọc được tệp này", await officer.LookAsync(ListDesk.Completions, hostile), StringComparison.Ordinal);
        }

        Assert.Contains("Không thấy dòng tiêu đề", await officer.LookAsync(ListDesk.Completions, ListDesk.Sheet(["Họ tên", "Điện thoại"], ["Kim Thị Út", Phone])), StringComparison.Ordinal);
        Assert.Contains("Không thấy dòng tiêu đề", await officer.LookAsync(ListDesk.Completions, Encoding.UTF8.GetBytes("xin chào")), StringComparison.Ordinal);
        Assert.Contains("dài hơn", await officer.LookAsync(ListDesk.Completions, Encoding.UTF8.GetBytes("Họ tên,Khóa học,Ngày hoàn thành\n" + string.Concat(Enumerable.Repeat("A,B,C\n", 20_001)))), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Nobody_takes_for_members_of_others_nor_anothers_list()
    {
        var list = List(Line("Kim Thị Út", Phone, "Ấp Trường Thành B"));
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31657"));
        Assert.Equal("0, 0, 0, 0, 1, 0, 0", ListDesk.Counts(await stranger.LookAsync(ListDesk.Completions, list)));

        var look = await officer.LookAsync(ListDesk.Completions, list);
        Assert.Contains("hết thời gian lưu", await stranger.TakeAsync(ListDesk.Completions, look), StringComparison.Ordinal);
        Assert.Contains("hết thời gian lưu", await officer.TakeAsync(ListDesk.Completions, "name=\"Take.File\" value=\"sai\""), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        await officer.TakeAsync(ListDesk.Completions, look);
        var id = await server.WithDbAsync(db => db.Completions.Select(c => c.Id).SingleAsync());
        Assert.DoesNotContain($"{id}", await stranger.GetStringAsync(ListDesk.Completions), StringComparison.Ordinal);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync(ListDesk.Completions)).StatusCode);
    }

    [Fact]
    public async Task A_province_in_the_line_tells_nobody_from_anybody_and_a_number_of_elsewhere_speaks_against_a_name()
    {
        var elsewhere = await server.SettleTeamAsync(server.AreaByCode("31657"), "Thạch Siêng");
        await server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == elsewhere).Phone = "0912000111";
            write.Changed(ChangeKind.Member, elsewhere);
        });
        var look = await officer.LookAsync(ListDesk.Completions, List(
            Line("Thạch Siêng", "0912000111", "UBND tỉnh Sóc Trăng"), Line("Thạch Siêng", "0912000111", "Ấp Trường Thành B"), Line("Thạch Siêng", null, "Tỉnh Sóc Trăng"),
            Line("Kim Thị Út", Phone, "Tỉnh Sóc Trăng")));
        Assert.Equal("1, 0, 3, 0, 0, 0, 0", ListDesk.Counts(look));
        Assert.DoesNotContain($"{elsewhere}", look, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trainers_list_adds_who_was_there_asks_in_doubt_and_takes_nobody_off()
    {
        var walkedIn = await server.SettleTeamAsync(village.CommuneId, "Lâm Sol");
        var id = await officer.NewClassAsync(village.CommuneId, new() { ["audience"] = $"{(int)ClassAudience.Leaders}" });
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        var path = $"/training/classes/{id}/attendance";
        var list = ListDesk.Sheet(["Danh sách lớp"], ["SĐT", "Họ tên", "Đơn vị"], [Phone, "Kim Thị Út", null], [null, "Lâm Sol", "Xã Trường Khánh"], [null, "Thạch Siêng", null], [null, "Ai Đó", null]);
        Assert.Contains("Lớp chưa bắt đầu", await officer.LookAsync(path, list), StringComparison.Ordinal);

        server.Clock.Set(ClassDesk.Held);
        var look = await officer.LookAsync(path, list);
        Assert.Equal("2, 0, 1, 0, 1, 0, 0", ListDesk.Counts(look));
        await officer.TakeAsync(path, look);
        Assert.Equal(new[] { village.MemberId, walkedIn }.Order(), await CameAsync());
        var again = await officer.LookAsync(path, list);
        Assert.Equal("0, 2, 1, 0, 1, 0, 0", ListDesk.Counts(again));
        await officer.TakeAsync(path, again, new() { ["who:thach"] = $"{village.LeaderId}" });
        Assert.Equal(new[] { village.MemberId, village.LeaderId, walkedIn }.Order(), await CameAsync());

        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31657"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.Contains("không còn ở bước này", await officer.LookAsync(path, list), StringComparison.Ordinal);

        async Task<IEnumerable<Guid>> CameAsync() => (await server.WithDbAsync(db => db.ClassSeats.Where(s => s.CameAt != null).Select(s => s.MemberId).ToListAsync())).Order();
    }

    private Task<int> CountAsync() => server.WithDbAsync(db => db.Completions.CountAsync());

    private async Task<string> FiguresAsync() => WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{village.CommuneId}"));
}
