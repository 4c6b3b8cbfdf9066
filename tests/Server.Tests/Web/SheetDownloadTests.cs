using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

public sealed class SheetDownloadTests
{
    private static readonly string[] Columns = ["Tổ", "Số hộ", "Tỉ lệ", "Từ ngày"];

    private static readonly object?[][] Rows =
    [
        ["Tổ \"3\", ấp An", 26291L, new Percentage(0.5064), new DateOnly(2024, 10, 5)],
        ["=HYPERLINK(\"x\")\u0007", 0, new Percentage(null), null],
    ];

    [Fact]
    public async Task Csv_is_UTF_8_with_a_mark_and_runs_no_formula()
    {
        var bytes = await WriteAsync("csv", Rows);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(
            "Tổ,Số hộ,Tỉ lệ,Từ ngày\r\n\"Tổ \"\"3\"\", ấp An\",26291,0.506,05/10/2024\r\n\"'=HYPERLINK(\"\"x\"\")\u0007\",0,,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    private static readonly SheetPaper Paper = new(
        "Danh sách tổ", ["Đơn vị: Xã Một", "Số liệu đến ngày 05/10/2024", $"{Texts.In("vi")["sheet.made", "05/10/2024 07:30", "Lan"]}"], "Lan",
        [Texts.In("vi")["sheet.maker"], Texts.In("vi")["sheet.head"]], Texts.In("vi")["sheet.sign"]);

    [Fact]
    public async Task For_people_csv_has_semicolons_and_decimals_behind_a_comma() => Assert.Equal(
        "Tổ;Số hộ;Tỉ lệ;Từ ngày\r\n\"Tổ \"\"3\"\", ấp An\";26291;0,506;05/10/2024\r\n\"'=HYPERLINK(\"\"x\"\")\u0007\";0;;\r\n",
        Encoding.UTF8.GetString((await WriteAsync("csv", Rows, Paper))[3..]));

    [Fact]
    public async Task A_heading_and_signatures_stand_around_the_table_and_are_left_out_when_it_comes_back()
    {
        var bytes = await WriteAsync("xlsx", [.. Rows, ["Cộng", new SumOfColumn(26291, 1, 2), null, null]], Paper);
        using var stream = new MemoryStream(bytes);
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        Assert.Equal("Danh sách tổ", book.WorkbookPart!.Workbook!.Descendants<Sheet>().Single().Name!.Value);
        Assert.Equal("SUM(B7:B8)", book.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>().Single().Text);
        using var copy = new LocalCopy();
        await using (var target = copy.Create())
        {
            await target.WriteAsync(bytes);
        }

        var whole = SheetFile.Whole(copy.Path).Select(r => string.Join('|', r.Cells.Select(c => c.Display).Where(c => c.Length > 0))).ToList();
        Assert.Equal(["Danh sách tổ", .. Paper.Above, "", string.Join('|', Columns)], whole[..6]);
        Assert.Equal(["", "NGƯỜI LẬP|THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên)|(Ký, ghi rõ họ tên)", "", "", "", "Lan"], whole[9..]);
        var back = SheetFile.Rows(copy.Path).ToList();
        Assert.Equal(6, back[0].Number);
        Assert.Equal(Columns, back[0].Cells.Select(c => c.Display));
        Assert.Equal("Cộng", back.Last(r => !r.IsBlank)[0].Display);
    }

    [Fact]
    public void A_list_of_anybody_elses_is_read_whole()
    {
        SheetRow[] rows = [.. Enumerable.Range(1, 20).Select(i => new SheetRow(i < 5 ? "a" : "b", i, [new SheetCell(i == 12 ? "NGƯỜI LẬP" : $"{i}"), new SheetCell("x")]))];
        Assert.Equal(rows, SheetPaper.Without(rows));
    }

    [Fact]
    public async Task Xlsx_keeps_numbers_as_numbers_text_as_text_and_gaps_as_gaps()
    {
        using var stream = new MemoryStream(await WriteAsync("xlsx", Rows));
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToArray()).ToArray();
        Assert.Equal(Columns, cells[0].Select(c => c.InnerText));
        Assert.Equal(["Tổ \"3\", ấp An", "26291", "0.5064", "45570"], cells[1].Select(c => c.InnerText));
        Assert.Equal(["=HYPERLINK(\"x\")", "0", "", ""], cells[2].Select(c => c.InnerText));
        Assert.Equal(CellValues.InlineString, cells[2][0].DataType!.Value);
        // A cell without a type is a number.
        Assert.All(cells[1][1..], c => Assert.True(c.DataType is null || c.DataType.Value == CellValues.Number));
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode!.Value);
        var styles = book.WorkbookPart.WorkbookStylesPart.Stylesheet.CellFormats!.Elements<CellFormat>().ToArray();
        Assert.Equal(["#,##0", "0.0%", "dd/mm/yyyy"], cells[1][1..].Select(c => formats[styles[c.StyleIndex!.Value].NumberFormatId!.Value]));
        Assert.Empty(book.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_does_not_break_the_file()
    {
        using var stream = new MemoryStream(await WriteAsync("xlsx", [[new string('a', 40_000), "b", null, null]]));
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        Assert.Equal(32_767, book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Max(c => c.InnerText.Length));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task A_long_table_leaves_the_memory_while_it_is_written(string format)
    {
        using var target = new MemoryStream();
        await using var writer = await SheetWriter.BeginAsync(format, target, "to", Columns, CancellationToken.None);
        for (var i = 0; i < 20_000; i++)
        {
            await writer.RowAsync([$"Hộ {Guid.CreateVersion7()}", i, null, null], CancellationToken.None);
        }

        Assert.InRange(target.Length, 200_000, long.MaxValue);
    }

    private static async Task<byte[]> WriteAsync(string format, object?[][] rows, SheetPaper? paper = null)
    {
        await using var file = (await SheetDownload.OfAsync(format, "to", Columns, rows, CancellationToken.None, paper: paper)).FileStream;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
