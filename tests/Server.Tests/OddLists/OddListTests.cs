using System.IO.Compression;
using TungNgo.Areas;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.OddLists;

/// <summary>Lists that offices have sent, or could: each is taken as a careful person would take it, and what that person would ask is asked.</summary>
public sealed class OddListTests
{
    private static readonly string[] Eight = ["Lê Thử Một", "Trần Thử Hai", "Phạm Thử Ba", "Võ Thử Tư", "Lý Thử Năm", "Ngô Thử Sáu", "Hồ Thử Bảy", "Đỗ Thử Tám"];

    public static TheoryData<string> Layouts => [.. LayoutCases.All.Keys];

    public static TheoryData<string> Cells => [.. CellCases.All.Keys];

    public static TheoryData<string> Words => [.. WordCases.All.Keys];

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_are_understood(string name) => AssertTaken(WordCases.All[name]);

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Layouts_are_understood(string name) => AssertTaken(LayoutCases.All[name]);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cells_are_understood(string name) => AssertTaken(CellCases.All[name]);

    [Fact]
    public void Days_months_and_years_of_birth_make_nobody_a_man() =>
        Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An *{1950 + i}"), Sample("birth-three.xlsx"));

    [Fact]
    public void Rows_of_another_commune_are_asked_about() =>
        Assert.Equal(
            [
                "Lê Thử Một @Trường An *1950", "Trần Thử Hai @Trường An *1951", "✗4 CommuneDiffers", "✗5 CommuneDiffers", "✗6 CommuneDiffers", "Ngô Thử Sáu @Trường An *1955",
                "✗8 CommuneDiffers", "Đỗ Thử Tám @Trường An *1957",
            ],
            Sample("commune-other.xlsx"));

    [Fact]
    public void Marks_for_the_row_above_are_read_and_said()
    {
        Assert.Equal(
            Eight.Select((n, i) => i < 4 ? $"{n} @Trường An, Tổ 1 *{1950 + i} #3 (hộ nghèo)" : $"{n} @Trường Bình, Tổ 1 *{1950 + i} #3"), Sample("ditto.xlsx"));
        var said = Read("ditto.xlsx").OfType<ReadHousehold>().SelectMany(h => h.Problems).Where(p => p.Problem == CellProblem.AsAbove).ToList();
        Assert.Equal(15, said.Count);
        Assert.Equal(("DS!E3", "nt", "Trường An"), (said[0].Place, said[0].Cell, said[0].Suggestion));
    }

    [Fact]
    public void Utf8_encoded_twice_is_read_once_somebody_has_agreed_also_where_bytes_are_lost()
    {
        Assert.Equal(Enumerable.Range(2, 8).Select(r => $"✗{r} FontUnanswered"), Sample("double-utf8.csv"));
        Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An, Tổ 1 *{1950 + i} ☎091234500{i} #3"), Sample("double-utf8.csv", "font"));
    }

    [Fact]
    public void Names_in_the_font_of_ABC_are_read_once_somebody_has_agreed()
    {
        Assert.Equal(Enumerable.Range(2, 8).Select(r => $"✗{r} FontUnanswered"), Sample("font-tcvn3-names-only.xlsx"));
        Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An, Tổ 1 *{1950 + i} #3"), Sample("font-tcvn3-names-only.xlsx", "font"));
        var column = Read("font-tcvn3-names-only.xlsx").OfType<SheetStarted>().Single().Header.Columns[1];
        Assert.Equal((LegacyFont.Tcvn3, ("Lª Thö Mét", "Lê Thử Một")), (column.Font, column.FontSamples[0]));
    }

    [Fact]
    public void A_hamlet_in_the_title_and_in_the_sheets_name_is_every_rows()
    {
        Assert.Equal([.. Eight.Select((n, i) => $"{n} @Trường An *{1950 + i}"), "Mai Thử Chín @Trường Bình *1960"], Sample("hamlet-in-title-and-sheet.xlsx"));
        Assert.All(Read("hamlet-in-title-and-sheet.xlsx").OfType<ReadHousehold>(), h => Assert.Contains(h.Problems, p => p.Problem == CellProblem.HamletFromContext));
    }

    [Fact]
    public void Headings_in_other_words_are_known_by_whole_words() =>
        Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An, Tổ 1 *{1950 + i} ☎091234560{i} #3"), Sample("headers-variant.xlsx"));

    [Fact]
    public void Cells_merged_downwards_hold_for_all_their_rows() =>
        Assert.Equal(Eight.Select((n, i) => $"{n} @{(i < 4 ? "Trường An, Tổ 1" : "Trường Bình, Tổ 2")} *{1950 + i} #3"), Sample("merged-hamlet-down.xlsx"));

    [Fact]
    public void A_name_under_a_title_over_two_columns_is_one() => Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An *{1950 + i}"), Sample("name-split-merged.xlsx"));

    [Fact]
    public void Without_codes_the_heads_tell_the_households() =>
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => $"{Eight[2 * i]} @Trường An *{1950 + (2 * i)} #2 [{Eight[(2 * i) + 1]} *{1951 + (2 * i)} spouse]"), Sample("people-code-blank.xlsx"));

    [Fact]
    public void Codes_that_are_errors_glue_nobody_together_and_are_refused()
    {
        Assert.Equal(["✗2 ErrorInKey", "✗4 ErrorInKey", "✗6 ErrorInKey", "✗8 ErrorInKey"], Sample("people-code-na.xlsx"));
        Assert.All(Read("people-code-na.xlsx").OfType<ReadHousehold>(), h => Assert.Equal(2, h.Rows.Count));
    }

    [Fact]
    public void Half_a_character_is_a_lost_letter() => Assert.Equal(["✗2 NameBroken", "✗3 HamletUnanswered"], Sample("surrogate-_xD800_.xlsx"));

    [Fact]
    public void Two_tables_beside_each_other_are_both_read_and_shown()
    {
        Assert.Equal(
            Eight.Select((n, i) => (Line: $"{n} @{(i < 4 ? "Trường An" : "Trường Bình")} *{1950 + i}", Row: i % 4)).OrderBy(n => n.Row).Select(n => n.Line), Sample("two-tables-beside.xlsx"));
        Assert.Equal(["DS A–E", "DS F–I"], Read("two-tables-beside.xlsx").OfType<SheetStarted>().Select(s => s.Header.Sheet));
    }

    [Fact]
    public void A_quote_that_nobody_closed_swallows_no_row() =>
        Assert.Equal(Eight.Select((n, i) => $"{n} @Trường An, Tổ 1 *{1950 + i} ☎091234500{i} #3"), Sample("unclosed-quote.csv"));

    [Theory]
    [InlineData("Số 4, đường Nguyễn Huệ", null, "Số 4, đường Nguyễn Huệ")]
    [InlineData("4", null, "4")]
    [InlineData("ấp 4, xã Trường Khánh", "ấp 4, xã Trường Khánh", "")]
    [InlineData("số 4, Trường An", "Trường An", "số 4")]
    public void A_doors_number_is_no_hamlets(string address, string? hamlet, string house)
    {
        var places = new ListPlaces(new HamletMatcher([new(Guid.CreateVersion7(), "4", "Trường Khánh"), new(Guid.CreateVersion7(), "Trường An", "Trường Khánh")]), new HashSet<string> { HamletMatcher.CommuneKey("Trường Khánh") }, null);
        var read = Address.Of(address, "Địa chỉ", places);
        Assert.Equal((hamlet, house), (read.Hamlet, read.House));
    }

    [Theory]
    [InlineData("Tổ, ấp", "3, Trường An", "Tổ 3", "Trường An", "")]
    [InlineData("Tổ/ấp", "3/Trường An", "Tổ 3", "Trường An", "")]
    [InlineData("Tổ - ấp", "03 - ấp Trường An", "Tổ 03", "ấp Trường An", "")]
    [InlineData("Số nhà, tổ, ấp", "12, 3, Trường An", "tổ 3", "Trường An", "12")]
    [InlineData("Tổ, ấp", "Tổ 3, Trường An", "Tổ 3", "Trường An", "")]
    [InlineData("Tổ, ấp", "Trường An", null, "Trường An", "")]
    [InlineData("Địa chỉ", "3, Trường An", null, "Trường An", "3")]
    [InlineData("Địa chỉ (tổ, ấp)", "3, Trường An", "tổ 3", "Trường An", "")]
    [InlineData("Chỗ ở – Tổ, ấp", "3, Trường An", "Tổ 3", "Trường An", "")]
    [InlineData("Tổ – ấp", "3 – Trường An", "Tổ 3", "Trường An", "")]
    [InlineData("Tổ, ấp", "3, 4", "Tổ 3", "ấp 4", "")]
    [InlineData("Tổ/ấp", "3/4", "Tổ 3", "ấp 4", "")]
    [InlineData("Số nhà/tổ/ấp", "12/3/Trường An", "tổ 3", "Trường An", "12")]
    [InlineData("Tổ, ấp", "45, 3, Trường An", null, "Trường An", "45, 3")]
    [InlineData("Địa chỉ", "3/2, Trường An", null, "Trường An", "3/2")]
    public void A_column_named_for_lane_and_hamlet_says_which_a_bare_number_is(string title, string address, string? lane, string? hamlet, string house)
    {
        var places = new ListPlaces(new HamletMatcher([new(Guid.CreateVersion7(), "Trường An", "Trường Khánh")]), new HashSet<string> { HamletMatcher.CommuneKey("Trường Khánh") }, null);
        var read = Address.Of(address, title, places);
        Assert.Equal((lane, hamlet, house), (read.Lane, read.Hamlet, read.House));
    }

    /// <summary>88 kB that unpack to thirty million elements, each within the one before.</summary>
    [Fact]
    public void A_book_that_unpacks_without_end_is_refused_before_it_does()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var package = ZipFile.Open(path, ZipArchiveMode.Create))
            {
                foreach (var entry in new ZipArchive(new MemoryStream(OfficeList.Xlsx("STT|Họ tên chủ hộ|Ấp"))).Entries)
                {
                    using var target = package.CreateEntry(entry.FullName, CompressionLevel.SmallestSize).Open();
                    if (!entry.FullName.EndsWith("sheet0.xml", StringComparison.Ordinal))
                    {
                        using var source = entry.Open();
                        source.CopyTo(target);
                        continue;
                    }

                    target.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
                    var tags = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));
                    for (var i = 0; i < 300; i++)
                    {
                        target.Write(tags);
                    }
                }
            }

            Assert.InRange(new FileInfo(path).Length, 1, 200_000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(FileProblem.Damaged, Assert.Throws<UnreadableFileException>(() => SheetFile.Rows(path).Count()).Problem);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("backslashes")]
    [InlineData("capitals")]
    [InlineData("relative")]
    [InlineData("elsewhere")]
    public void A_book_is_found_wherever_its_parts_lie(string where)
    {
        using var bytes = new MemoryStream();
        using (var target = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in new ZipArchive(new MemoryStream(LayoutCases.All["plain"].Content)).Entries)
            {
                using var source = new StreamReader(entry.Open());
                var (name, text) = (entry.FullName, source.ReadToEnd());
                (name, text) = where switch
                {
                    "backslashes" => (name.Replace('/', '\\'), text.Replace("worksheets/", "worksheets\\", StringComparison.Ordinal)),
                    "capitals" => (name.ToUpperInvariant(), text),
                    "relative" => (name, text.Replace("worksheets/", "../xl/./worksheets/", StringComparison.Ordinal)),
                    _ => (name.Replace("xl/", "book/", StringComparison.Ordinal), text.Replace("xl/workbook", "/book/workbook", StringComparison.Ordinal)),
                };
                using var made = new StreamWriter(target.CreateEntry(name).Open());
                made.Write(text);
            }
        }

        Assert.Equal(Lines(LayoutCases.All["plain"].Expected), TakenList.Of(bytes.ToArray()));
    }

    [Theory]
    [InlineData("ods")]
    [InlineData("xls")]
    public async Task Books_of_other_programs_are_read_through_the_office_program_where_there_is_one(string kind)
    {
        Assert.SkipUnless(OfficeBook.IsInstalled, "libreoffice-calc-nogui is not installed");
        var folder = Directory.CreateTempSubdirectory("tn_book_").FullName;
        try
        {
            var xlsx = Path.Combine(folder, "list.xlsx");
            await File.WriteAllBytesAsync(xlsx, LayoutCases.All["hamlet and lane merged downwards"].Content, TestContext.Current.CancellationToken);
            using (var soffice = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("soffice")
            {
                ArgumentList = { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", Path.Combine(folder, "made"), xlsx },
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!)
            {
                await soffice.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var book = Path.Combine(folder, "made", "list." + kind);
            Assert.SkipUnless(File.Exists(book), "libreoffice-calc-nogui is not installed");
            Assert.Equal(Lines(LayoutCases.All["hamlet and lane merged downwards"].Expected), TakenList.Of(book));
            Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "tungngo-office-*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Without_the_office_program_such_books_are_refused_in_words()
    {
        Assert.SkipWhen(OfficeBook.IsInstalled, "libreoffice-calc-nogui is installed");
        Assert.Equal(FileProblem.OldExcel, Problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]));
        Assert.Equal(FileProblem.OpenDocument, Problem([.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8, .. new byte[90]]));
    }

    private static FileProblem Problem(byte[] content) => Assert.Throws<UnreadableFileException>(() => TakenList.With(content, p => SheetFile.Rows(p).Count())).Problem;

    private static void AssertTaken(Case list) => Assert.Equal(Lines(list.Expected), TakenList.Of(list.Content, list.Only, list.Yes));

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Sample(string name, params string[] yes) => TakenList.Of(PathOf(name), null, yes);

    private static List<ListItem> Read(string name) => TakenList.Read(PathOf(name));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", "odd-lists", name);
}
