using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using TungNgo.Lists;

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

    private static async Task<byte[]> WriteAsync(string format, object?[][] rows)
    {
        await using var file = (await SheetDownload.OfAsync(format, "to", Columns, rows, CancellationToken.None)).FileStream;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
