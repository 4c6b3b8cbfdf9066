using System.Globalization;
using TungNgo.Lists;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>A table as a file: numbers as numbers, and in a workbook a second sheet that says what each of them means.</summary>
internal static class TableSheet
{
    public const string FileName = "bang-so-lieu";

    public static async Task WriteAsync(string? format, Stream target, BuiltTable table, Texts t, CancellationToken ct)
    {
        string[] heads =
        [
            t[$"tables.rows.{table.Question.Rows.Word()}"],
            .. table.Groups.SelectMany(g => table.Columns.Select(c => table.HasSubHeads ? $"{g.Name} · {c.Name}" : g.Name)),
        ];
        await using var writer = await SheetWriter.BeginAsync(format, target, t["tables.sheet"], heads, ct);
        foreach (var row in table.Rows)
        {
            await writer.RowAsync([row.Name, .. table.ValuesOf(row).Select(FigureText.Cell)], ct);
        }

        if (writer is XlsxWriter book)
        {
            await DefineAsync(book, table, t, ct);
        }
    }

    private static async Task DefineAsync(XlsxWriter book, BuiltTable table, Texts t, CancellationToken ct)
    {
        string[] heads =
        [
            t["reports.code"], t["reports.name"], t["tables.version"], t["reports.unit-of"], t["reports.definition"], t["reports.numerator"], t["reports.denominator"], t["reports.source"],
            t["tables.period"], t["tables.cut-off"], t["tables.at"],
        ];
        await book.NextAsync(t["tables.definitions"], heads, ct);
        foreach (var of in table.Versions)
        {
            var source = string.Join("; ", new[] { t[$"reports.origin.{of.Origin.Word()}"], of.EnteredBy, of.LegalSource }.Where(s => !string.IsNullOrEmpty(s)));
            await book.RowAsync(
                [
                    of.Code, t.Of(of.Name), of.Version.ToString(CultureInfo.InvariantCulture), t.Of(of.Unit), t.Of(of.Definition), t.Of(of.Numerator), t.Of(of.Denominator), source,
                    table.Last.FullName(t), Formats.Day(table.Last.To), Formats.Instant(table.At),
                ],
                ct);
        }
    }
}
