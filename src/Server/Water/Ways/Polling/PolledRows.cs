using System.Text;
using System.Text.Json;

namespace TungNgo.Water.Ways.Polling;

/// <summary>Cells of a file by column: the name, or the number from 1. Null is no such column.</summary>
internal delegate string? PolledCells(string column);

/// <summary>Takes a csv or json file apart. No meaning yet.</summary>
internal static class PolledRows
{
    /// <returns>The rows with the place of each, from 1; null when the text is not of that format, or the list or its columns are not there.</returns>
    public static (List<(int Row, PolledCells Cells)>? Rows, PollProblem? Problem) Of(string text, PollMapping mapping)
    {
        try
        {
            return mapping.Format == PollFormat.Csv ? Csv(text, mapping) : Json(text, mapping);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, PollProblem.Unreadable);
        }
    }

    private static (List<(int, PolledCells)>?, PollProblem?) Csv(string text, PollMapping mapping)
    {
        var lines = Lines(text, mapping.Separator.Length == 1 ? mapping.Separator[0] : ',').ToList();
        // Columns that are all numbers need no line of titles; if there is one, it is not understood as a row.
        var columns = Columns(mapping);
        if (columns.All(c => Number(c) is not null))
        {
            return Number(mapping.TimeColumn) > lines.Select(l => l.Cells.Length).DefaultIfEmpty(0).Max()
                ? (null, PollProblem.ColumnMissing)
                : ([.. lines.Select(l => (l.Row, (PolledCells)(c => l.Cells.ElementAtOrDefault((Number(c) ?? 0) - 1))))], null);
        }

        if (lines is not [var (_, titles), ..] || columns.Any(c => Place(c, titles) < 0))
        {
            return (null, PollProblem.ColumnMissing);
        }

        return ([.. lines.Skip(1).Select(l => (l.Row, (PolledCells)(c => l.Cells.ElementAtOrDefault(Place(c, titles)))))], null);
    }

    private static (List<(int, PolledCells)>?, PollProblem?) Json(string text, PollMapping mapping)
    {
        using var document = JsonDocument.Parse(text);
        if (Find(document.RootElement, mapping.Rows) is not { ValueKind: JsonValueKind.Array } list)
        {
            return (null, PollProblem.ColumnMissing);
        }

        var columns = Columns(mapping);
        if (list.GetArrayLength() > 0 && columns.Exists(c => list.EnumerateArray().All(row => Find(row, c) is null)))
        {
            return (null, PollProblem.ColumnMissing);
        }

        // Texts, since the document is gone when they are read.
        var rows = list.EnumerateArray().Select((row, i) => (Row: i + 1, Cells: columns.ToDictionary(c => c, c => Text(Find(row, c))))).ToList();
        return ([.. rows.Select(r => (r.Row, (PolledCells)(c => r.Cells[c])))], null);
    }

    private static List<string> Columns(PollMapping mapping) =>
        [.. new[] { mapping.TimeColumn, mapping.ValueColumn, mapping.MeasureColumn, mapping.UnitColumn }.Where(c => c.Length > 0).Distinct()];

    private static int? Number(string column) => int.TryParse(column, out var number) && number is > 0 and < 1000 ? number : null;

    private static int Place(string column, string[] titles) =>
        Array.FindIndex(titles, t => string.Equals(t, column, StringComparison.OrdinalIgnoreCase)) is >= 0 and var place ? place
        : Number(column) is { } number && number <= titles.Length ? number - 1 : -1;

    /// <summary>"data.items": down by names; in a list by numbers from 1.</summary>
    private static JsonElement? Find(JsonElement from, string path)
    {
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(step, out var inner))
            {
                from = inner;
            }
            else if (from.ValueKind == JsonValueKind.Array && Number(step) is { } number && number <= from.GetArrayLength())
            {
                from = from[number - 1];
            }
            else
            {
                return null;
            }
        }

        return from;
    }

    private static string? Text(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>Quoted cells may hold separators and line breaks.</summary>
    private static IEnumerable<(int Row, string[] Cells)> Lines(string text, char separator)
    {
        var (cells, cell, quoted, row, line) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            line += c == '\n' ? 1 : 0;
            if (quoted && i < text.Length)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                quoted = true;
            }
            else if (c == separator || c == '\n')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    if (cells.Exists(x => x.Length > 0))
                    {
                        yield return (row, [.. cells]);
                    }

                    cells.Clear();
                    row = line;
                }
            }
            else
            {
                cell.Append(c);
            }
        }
    }
}
