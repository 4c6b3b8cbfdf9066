using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>A share between 0 and 1 in a downloaded table: shown as per cent with one decimal, kept as a number.</summary>
internal readonly record struct Percentage(double? Share);

/// <summary>A table as xlsx or csv, with the cells the page shows.</summary>
internal static class SheetDownload
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="format">xlsx or csv.</param>
    /// <param name="name">File name without extension, ASCII.</param>
    /// <param name="rows">Text, whole numbers, <see cref="Percentage"/> and <see cref="DateOnly"/>; null is an empty cell, never 0.</param>
    public static FileContentHttpResult Of(string format, string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) => format == "csv"
        ? TypedResults.File(Csv(columns, rows), "text/csv; charset=utf-8", $"{name}.csv")
        : TypedResults.File(Book(columns, rows.ToList()), Xlsx, $"{name}.xlsx");

    private static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        // The byte order mark makes Excel read the file as UTF-8.
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns.Select(CsvCell)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(CsvCell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string CsvCell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => Web.Formats.Day(day),
            Percentage { Share: var share } => share is { } s && double.IsFinite(s) ? Math.Round(s, 3).ToString(CultureInfo.InvariantCulture) : "",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

        // A cell that begins like a formula would be run by the spreadsheet that opens it.
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static byte[] Book(IReadOnlyList<string> columns, List<object?[]> rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>("r1");
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = "r1", SheetId = 1, Name = "1" }));
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var lines = new SheetData(Row(columns, _ => Bold));
            lines.Append(rows.Select(r => Row(r, StyleOf)));
            sheet.Worksheet = new Worksheet(HeadingsStay(), Widths(columns, rows), lines);
        }

        return stream.ToArray();
    }

    private const uint Plain = 0, Bold = 1, Whole = 2, Percent = 3, Date = 4;

    private static uint StyleOf(object? value) => value switch
    {
        int or long => Whole,
        Percentage => Percent,
        DateOnly => Date,
        _ => Plain,
    };

    private static Row Row(IEnumerable<object?> values, Func<object?, uint> style) => new(values.Select(v => Cell(v, style(v))));

    private static Cell Cell(object? value, uint style) => value switch
    {
        null or Percentage { Share: null } => new Cell { StyleIndex = style },
        DateOnly day => Number(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), style),
        Percentage { Share: { } share } => double.IsFinite(share) ? Number(share.ToString("R", CultureInfo.InvariantCulture), style) : new Cell { StyleIndex = style },
        int or long or double or decimal => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), style),
        // Text is typed as text, so nothing in it is run as a formula.
        _ => new Cell(new InlineString(new Text(Printable(value.ToString()!)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style },
    };

    /// <summary>Control characters of pasted text are not allowed in XML.</summary>
    private static string Printable(string text) => text.Any(IsForbidden) ? string.Concat(text.Where(c => !IsForbidden(c))) : text;

    private static bool IsForbidden(char c) => c < ' ' && c is not ('\t' or '\n' or '\r');

    private static Cell Number(string value, uint style) => new() { CellValue = new CellValue(value), DataType = CellValues.Number, StyleIndex = style };

    private static SheetViews HeadingsStay() => new(new SheetView(
        new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
    { WorkbookViewId = 0 });

    private static Columns Widths(IReadOnlyList<string> columns, List<object?[]> rows) => new(columns.Select((heading, i) => new Column
    {
        Min = (uint)i + 1,
        Max = (uint)i + 1,
        CustomWidth = true,
        Width = Math.Clamp(rows.Take(200).Select(r => r[i]?.ToString()?.Length ?? 0).Append(heading.Length).Max() + 3, 10, 60),
    }));

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "#,##0" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "0.0%" },
            new NumberingFormat { NumberFormatId = 166, FormatCode = "dd/mm/yyyy" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 166, ApplyNumberFormat = true }));
}
