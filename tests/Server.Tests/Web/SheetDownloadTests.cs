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
    public void Csv_is_UTF_8_with_a_mark_and_runs_no_formula()
    {
        var bytes = SheetDownload.Of("csv", "to", Columns, Rows).FileContents.ToArray();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(
            "Tổ,Số hộ,Tỉ lệ,Từ ngày\r\n\"Tổ \"\"3\"\", ấp An\",26291,0.506,05/10/2024\r\n\"'=HYPERLINK(\"\"x\"\")\u0007\",0,,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void Xlsx_keeps_numbers_as_numbers_text_as_text_and_gaps_as_gaps()
    {
        using var stream = new MemoryStream(SheetDownload.Of("xlsx", "to", Columns, Rows).FileContents.ToArray());
        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(e => e.Description));
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToArray()).ToArray();
        Assert.Equal(Columns, cells[0].Select(c => c.InnerText));
        Assert.Equal(["Tổ \"3\", ấp An", "26291", "0.5064", "45570"], cells[1].Select(c => c.InnerText));
        Assert.Equal(["=HYPERLINK(\"x\")", "0", "", ""], cells[2].Select(c => c.InnerText));
        Assert.Equal(CellValues.InlineString, cells[2][0].DataType!.Value);
        Assert.All(cells[1][1..], c => Assert.Equal(CellValues.Number, c.DataType!.Value));
        Assert.Empty(book.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
    }
}
