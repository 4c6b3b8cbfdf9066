using System.IO.Compression;
using TungNgo.Lists;

namespace TungNgo.Tests.Households;

/// <summary>The forms in which spreadsheet programs write cells, as far as lists have them.</summary>
[Trait("database", "none")]
public sealed class XlsxSheetsTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void Cells_keep_their_column_and_rows_their_number()
    {
        var rows = Read("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"AA2\" t=\"str\"><v>x</v></c></row><row r=\"4\"><c><v>4</v></c><c><v>5</v></c></row><row><c/></row>");
        Assert.Equal([1, 2, 3, 4, 5], rows.Select(r => r.Number));
        Assert.True(rows[0].IsBlank && rows[2].IsBlank && rows[4].IsBlank);
        Assert.Equal((null, 1.0, "x"), (rows[1][0].Value, rows[1][1].Number, rows[1][26].Text));
        Assert.Equal((4.0, 5.0), (rows[3][0].Number, rows[3][1].Number));
    }

    [Fact]
    public void Text_comes_from_the_cell_from_the_book_and_in_pieces()
    {
        var rows = Read("""
            <row><c t="inlineStr"><is><t xml:space="preserve"> Kim </t></is></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>a&amp;b</v></c><c t="str"><v><![CDATA[c<d]]></v></c></row>
            """,
            strings: "<si><t>Ấp 1</t></si><si><r><t>Thạch </t></r><r><t>Siêng</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t>hai_x000D_dòng</t></si>");
        Assert.Equal([" Kim ", "Ấp 1", "Thạch Siêng", "hai\rdòng", "#N/A", "a&b", "c<d"], rows[0].Cells.Select(c => c.Text));
    }

    [Theory]
    [InlineData(false, 45555, "20/09/2024")]
    [InlineData(true, 44093, "20/09/2024")]
    public void A_number_is_a_date_when_its_style_shows_one(bool from1904, int serial, string shown)
    {
        var rows = Read($"<row><c s=\"0\"><v>{serial}</v></c><c s=\"1\"><v>{serial}</v></c><c s=\"2\"><v>{serial}</v></c><c s=\"3\"><v>{serial}</v></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2024-09-20</v></c></row>",
            book: from1904 ? "<workbookPr date1904=\"1\"/>" : "",
            styles: """
                <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot; đồng/hộ&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
                """);
        Assert.Equal([$"{serial}", shown, shown, $"{serial}", "x", "20/09/2024"], rows[0].Cells.Select(c => c.Display));
    }

    [Fact]
    public void Half_of_a_character_is_a_lost_one_and_an_error_is_no_text()
    {
        var rows = Read("<row><c t=\"str\"><v>a&#xD800;b</v></c><c t=\"inlineStr\"><is><t>a_xDC00_b</t></is></c><c t=\"s\"><v>0</v></c><c t=\"e\"><v>#REF!</v></c></row>", strings: "<si><t>&#xDFFF;</t></si>");
        Assert.Equal(["a\ufffdb", "a\ufffdb", "\ufffd", "#REF!"], rows[0].Cells.Select(c => c.Display));
        Assert.Equal([false, false, false, true], rows[0].Cells.Select(c => c.IsError));
    }

    [Fact]
    public void Hidden_rows_and_merged_cells_are_told()
    {
        var rows = Read("<row hidden=\"1\"><c t=\"str\"><v>a</v></c></row><row/><row><c><v>1</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells><sheetData>");
        Assert.Equal([true, false, false], rows.Select(r => r.IsHidden));
        Assert.Equal([1, 1, 0], rows.Select(r => r.Merges.Count));
        Assert.Equal(new SheetMerge(1, 2, 0, 1), rows[0].Merges[0]);
    }

    [Theory]
    [InlineData("<row r=\"5\"/><row r=\"4\"/>")]
    [InlineData("<row r=\"99999999\"/>")]
    [InlineData("<row><c r=\"ZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>7</v></c></row>")]
    [InlineData("<row><c><v>1</v>")]
    [InlineData("<row><c t=\"str\"><v>a<b/></v></c></row>")]
    public void What_no_spreadsheet_program_writes_is_said_to_be_damaged(string rows) =>
        Assert.Equal(FileProblem.Damaged, Assert.Throws<UnreadableFileException>(() => Read(rows)).Problem);

    [Fact]
    public void What_a_parser_would_hold_in_memory_as_a_whole_is_refused()
    {
        var much = new string('x', 2 << 20);
        string[] bombs =
        [
            $"<row><c t=\"str\"><v>{much}</v></c></row>",
            $"<row><c r=\"A1\" s=\"{much}\"><v>1</v></c></row>",
            $"<row><c t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat($"<t>{much[..60_000]}</t>", 3))}</is></c></row>",
            $"<row>{string.Concat(Enumerable.Repeat("<c/>", 20_000))}</row>",
            $"<row>{string.Concat(Enumerable.Repeat("<c r=\"A1\"><v>1</v></c>", 20_000))}</row>",
            $"<row><c t=\"str\"><v><![CDATA[{much.Replace("xx", "x<", StringComparison.Ordinal)}]]></v></c></row>",
            $"<row>{string.Concat(Enumerable.Range(0, 6_000).Select(i => $"<n{i}/>"))}</row>",
            string.Concat(Enumerable.Repeat("<a>", 1_000_000)) + string.Concat(Enumerable.Repeat("</a>", 1_000_000)),
            string.Concat(Enumerable.Repeat("<row/>", 4_000_000)),
        ];
        Assert.All(bombs, b => Assert.Equal(FileProblem.Damaged, Assert.Throws<UnreadableFileException>(() => Read(b)).Problem));
        Assert.All(["xl/sharedStrings.xml", "xl/styles.xml"], p => Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableFileException>(() => Read("", padded: p)).Problem));
    }

    [Fact]
    public void What_makes_more_work_than_a_province_is_too_large()
    {
        string[] bombs =
        [
            // A value at the far end of each row, and text put together letter by letter.
            string.Concat(Enumerable.Repeat("<row><c r=\"XFD1\"><v>1</v></c></row>", 6_000)),
            string.Concat(Enumerable.Repeat($"<row><c t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat("<t>a</t>", 60_000))}</is></c></row>", 4)),
        ];
        Assert.All(bombs, b => Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableFileException>(() => Read(b)).Problem));
        Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableFileException>(() => Read("<row r=\"1048576\"/>", sheets: 100)).Problem);
    }

    [Theory]
    [InlineData(",", 20_000)]
    [InlineData("a,", 20_000)]
    public void A_row_of_a_csv_has_no_more_cells_than_one_of_a_sheet(string piece, int times)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var writer = new StreamWriter(path))
            {
                for (var i = 0; i < times; i++)
                {
                    writer.Write(piece);
                }
            }

            Assert.Equal(FileProblem.Damaged, Assert.Throws<UnreadableFileException>(() => SheetFile.Rows(path).Count()).Problem);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<SheetRow> Read(string rows, string strings = "", string styles = "", string book = "", string? padded = null, int sheets = 1)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var package = ZipFile.Open(path, ZipArchiveMode.Create))
            {
                Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">{book}<sheets>{string.Concat(Enumerable.Repeat("<sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/>", sheets))}</sheets></workbook>");
                Part("xl/_rels/workbook.xml.rels", $"""
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
                    <Relationship Id="b" Type="{Relations}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="c" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
                    """);
                Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{strings}</sst>");
                Part("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>");
                Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");

                void Part(string name, string text)
                {
                    using var writer = new StreamWriter(package.CreateEntry(name, CompressionLevel.Fastest).Open());
                    writer.Write(text);
                    for (var i = 0; name == padded && i < SheetFile.MaxSharedStrings >> 20; i++)
                    {
                        writer.Write(new string(' ', 1 << 20));
                    }
                }
            }

            return [.. SheetFile.Rows(path)];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
