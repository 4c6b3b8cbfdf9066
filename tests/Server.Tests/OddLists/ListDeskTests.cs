using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Households.Import.Desk;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Tests.Households;
using TungNgo.Web;

namespace TungNgo.Tests.OddLists;

/// <summary>What an officer is shown and asked of an odd list before it is taken, and what is left of it when it is taken back.</summary>
public sealed class ListDeskTests
{
    private const string Commune = "31654";

    private static readonly Texts T = Texts.In("vi");

    [Fact]
    public async Task Every_odd_list_is_previewed_with_the_households_that_come_of_it()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var seen = new Dictionary<string, (int Households, int Refused)>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "odd-lists")))
        {
            var preview = await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), Path.Combine("odd-lists", Path.GetFileName(file)));
            Assert.Equal("previewed", preview.State);
            var report = ImportTests.ReportOf(preview);
            seen[Path.GetFileName(file)] = (report.Households, report.Refused);
            Assert.True(report.Samples.Count > 0 || report.Households == 0, file);
            Assert.InRange(report.Samples.Count, 0, 5);
        }

        Assert.Equal(
            new SortedDictionary<string, (int, int)>(StringComparer.Ordinal)
            {
                ["birth-three.xlsx"] = (8, 0), ["commune-other.xlsx"] = (4, 4), ["ditto.xlsx"] = (8, 0), ["double-utf8.csv"] = (0, 8), ["font-tcvn3-names-only.xlsx"] = (0, 8),
                ["hamlet-in-title-and-sheet.xlsx"] = (9, 0), ["headers-variant.xlsx"] = (8, 0), ["merged-hamlet-down.xlsx"] = (8, 0), ["name-split-merged.xlsx"] = (8, 0),
                ["people-code-blank.xlsx"] = (4, 0), ["people-code-na.xlsx"] = (0, 4), ["surrogate-_xD800_.xlsx"] = (0, 2), ["two-tables-beside.xlsx"] = (8, 0), ["unclosed-quote.csv"] = (8, 0),
            },
            new SortedDictionary<string, (int, int)>(seen, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_that_nobody_means_to_take_is_discarded_with_its_file_and_one_that_was_taken_is_not()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var unwanted = await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), Path.Combine("odd-lists", "ditto.xlsx"));
        using (var done = await officer.SubmitAsync($"/households/import/{unwanted.Id}", "discard"))
        {
            Assert.EndsWith("/households/import?saved=true", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.False(await server.WithDbAsync(db => db.ImportJobs.AnyAsync(j => j.Id == unwanted.Id)));
        Assert.False(await server.WithDbAsync(db => db.FileParts.AnyAsync(p => p.OwnerId == unwanted.Id)));
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "import.discard")));

        var wanted = await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), Path.Combine("odd-lists", "ditto.xlsx"));
        var stale = await officer.GetStringAsync($"/households/import/{wanted.Id}");
        await officer.PostAsync($"/api/imports/{wanted.Id}/take", new { }).ReadAsync<ImportAnswer>();
        Assert.Contains("discard", stale, StringComparison.Ordinal);
        Assert.DoesNotContain("_handler\" value=\"discard", await officer.GetStringAsync($"/households/import/{wanted.Id}"), StringComparison.Ordinal);
        Assert.True(await server.WithDbAsync(db => db.Households.AnyAsync(h => h.ImportId == wanted.Id)));
    }

    [Fact]
    public async Task Text_in_an_old_font_is_shown_as_it_is_and_as_it_is_meant_and_taken_once_agreed_to()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var preview = await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), Path.Combine("odd-lists", "font-tcvn3-names-only.xlsx"));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{preview.Id}"));
        Assert.Contains(T["import.font.title", T["import.font.tcvn3"]], page, StringComparison.Ordinal);
        Assert.Contains("Lª Thö Mét", page, StringComparison.Ordinal);
        Assert.Contains("Lê Thử Một", page, StringComparison.Ordinal);
        var font = Assert.Single(ImportTests.ReportOf(preview).Sheets.Single().Fonts);

        using var answered = await officer.SubmitAsync($"/households/import/{preview.Id}", "answers", new() { ["key"] = font.Key, ["answer"] = ListChoices.Yes });
        var taken = await ImportTests.TakeAsync(officer, preview);
        Assert.Equal((8, 0), (ImportTests.ReportOf(taken).Added, ImportTests.ReportOf(taken).Refused));
        Assert.Contains("Đỗ Thử Tám", await server.WithDbAsync(db => db.Households.Select(h => h.Head).ToListAsync()));
    }

    [Fact]
    public async Task Second_and_renumbered_numbers_are_accepted_for_the_whole_list_with_one_click_and_given_up_with_another()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        const string csv = "STT,Họ tên chủ hộ,Ấp,SĐT\n1,Lý Thử,Trường An,0912345678/0387654321\n2,Kim Thử,Trường An,01681234567\n3,Sơn Thử,Trường An,01261234567\n";
        var preview = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv);
        foreach (var problem in new[] { CellProblem.PhoneTwoNumbers, CellProblem.PhoneOldPrefix })
        {
            using var accepted = await officer.SubmitAsync($"/households/import/{preview.Id}", $"accept-{problem}", new() { ["key"] = ListChoices.AcceptKey(problem), ["answer"] = ListChoices.Yes });
        }

        var report = ImportTests.ReportOf(await GetAsync(officer, preview.Id));
        Assert.Equal((1, 2), (report.ProblemCounts[CellProblem.PhoneSecondNoted], report.ProblemCounts[CellProblem.PhoneRenumbered]));
        using (var back = await officer.SubmitAsync($"/households/import/{preview.Id}", $"accept-{CellProblem.PhoneSecondNoted}", new() { ["key"] = ListChoices.AcceptKey(CellProblem.PhoneTwoNumbers), ["answer"] = "" }))
        {
            Assert.Equal(1, ImportTests.ReportOf(await GetAsync(officer, preview.Id)).ProblemCounts[CellProblem.PhoneTwoNumbers]);
        }

        await ImportTests.TakeAsync(officer, preview);
        Assert.Equal(
            [("Kim Thử", "0381234567", null), ("Lý Thử", "0912345678", null), ("Sơn Thử", "0761234567", null)],
            (await server.WithDbAsync(db => db.Households.Select(h => new { h.Head, h.Phone, h.Note }).ToListAsync())).Select(h => (h.Head, h.Phone!, h.Note)).OrderBy(h => h.Head, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_column_of_which_a_third_fails_is_red_and_nothing_is_taken_before_it_was_looked_at()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        const string csv = "STT,Họ tên chủ hộ,Ấp,Năm sinh\n1,Lý Thử,Trường An,0912345678\n2,Kim Thử,Trường An,0912345679\n3,Sơn Thử,Trường An,0912345670\n4,Danh Thử,Trường An,1950\n";
        var preview = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv);
        var (_, column) = Assert.Single(ImportTests.ReportOf(preview).Failing);
        Assert.Equal(("Năm sinh", 4, 3), (column.Title, column.Filled, column.Failed));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{preview.Id}"));
        Assert.Contains(T["import.column.fails", 3, 4], page, StringComparison.Ordinal);
        // Problems and examples stand above the button.
        Assert.True(page.IndexOf("id=\"problems\"", StringComparison.Ordinal) < page.IndexOf("id=\"samples\"", StringComparison.Ordinal));
        Assert.True(page.IndexOf("id=\"samples\"", StringComparison.Ordinal) < page.IndexOf("id=\"take\"", StringComparison.Ordinal));

        using (var unseen = await officer.SubmitAsync($"/households/import/{preview.Id}", "take"))
        {
            Assert.Equal("previewed", (await GetAsync(officer, preview.Id)).State);
        }

        using var seen = await officer.SubmitAsync($"/households/import/{preview.Id}", "take", new() { ["seen"] = "yes" });
        Assert.Equal("taken", (await GetAsync(officer, preview.Id)).State);
    }

    [Fact]
    public async Task A_mapping_is_remembered_when_its_list_is_taken_and_forgotten_when_it_is_taken_back()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        const string csv = "Người đứng tên,Ấp,Nơi\nLý Thử,Trường An,0912345678\n";
        var preview = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv);
        await MapAsync(officer, preview, "Head", "Hamlet", "Phone");
        var other = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv.Replace("Lý", "Kim", StringComparison.Ordinal));
        Assert.Equal(0, ImportTests.ReportOf(other).Households);

        await ImportTests.TakeAsync(officer, preview);
        other = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv.Replace("Lý", "Kim", StringComparison.Ordinal));
        Assert.Equal((1, 0.0), (ImportTests.ReportOf(other).Households, ImportTests.ReportOf(other).Sheets.Single().Columns[0].Confidence));

        await officer.PostAsync($"/api/imports/{preview.Id}/undo", new { }).ReadAsync<ImportAnswer>();
        other = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv.Replace("Lý", "Sơn", StringComparison.Ordinal));
        Assert.Equal(0, ImportTests.ReportOf(other).Households);
    }

    [Fact]
    public async Task A_list_that_was_taken_back_is_read_again_from_its_beginning()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var preview = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), "STT,Họ tên chủ hộ,Ấp,Ghi chú\n1,Lý Thử,Trường An,Trường Thọ\n");
        await MapAsync(officer, preview, "RowNumber", "Head", "Ignore", "Hamlet");
        await ImportTests.TakeAsync(officer, preview);
        await officer.PostAsync($"/api/imports/{preview.Id}/undo", new { }).ReadAsync<ImportAnswer>();

        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{preview.Id}"));
        Assert.Contains(T["import.read-again"], page, StringComparison.Ordinal);
        using var again = await officer.SubmitAsync($"/households/import/{preview.Id}", "again");
        var read = await server.WithDbAsync(db => db.ImportJobs.Where(j => j.State == ImportState.Previewed).SingleAsync());
        Assert.NotEqual(preview.Id, read.Id);
        Assert.Equal(ListField.Note, ImportReport.FromJson(read.Report).Sheets.Single().Columns[3].Field);
        Assert.Equal("Trường An", ImportReport.FromJson(read.Report).Samples.Single().Hamlet);
        // The old one's list has gone to the new one.
        using var twice = await officer.SubmitAsync($"/households/import/{preview.Id}", "again");
        Assert.Equal(1, await server.WithDbAsync(db => db.ImportJobs.CountAsync(j => j.State == ImportState.Previewed)));
    }

    [Fact]
    public async Task Hidden_rows_are_told_and_taken_when_the_officer_says_so()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var preview = await ImportTests.UploadBytesAsync(officer, server.AreaByCode(Commune), "hidden-rows.xlsx", LayoutCases.All["hidden rows that are asked for"].Content);
        Assert.Equal((1, 1), (ImportTests.ReportOf(preview).Households, ImportTests.ReportOf(preview).SkippedCounts[SkipReason.Hidden]));
        using var answered = await officer.SubmitAsync($"/households/import/{preview.Id}", "answers", new() { ["key"] = ListChoices.Hidden, ["answer"] = ListChoices.Yes });
        Assert.Equal(2, ImportTests.ReportOf(await GetAsync(officer, preview.Id)).Households);
    }

    [Fact]
    public async Task An_import_of_the_command_line_that_was_killed_ends_and_can_be_taken_back()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        var commune = server.AreaByCode(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var taken = await ImportTests.TakeAsync(officer, await ImportTests.UploadTextAsync(officer, commune, "Họ tên chủ hộ,Ấp\nLý Thử,Trường An\nKim Thử,Trường An\n"));
        // As the dead process left it: rows in the register, no file anywhere, nobody at work.
        var began = server.Clock.GetUtcNow().UtcDateTime;
        await server.WithDbAsync(db => db.FileParts.ExecuteDeleteAsync());
        await server.WithDbAsync(db => db.ImportJobs.Where(j => j.Id == taken.Id).ExecuteUpdateAsync(
            s => s.SetProperty(j => j.State, ImportState.Taking).SetProperty(j => j.BeatAt, began).SetProperty(j => j.Attempts, ImportJob.MostAttempts).SetProperty(j => j.Report, (string?)null)));
        server.Clock.Advance(ImportJob.Lease + TimeSpan.FromSeconds(1));
        await server.Services.GetRequiredService<ImportQueue>().GoAsync(taken.Id, CancellationToken.None);

        Assert.Equal(("taken", ImportJob.Interrupted), ((await GetAsync(officer, taken.Id)).State, (await GetAsync(officer, taken.Id)).FileProblem));
        Assert.Contains(T["import.interrupted", 2], WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/import/{taken.Id}")), StringComparison.Ordinal);
        await officer.PostAsync($"/api/imports/{taken.Id}/undo", new { }).ReadAsync<ImportAnswer>();
        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync()));
    }

    /// <summary>"4 người" in a list is what the list says, and is counted as that; who is named is counted as people.</summary>
    [Fact]
    public async Task The_lists_own_count_of_people_is_a_figure_of_its_own()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        await ImportTests.TakeAsync(officer, await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), "Họ tên chủ hộ,Ấp,Số khẩu\nLý Thử,Trường An,4 người\nKim Thử,Trường An,3\n"));
        Task<int> Figure(int indicator) => server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == indicator).SumAsync(c => c.Value));
        Assert.Equal((2, 7), (await Figure(TungNgo.Figures.Indicators.People), await Figure(TungNgo.Figures.Indicators.PeopleCounted)));
    }

    private static Task<ImportAnswer> GetAsync(HttpClient officer, Guid id) => officer.GetAsync($"/api/imports/{id}").ReadAsync<ImportAnswer>();

    private static async Task MapAsync(HttpClient officer, ImportAnswer preview, params string[] fields)
    {
        var mapping = new ImportMappingRequest(ImportTests.ReportOf(preview).Sheets.Single().Signature, fields);
        using var mapped = await officer.PutAsync($"/api/imports/{preview.Id}/mapping", System.Net.Http.Json.JsonContent.Create(mapping, options: TestServer.Json));
        Assert.True(mapped.IsSuccessStatusCode);
    }
}
