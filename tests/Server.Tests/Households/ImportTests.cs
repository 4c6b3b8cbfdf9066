using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Households.Import.Desk;
using TungNgo.Households.Import.Job;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Tests.Households;

/// <summary>Lists through the front door: uploaded, previewed, answered, taken, repeated, undone.</summary>
public sealed class ImportTests
{
    private const string TruongKhanh = "31654";
    private const string TanHung = "31660";

    private static readonly Dictionary<string, string[]> Hamlets = new()
    {
        [TruongKhanh] = ["Trường Thành A", "Trường Thành B", "Trường An", "Trường Bình", "Trường Lộc", "Trường Thọ", "Trường Hưng"],
        [TanHung] = ["Tân Quy A", "Tân Quy B", "Sóc Dong", "Ko Cô"],
    };

    [Fact]
    public async Task A_list_of_households_is_previewed_taken_repeated_harmlessly_and_undone()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var preview = await UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx");
        Assert.Equal("previewed", preview.State);
        var report = ReportOf(preview);
        Assert.Equal((211, 211, 0, 0, 9), (report.Households, report.Added, report.Updated, report.Refused, report.Repeated));
        Assert.Equal("DS hộ!I107", report.Problems.Single(p => p.Problem == CellProblem.PhoneTwoNumbers && p.Row == 107).Place);
        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync()));

        var taken = await officer.PostAsync($"/api/imports/{preview.Id}/take", new { }).ReadAsync<ImportAnswer>();
        Assert.Equal("taken", taken.State);
        Assert.Equal(211, ReportOf(taken).Added);
        await AssertFiguresAsync(server, households: 211, people: 211);
        var lane = await server.WithDbAsync(async db => await (
            from h in db.Households join l in db.Lanes on h.LaneId equals l.Id where h.Head == "Quách Hoàng Khel" && h.Phone == "0892698145" select l.Name).SingleAsync());
        Assert.Equal("Tổ 9", lane);
        Assert.Equal(211, await server.WithDbAsync(db => db.Changes.CountAsync(c => c.Kind == ChangeKind.Household)));

        var sentAgain = await UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx");
        var again = ReportOf(sentAgain);
        Assert.Equal((0, 0, 211, 0), (again.Added, again.Updated, again.Unchanged, again.Refused));
        Assert.Contains("Tệp này đã được nhận", WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{sentAgain.Id}")), StringComparison.Ordinal);
        Assert.DoesNotContain("Tệp này", WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{preview.Id}")), StringComparison.Ordinal);

        var undone = (await officer.PostAsync($"/api/imports/{preview.Id}/undo", new { }).ReadAsync<ImportAnswer>()).Undo!;
        Assert.Equal((211, 0, 0), (undone.Removed, undone.Restored, undone.Kept));
        await AssertFiguresAsync(server, households: 0, people: 0);
        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync()));
        using var twice = await officer.PostAsync($"/api/imports/{preview.Id}/undo", new { });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Theory]
    [InlineData("Họ tên chủ hộ,Năm sinh,Tổ/ấp,SĐT", "Lý Dên,1960,3/Trường An,0912345678", "Kim Út,1970,4/Trường An,0912345679")]
    [InlineData("Họ và tên chủ hộ,Năm sinh,Địa chỉ,Số điện thoại", "Lý Dên,1960,ấp Trường An,0912345678", "Kim Út,1970,ấp Trường An,0912345679")]
    [InlineData("Họ tên chủ hộ,Giới tính,Địa chỉ,Dân tộc", "Lý Dên,Nam,ấp Trường An,Khmer", "Kim Út,Nữ,ấp Trường An,Khmer")]
    public async Task The_first_household_is_never_taken_for_a_second_row_of_titles(string titles, string first, string second)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var read = ReportOf(await UploadTextAsync(officer, village.CommuneId, $"{titles}\n{first}\n{second}\n"));
        Assert.Equal(2, read.Households + read.Refused);
    }

    [Fact]
    public async Task A_list_of_people_becomes_households_and_taking_it_twice_changes_nothing()
    {
        await using var server = await StartAsync(TanHung);
        var commune = server.AreaByCode(TanHung);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var first = await TakeAsync(officer, await UploadAsync(officer, commune, "nhan-khau-xa-tan-hung.xlsx"));
        Assert.Equal((90, 309, 0), (ReportOf(first).Added, ReportOf(first).People, ReportOf(first).Refused));
        await AssertFiguresAsync(server, households: 90, people: 309);
        var numbers = await server.WithDbAsync(db => db.Households.OrderBy(h => h.Number).Select(h => h.Version).ToListAsync());

        var second = await TakeAsync(officer, await UploadAsync(officer, commune, "nhan-khau-xa-tan-hung.xlsx"));
        Assert.Equal((0, 0, 90), (ReportOf(second).Added, ReportOf(second).Updated, ReportOf(second).Unchanged));
        Assert.Equal(numbers, await server.WithDbAsync(db => db.Households.OrderBy(h => h.Number).Select(h => h.Version).ToListAsync()));
        await AssertFiguresAsync(server, households: 90, people: 309);

        var head = await server.WithDbAsync(db => db.Households.Where(h => h.Code == "1").SingleAsync());
        Assert.Equal(("Danh Hùng", "VNeID mức 2 theo danh sách: Danh Hùng, Kiên Minh Tuấn"), (head.Head, head.Note));
    }

    [Fact]
    public async Task A_misspelt_hamlet_is_asked_once_and_the_answer_lets_its_households_in()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        const string csv = "STT,Họ tên chủ hộ,Ấp,SĐT\n1,Lý Dên,Trường Lọc B,0912345678\n2,Kim Út,Ấp Trường lọc b,0387654321\n3,Sơn Kim,Trường An,\n";
        var preview = await UploadTextAsync(officer, commune, csv);
        var question = Assert.Single(ReportOf(preview).Hamlets);
        Assert.Equal(2, question.Value.Households);
        Assert.Equal((1, 2), (ReportOf(preview).Added, ReportOf(preview).Refused));
        var answered = await officer.PutAsync($"/api/imports/{preview.Id}/answers", Body(new { answers = new Dictionary<string, string> { [question.Key] = question.Value.Candidates[0].ToString() } })).ReadAsync<ImportAnswer>();
        Assert.Equal((3, 0), (ReportOf(answered).Added, ReportOf(answered).Refused));
    }

    [Fact]
    public async Task Refused_rows_come_back_with_reasons_and_sending_them_mended_adds_only_them()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        const string csv = "STT,Họ tên chủ hộ,Ấp,SĐT,Ghi chú\n1,Lý Dên,Trường An,0912345678,\n2,,Trường An,0387654321,\n3,Sơn Kim,Xóm Lạ,,CCCD 094085001234\n";
        var taken = await TakeAsync(officer, await UploadTextAsync(officer, commune, csv));
        Assert.Equal((1, 2), (ReportOf(taken).Added, ReportOf(taken).Refused));
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        try
        {
            await File.WriteAllBytesAsync(path, await officer.GetByteArrayAsync($"/api/imports/{taken.Id}/bad.xlsx"));
            var rows = SheetFile.Rows(path).ToList();
            Assert.Equal(["STT", "Họ tên chủ hộ", "Ấp", "SĐT", "Ghi chú", "Lý do chưa nhận", "Trang tính gốc", "Dòng gốc"], rows[0].Cells.Select(c => c.Display));
            Assert.Equal("Họ tên chủ hộ: Thiếu họ tên", rows[1][5].Text);
            Assert.Equal(("Ấp không có trong địa bàn", "3"), (rows[2][5].Text, rows[2][0].Display));
            Assert.DoesNotContain(rows, r => r.Cells.Any(c => c.Display.Contains("094085001234", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(path);
        }

        var mended = csv.Replace("2,,", "2,Kim Út,", StringComparison.Ordinal).Replace("Xóm Lạ", "Trường Thọ", StringComparison.Ordinal);
        var report = ReportOf(await TakeAsync(officer, await UploadTextAsync(officer, commune, mended)));
        Assert.Equal((2, 1, 0), (report.Added, report.Unchanged, report.Refused));
    }

    [Fact]
    public async Task A_newer_list_fills_and_updates_but_keeps_what_was_corrected_by_hand()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        await TakeAsync(officer, await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Năm sinh,Ấp,SĐT,Số nhân khẩu\nLý Dên,1960,Trường An,0912345678,4\nKim Út,1970,Trường An,,2\n"));
        var corrected = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Head == "Lý Dên"));
        using var saved = await officer.SubmitAsync($"/households/{corrected.Id}/edit", "household", new() { ["size"] = "5", ["version"] = $"{corrected.Version}" });

        var newer = await TakeAsync(officer, await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Năm sinh,Ấp,SĐT,Số nhân khẩu,Tiếng\nLý Dên,1960,Trường An,0999999999,4,Khmer\nKim Út,1970,Trường An,,3,Khmer\n"));
        Assert.Equal((0, 2, 1), (ReportOf(newer).Added, ReportOf(newer).Updated, ReportOf(newer).KeptByHand));
        var ly = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Head == "Lý Dên"));
        Assert.Equal((5, "0999999999", "km"), (ly.Size, ly.Phone, ly.Language));
        Assert.Equal(2, await FigureAsync(server, Indicators.KhmerHouseholds));

        var undone = (await officer.PostAsync($"/api/imports/{newer.Id}/undo", new { }).ReadAsync<ImportAnswer>()).Undo!;
        Assert.Equal((0, 2), (undone.Removed, undone.Restored));
        ly = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Head == "Lý Dên"));
        Assert.Equal((5, "0912345678", null), (ly.Size, ly.Phone, ly.Language));
        Assert.Equal(0, await FigureAsync(server, Indicators.KhmerHouseholds));
    }

    [Fact]
    public async Task Namesakes_are_asked_about_and_the_answer_holds()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        const string csv = "STT,Họ tên chủ hộ,Năm sinh,Ấp,Tổ,SĐT\n1,Lý Dên,1960,Trường An,1,0912345678\n2,Lý Dên,1960,Trường An,2,0987654321\n";
        var preview = await UploadTextAsync(officer, commune, csv);
        var question = Assert.Single(ReportOf(preview).Doubles);
        Assert.Equal(("3", "2"), (question.Place, question.EarlierRow));
        Assert.Equal((1, 1), (ReportOf(preview).Added, ReportOf(preview).Refused));
        var answered = await officer.PutAsync($"/api/imports/{preview.Id}/answers", Body(new { answers = new Dictionary<string, string> { [question.Key] = "new" } })).ReadAsync<ImportAnswer>();
        Assert.Equal(2, ReportOf(await TakeAsync(officer, answered)).Added);
        Assert.Equal(2, ReportOf(await UploadTextAsync(officer, commune, csv)).Unchanged);
    }

    [Fact]
    public async Task An_undo_leaves_households_that_were_visited_since_and_names_them()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var taken = await TakeAsync(officer, await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Ấp,SĐT\nLý Dên,Trường An,0912345678\nKim Út,Trường An,0987654321\n"));
        await server.WriteAsync((db, write) =>
        {
            var household = db.Households.Single(h => h.Head == "Kim Út");
            db.Visits.Add(new Visit { Id = write.NewId(), HouseholdId = household.Id, HamletId = household.HamletId, At = write.Now, ReceivedAt = write.Now, Language = "vi" });
            household.ByHand = household.Version = write.Changed(ChangeKind.Visit, household.Id, household.HamletId);
        });
        var undone = (await officer.PostAsync($"/api/imports/{taken.Id}/undo", new { }).ReadAsync<ImportAnswer>()).Undo!;
        Assert.Equal((1, 1), (undone.Removed, undone.Kept));
        Assert.Equal("Kim Út", Assert.Single(undone.KeptHeads));
        Assert.Equal("Kim Út", await server.WithDbAsync(db => db.Households.Select(h => h.Head).SingleAsync()));
    }

    [Theory]
    [InlineData(ImportState.Taking)]
    [InlineData(ImportState.Undoing)]
    public async Task Work_that_an_outage_interrupted_goes_on_by_itself_once_nobody_works_on_it(ImportState interrupted)
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var preview = await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Ấp,SĐT\nLý Dên,Trường An,0912345678\nKim Út,Trường An,0987654321\n");
        if (interrupted == ImportState.Undoing)
        {
            await TakeAsync(officer, preview);
        }

        // As the node that died left it: somebody worked on it a moment ago.
        var began = server.Clock.GetUtcNow().UtcDateTime;
        await server.WithDbAsync(db => db.ImportJobs.Where(j => j.Id == preview.Id).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, interrupted).SetProperty(j => j.BeatAt, began).SetProperty(j => j.Attempts, 1)));
        var queue = server.Services.GetRequiredService<ImportQueue>();
        await queue.GoAsync(preview.Id, CancellationToken.None);
        Assert.Equal(interrupted.ToString().ToLowerInvariant(), (await officer.GetAsync($"/api/imports/{preview.Id}").ReadAsync<ImportAnswer>()).State);

        server.Clock.Advance(ImportJob.Lease + TimeSpan.FromSeconds(1));
        await queue.GoAsync(preview.Id, CancellationToken.None);
        var after = await officer.GetAsync($"/api/imports/{preview.Id}").ReadAsync<ImportAnswer>();
        Assert.Equal(interrupted == ImportState.Taking ? "taken" : "undone", after.State);
        Assert.Equal(interrupted == ImportState.Taking ? 2 : 0, await server.WithDbAsync(db => db.Households.CountAsync()));
        var entries = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == preview.Id).ToListAsync());
        Assert.All(entries, e => Assert.Equal(after.By, e.Actor));
    }

    [Fact]
    public async Task What_fails_again_and_again_waits_for_the_officer()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var preview = await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Ấp\nLý Dên,Trường An\n");
        await server.WithDbAsync(db => db.ImportJobs.Where(j => j.Id == preview.Id).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, ImportState.Taking).SetProperty(j => j.Attempts, ImportJob.MostAttempts)));
        await server.Services.GetRequiredService<ImportQueue>().GoAsync(preview.Id, CancellationToken.None);
        var page = System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{preview.Id}"));
        Assert.Contains(TungNgo.Web.Texts.In("vi")["import.resume"], page, StringComparison.Ordinal);
        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync()));

        using var resumed = await officer.SubmitAsync($"/households/import/{preview.Id}", "resume");
        Assert.Equal("taken", (await officer.GetAsync($"/api/imports/{preview.Id}").ReadAsync<ImportAnswer>()).State);
    }

    [Fact]
    public async Task A_kept_list_survives_in_parts_and_goes_after_a_week()
    {
        await using var server = await StartAsync(TruongKhanh);
        var files = server.Services.GetRequiredService<ImportFiles>();
        var (owner, sent) = (Guid.CreateVersion7(), new byte[(2 << 20) + 7]);
        new Random(3).NextBytes(sent);
        await files.SaveAsync(owner, FileRole.List, new MemoryStream(sent), CancellationToken.None);
        using (var copy = await files.FetchAsync(owner, FileRole.List, CancellationToken.None))
        {
            Assert.Equal(sent, await File.ReadAllBytesAsync(copy!.Path));
        }

        Assert.Equal(3, await server.WithDbAsync(db => db.FileParts.CountAsync()));
        server.Clock.Advance(TimeSpan.FromDays(8));
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var preview = await UploadTextAsync(officer, commune, "Họ tên chủ hộ,Ấp\nLý Dên,Trường An\n");
        Assert.False(await files.HasAsync(owner, FileRole.List, CancellationToken.None));
        await TakeAsync(officer, preview);
        Assert.True(await files.HasAsync(preview.Id, FileRole.List, CancellationToken.None));
        server.Clock.Advance(TimeSpan.FromDays(8));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var next = await UploadTextAsync(later, commune, "Họ tên chủ hộ,Ấp\nLý Dên,Trường An\n");
        Assert.Equal([next.Id], await server.WithDbAsync(db => db.FileParts.Select(p => p.OwnerId).ToListAsync()));
    }

    [Fact]
    public async Task A_corrected_mapping_is_remembered_for_the_same_form_of_the_same_office()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        const string csv = "Người đứng tên,Ấp,Máy\nLý Dên,Trường An,0912345678\n";
        var preview = await UploadTextAsync(officer, commune, csv);
        Assert.Equal(0, ReportOf(preview).Households);
        var sheet = Assert.Single(ReportOf(preview).Sheets);
        var corrected = await officer.PutAsync($"/api/imports/{preview.Id}/mapping", Body(new ImportMappingRequest(sheet.Signature, ["Head", "Hamlet", "Phone"]))).ReadAsync<ImportAnswer>();
        Assert.Equal(1, ReportOf(corrected).Added);
        await TakeAsync(officer, corrected);
        Assert.Equal(1, ReportOf(await UploadTextAsync(officer, commune, csv.Replace("Lý Dên", "Kim Út", StringComparison.Ordinal))).Added);
    }

    [Fact]
    public async Task An_officer_of_another_commune_reaches_neither_the_area_nor_the_import()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var preview = await UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx");
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(TanHung));
        using var approver = await server.OfficialAsync(Role.CommuneApprover, commune);
        Assert.Equal(HttpStatusCode.NotFound, (await PostFileAsync(stranger, commune, "a.csv", "Họ tên chủ hộ,Ấp\nA,Trường An\n"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/imports/{preview.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/imports/{preview.Id}/take", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/imports/{preview.Id}/undo", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/imports/{preview.Id}/bad.xlsx")).StatusCode);
        Assert.Empty(await stranger.GetAsync("/api/imports").ReadAsync<ImportAnswer[]>());
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync($"/api/imports/{preview.Id}")).StatusCode);
    }

    [Fact]
    public async Task What_is_no_list_is_said_in_words()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var job = await ReadAsync(await PostFileAsync(officer, commune, "cu.csv", System.Text.Encoding.Latin1.GetBytes("Họ tên,Ấp\nLý Dên,An\n")));
        Assert.Equal(("unreadable", "NotUtf8"), (job.State, job.FileProblem));
    }

    [Fact]
    public async Task A_book_of_tags_within_tags_is_said_to_be_damaged()
    {
        await using var server = await StartAsync(TruongKhanh);
        var commune = server.AreaByCode(TruongKhanh);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var sent = await UploadAsync(officer, commune, "bomb-30m-deep.xlsx");
        Assert.Equal(("unreadable", "Damaged"), (sent.State, sent.FileProblem));
    }

    [Fact]
    public async Task Large_lists_of_one_office_do_not_hold_up_another_office()
    {
        await using var server = await StartAsync(TruongKhanh, TanHung);
        using var busy = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(TruongKhanh));
        using var other = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(TanHung));
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},Trần Văn {(char)('A' + (i % 26))}{i},Ấp Trường An,Tổ {i % 9},0912{i:000000}\n"));
        var large = Enumerable.Range(0, 4).Select(i => UploadTextAsync(busy, server.AreaByCode(TruongKhanh), "STT,Họ tên chủ hộ,Ấp,Tổ,SĐT\n" + rows)).ToList();
        await Task.WhenAny(large);
        var small = await UploadTextAsync(other, server.AreaByCode(TanHung), "Họ tên chủ hộ,Ấp\nLý Dên,Tân Quy A\n");
        Assert.Equal(("previewed", 1), (small.State, ReportOf(small).Added));
        Assert.Contains(await busy.GetAsync("/api/imports").ReadAsync<ImportAnswer[]>(), i => i.State == "reading");
        await Task.WhenAll(large);
    }

    internal static async Task<TestServer> StartAsync(params string[] communes)
    {
        var server = await TestServer.StartAsync();
        await server.WriteAsync((db, write) =>
        {
            foreach (var (code, name) in communes.SelectMany(c => Hamlets[c].Select(n => (c, n))))
            {
                var area = new Area { Id = write.NewId() };
                area.Versions.Add(new AreaVersion
                {
                    Id = write.NewId(), AreaId = area.Id, Name = name, NameKey = SearchKey.Fold("ấp " + name), Kind = AreaKind.Hamlet,
                    ParentId = server.AreaByCode(code), RecordedAt = write.Now, ValidTo = new DateOnly(2025, 6, 30),
                });
                db.Areas.Add(area);
                write.Changed(ChangeKind.Area, area.Id);
            }
        });
        return server;
    }

    internal static async Task<ImportAnswer> UploadAsync(HttpClient officer, Guid area, string sample) =>
        await ReadAsync(await PostFileAsync(officer, area, Path.GetFileName(sample), await File.ReadAllBytesAsync(Lists.Sample(sample))));

    internal static async Task<ImportAnswer> UploadBytesAsync(HttpClient officer, Guid area, string name, byte[] content) => await ReadAsync(await PostFileAsync(officer, area, name, content));

    internal static async Task<ImportAnswer> UploadTextAsync(HttpClient officer, Guid area, string csv, string name = "danh-sach.csv") =>
        await ReadAsync(await PostFileAsync(officer, area, name, System.Text.Encoding.UTF8.GetBytes(csv)));

    internal static async Task<ImportAnswer> TakeAsync(HttpClient officer, ImportAnswer preview) =>
        await officer.PostAsync($"/api/imports/{preview.Id}/take", new { }).ReadAsync<ImportAnswer>();

    internal static ImportReport ReportOf(ImportAnswer answer) => ImportReport.FromJson(answer.Report?.GetRawText());

    private static Task<ImportAnswer> ReadAsync(HttpResponseMessage response) => Task.FromResult(response).ReadAsync<ImportAnswer>();

    private static async Task<HttpResponseMessage> PostFileAsync(HttpClient officer, Guid area, string name, byte[] content)
    {
        using var file = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var form = new MultipartFormDataContent { { new StringContent(area.ToString()), "area" }, { file, "file", name } };
        return await officer.PostAsync("/api/imports", form);
    }

    private static System.Net.Http.Json.JsonContent Body<T>(T body) => System.Net.Http.Json.JsonContent.Create(body, options: TestServer.Json);

    private static async Task AssertFiguresAsync(TestServer server, int households, int people)
    {
        Assert.Equal(households, await FigureAsync(server, Indicators.Households));
        Assert.Equal(people, await FigureAsync(server, Indicators.People));
    }

    private static Task<int> FigureAsync(TestServer server, int indicator) => server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == indicator).SumAsync(c => c.Value));
}
