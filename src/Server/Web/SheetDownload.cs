using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;

namespace TungNgo.Web;

/// <summary>A table as xlsx or csv, with the cells the page shows.</summary>
internal static class SheetDownload
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="format">xlsx or csv.</param>
    /// <param name="name">File name without extension, ASCII.</param>
    public static FileContentHttpResult Of(string format, string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) => format == "csv"
        ? TypedResults.File(Csv(columns, rows), "text/csv; charset=utf-8", $"{name}.csv")
        : TypedResults.File(Book(columns, rows), Xlsx, $"{name}.xlsx");

    private static byte[] Book(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var stream = new MemoryStream();
        var lines = rows.Select(r => columns.Zip(r, (c, v) => (c, v)).ToDictionary(p => p.c, p => p.v is DateOnly d ? Day(d) : p.v)).ToList();

        // An empty table still says what its columns are.
        stream.SaveAs(lines.Count > 0 ? lines : [columns.ToDictionary(c => c, _ => (object?)null)]);
        return stream.ToArray();
    }

    private static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        // The byte order mark makes Excel read the file as UTF-8.
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns.Select(Cell)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => Day(day),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

        // A cell that begins like a formula would be run by the spreadsheet that opens it.
        if (value is string && text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
