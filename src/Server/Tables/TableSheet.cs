using TungNgo.Lists;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>A table as a file: numbers as numbers, and in a workbook a second sheet that says what each of them means.</summary>
internal static class TableSheet
{
    public const string FileName = "bang-so-lieu";

    public static async Task WriteAsync(string? format, Stream target, BuiltTable table, SheetPaper paper, Texts t, CancellationToken ct)
    {
        string[] heads =
        [
            t[$"tables.rows.{table.Question.Rows.Word()}"],
            .. table.Groups.SelectMany(g => table.Columns.Select(c => table.HasSubHeads ? $"{g.Name} · {c.Name}" : g.Name)),
        ];
        await using var writer = await SheetWriter.BeginAsync(format, target, paper.Title, heads, ct, paper);
        foreach (var row in table.Rows)
        {
            await writer.RowAsync([row.Name, .. table.ValuesOf(row).Select(v => FigureText.Cell(v))], ct);
        }

        await writer.NotesAsync(NotesOf(table, t), ct);
    }

    /// <summary>What the indicators mean, and of what the table is the newest.</summary>
    private static SheetNotes NotesOf(BuiltTable table, Texts t)
    {
        var notes = DefinitionSheet.Of(table.Versions, null, null, t);
        return notes with
        {
            Rows = [.. notes.Rows, [t["tables.period"], table.Last.FullName(t)], [t["tables.cut-off"], Formats.Day(table.Last.To)], [t["tables.at"], Formats.Instant(table.At)]],
        };
    }
}
