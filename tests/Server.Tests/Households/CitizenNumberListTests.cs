using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Households.Import.Desk;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.Households;

/// <summary>Lists as offices send them, with citizen numbers where no column is meant for them: the rows are taken, the numbers stand nowhere.</summary>
public sealed class CitizenNumberListTests
{
    private const string Commune = "31654";

    [Fact]
    public async Task Numbers_in_any_cell_and_any_grouping_are_left_out_and_stand_nowhere_also_after_the_undo()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var preview = await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), "id-in-cells.xlsx");
        await NothingIsStoredAsync(server);
        var taken = await ImportTests.TakeAsync(officer, preview);

        Assert.Equal((8, 0), (ImportTests.ReportOf(taken).Added, ImportTests.ReportOf(taken).Refused));
        var problems = ImportTests.ReportOf(taken).Problems.Where(p => p.Problem == CellProblem.IdentityNumber).ToList();
        Assert.Equal(["B2", "B3", "C4", "F5", "G6", "G7", "G8", "G9"], problems.Select(p => p.Place.Split('!')[^1]));
        Assert.All(problems, p => Assert.Equal(IdentityGuard.Mask, p.Cell));
        var households = await server.WithDbAsync(db => db.Households.OrderBy(h => h.Number).Select(h => new { h.Code, h.Head, h.LaneId, Place = h.Landmark ?? h.Door }).ToListAsync());
        Assert.Equal(["Lê Thử Một", "Trần Thử Hai", "Phạm Thử Ba", "Võ Thử Tư", "Lý Thử Năm", "Ngô Thử Sáu", "Hồ Thử Bảy", "Đỗ Thử Tám"], households.Select(h => h.Head));
        Assert.Equal([null, null, "H1", "H2", "H3", "H4", "H5", "H6"], households.Select(h => h.Code));
        Assert.Equal([null, null, null, null, null, null, "CCCD:", null], households.Select(h => h.Place));
        Assert.Null(households[3].LaneId);
        Assert.Equal(["Tổ 1"], await server.WithDbAsync(db => db.Lanes.Select(l => l.Name).ToListAsync()));
        await NothingIsStoredAsync(server);

        await officer.PostAsync($"/api/imports/{preview.Id}/undo", new { }).ReadAsync<ImportAnswer>();
        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync()));
        await NothingIsStoredAsync(server);
    }

    /// <summary>A field that lists learn later is walked as soon as it exists.</summary>
    [Fact]
    public async Task No_column_of_any_meaning_keeps_a_number_however_it_is_written()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        string[] written =
        [
            "093050001234", "093 050 001 234", "093.050.001.234", "093\u00a0050\u00a0001\u00a0234", "0930\u200b5000\u20601234", "093+050_001-234", "០៩៣០៥០០០១២៣៤", "93050001234",
            "CCCD 093050001234 nhà số 3", "CMND 365123456",
        ];
        foreach (var field in Enum.GetValues<ListField>())
        {
            ListField[] fields = field switch
            {
                ListField.Head or ListField.Person => [ListField.Ignore, ListField.Hamlet, field],
                ListField.Hamlet => [ListField.Head, ListField.Ignore, field],
                _ => [ListField.Head, ListField.Hamlet, field],
            };
            var csv = "Người nào,Nơi nào,Cột lạ\n" + string.Concat(written.Select((w, i) => $"Lý Thử {(char)('A' + i)} {field},Trường An,{w}\n"));
            var preview = await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv);
            var mapping = new ImportMappingRequest(ImportTests.ReportOf(preview).Sheets.Single().Signature, [.. fields.Select(f => $"{f}")]);
            using var mapped = await officer.PutAsync($"/api/imports/{preview.Id}/mapping", System.Net.Http.Json.JsonContent.Create(mapping, options: TestServer.Json));
            Assert.True(mapped.IsSuccessStatusCode, $"{field}");
            await ImportTests.TakeAsync(officer, preview);
        }

        await NothingIsStoredAsync(server);
        Assert.True(await server.WithDbAsync(db => db.Households.AnyAsync()));
    }

    [Fact]
    public async Task A_note_keeps_its_words_without_the_number()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        var taken = await ImportTests.TakeAsync(officer, await ImportTests.UploadAsync(officer, server.AreaByCode(Commune), "twelve-digits.csv"));
        Assert.Equal(2, ImportTests.ReportOf(taken).Added);
        Assert.Equal([("9901", "CCCD"), ("9902", "CCCD")], (await server.WithDbAsync(db => db.Households.OrderBy(h => h.Number).Select(h => new { h.Code, h.Note }).ToListAsync())).Select(h => (h.Code!, h.Note!)));
        await NothingIsStoredAsync(server);
    }

    [Fact]
    public async Task Rows_that_are_no_households_and_the_name_of_the_file_keep_no_number_either()
    {
        await using var server = await ImportTests.StartAsync(Commune);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode(Commune));
        const string csv = """
            Họ tên chủ hộ 093050001234,Ấp,SĐT,Số CMND,Ghi chú
            Lý Dên,Trường An,93050001234,365123456,
            Kim Út,Xóm 0930-5000-1234,0912345678 CCCD 093 050 001 234,,93050001234.0
            Kim Út,Xóm 0930-5000-1234,0912345678 CCCD 093 050 001 234,,93050001234.0
            Tổng cộng: 2 hộ,093+050+001+234,,365123456,093_050_001_234
            """;
        var taken = await ImportTests.TakeAsync(officer, await ImportTests.UploadTextAsync(officer, server.AreaByCode(Commune), csv, "hộ ông 093050001234.csv"));
        var report = ImportTests.ReportOf(taken);
        Assert.Equal((1, 1, 1), (report.Added, report.Refused, report.Repeated));
        Assert.DoesNotContain("093", taken.FileName, StringComparison.Ordinal);
        await NothingIsStoredAsync(server);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        try
        {
            await File.WriteAllBytesAsync(path, await officer.GetByteArrayAsync($"/api/imports/{taken.Id}/bad.xlsx"));
            Assert.DoesNotContain(TungNgo.Lists.SheetFile.Rows(path).SelectMany(r => r.Cells), c => c.Display.Contains("093", StringComparison.Ordinal) || c.Display.Contains("9305", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task NothingIsStoredAsync(TestServer server)
    {
        foreach (var number in new[] { "93050001234", "79012345678", "365123456" })
        {
            Assert.Empty(await server.HoldingAsync(number));
        }
    }
}
