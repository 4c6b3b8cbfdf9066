using TungNgo.Data;
using TungNgo.Lists.Cells;

namespace TungNgo.Lists;

/// <summary>A row of a small list that is read as a whole.</summary>
/// <param name="Header">The row of its titles.</param>
/// <param name="Titles">What stands above the header.</param>
/// <param name="Section">The row between others that heads it; null when there is none.</param>
/// <param name="OldFont">The font of before Unicode in which one of its cells is.</param>
internal sealed record TableLine<T>(SheetRow Row, IReadOnlyDictionary<T, int> Columns, SheetRow Header, IReadOnlyList<string> Titles, string? Section, LegacyFont OldFont)
    where T : notnull;

/// <summary>
/// Reads lists of some thousand rows (of teams, of hamlets) with the same words as the lists of households: headings by whole words on any sheet, cells merged
/// downwards, marks for "as above", sections, and nothing of what stands below a table.
/// </summary>
internal sealed class SheetTable<T>(Headings<T> headings, IReadOnlySet<T> shared, Func<IReadOnlyDictionary<T, int>, bool> isHeader, Func<string, bool> isSection)
    where T : notnull
{
    private const int SearchedRows = 30;

    /// <summary>The rows of all tables; empty when there is no header on any sheet.</summary>
    public List<TableLine<T>> Read(IEnumerable<SheetRow> rows) => [.. rows.GroupBy(r => r.Sheet).SelectMany(s => ReadSheet([.. s]))];

    private IEnumerable<TableLine<T>> ReadSheet(List<SheetRow> rows)
    {
        var (at, columns, header) = Find(rows);
        if (at < 0)
        {
            yield break;
        }

        var titles = rows.Take(at).SelectMany(r => r.Cells).Where(c => c.Text is { Length: > 0 and <= 300 }).Select(c => TextCells.Clean(c.Display)).ToList();
        var fonts = columns.Values.ToDictionary(c => c, c => LegacyText.FontOf(rows.Skip(at + 1).Select(r => r[c].Text).OfType<string>()));
        var (above, section, isSigned) = ((SheetRow?)null, (string?)null, false);
        var tops = new Dictionary<SheetMerge, SheetCell>();
        foreach (var written in rows.Skip(at + 1))
        {
            var row = Merged(written, columns, tops);
            if (written.IsBlank || IsNumbering(row) || IsAgain(row, columns, header))
            {
                continue;
            }

            var filled = written.Cells.Where(c => !c.IsBlank).ToList();
            var texts = filled.Where(c => c.Text is not null && !IsCounter(c.Text)).ToList();
            if (texts.Count == 1 && !columns.Any(c => shared.Contains(c.Key) && row[c.Value] == texts[0]) && isSection(TextCells.Clean(texts[0].Display)))
            {
                section = TextCells.Clean(texts[0].Display);
                continue;
            }

            isSigned |= filled.Count <= 3 && filled[0].Text is { } begin && SheetRemarks.IsSignature(begin);
            if ((filled[0].Text is { } first && SheetRemarks.IsTotal(first)) || (isSigned && filled.Count <= 3) || columns.Values.All(c => row[c].IsBlank))
            {
                continue;
            }

            above = AsAbove(row, above, columns);
            yield return new(above, columns, header, titles, section, columns.Values.Select(c => FontOf(above[c], fonts[c])).FirstOrDefault(f => f != LegacyFont.None));
        }
    }

    private (int At, Dictionary<T, int> Columns, SheetRow Header) Find(List<SheetRow> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, SearchedRows); i++)
        {
            var columns = headings.ColumnsOf(rows[i]);
            // Titles in two rows: what is merged over others stands in the upper one.
            var wide = rows[i].Merges.Where(m => m.FirstRow == rows[i].Number && m.IsWide).ToList();
            if (wide.Count > 0 && i + 1 < rows.Count && rows[i + 1].Cells.Any(c => !c.IsBlank) && Below(rows[i], rows[i + 1], wide) is { } both && headings.ColumnsOf(both) is { } joined
                && isHeader(joined) && joined.Count > columns.Count)
            {
                return (i + 1, joined, both);
            }

            if (isHeader(columns))
            {
                return (i, columns, rows[i]);
            }
        }

        return (-1, [], rows[0]);
    }

    /// <summary>Null when the row below is none of titles.</summary>
    private static SheetRow? Below(SheetRow top, SheetRow below, List<SheetMerge> wide)
    {
        var width = Math.Max(top.Cells.Length, below.Cells.Length);
        if (below.Cells.Any(c => c.Number is not null || c.Date is not null))
        {
            return null;
        }

        return top with
        {
            Cells = [.. Enumerable.Range(0, width).Select(c => wide.Find(m => c >= m.FirstColumn && c <= m.LastColumn) is { } merge && !below[c].IsBlank
                ? new SheetCell($"{top[merge.FirstColumn].Display} {below[c].Display}") : below[c].IsBlank ? top[c] : below[c])],
        };
    }

    private static SheetRow Merged(SheetRow row, Dictionary<T, int> columns, Dictionary<SheetMerge, SheetCell> tops)
    {
        var cells = row.Cells.ToList();
        foreach (var merge in row.Merges.Where(m => m.IsTall))
        {
            if (!tops.TryGetValue(merge, out var top))
            {
                tops[merge] = row[merge.FirstColumn];
            }
            else if (row[merge.FirstColumn].IsBlank && columns.ContainsValue(merge.FirstColumn))
            {
                Put(cells, merge.FirstColumn, top);
            }
        }

        return row with { Cells = [.. cells] };
    }

    private SheetRow AsAbove(SheetRow row, SheetRow? above, Dictionary<T, int> columns)
    {
        var cells = row.Cells.ToList();
        foreach (var column in columns.Where(c => shared.Contains(c.Key)).Select(c => c.Value).Where(c => above is not null && Ditto.Is(row[c])))
        {
            Put(cells, column, above![column]);
        }

        return row with { Cells = [.. cells] };
    }

    private static void Put(List<SheetCell> cells, int column, SheetCell cell)
    {
        cells.AddRange(Enumerable.Repeat(SheetCell.Blank, Math.Max(0, column + 1 - cells.Count)));
        cells[column] = cell;
    }

    private static LegacyFont FontOf(SheetCell cell, LegacyFont font) => cell.Text is { } text && font != LegacyFont.None && LegacyText.Convert(text, font) != text ? font : LegacyFont.None;

    private bool IsAgain(SheetRow row, Dictionary<T, int> columns, SheetRow header) =>
        columns.Values.Count(c => !row[c].IsBlank && SearchKey.Fold(row[c].Display) == SearchKey.Fold(header[c].Display)) >= Math.Min(2, columns.Count) && isHeader(headings.ColumnsOf(row));

    private static bool IsNumbering(SheetRow row)
    {
        var numbers = row.Cells.Where(c => !c.IsBlank).Select(c => c.Display.Trim(' ', '(', ')', '[', ']')).ToList();
        return numbers.Count >= 3 && numbers.Select((n, i) => n == (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).All(same => same);
    }

    private static bool IsCounter(string text) => text.Trim(' ', '.', ')', '(') is { Length: <= 4 } mark && mark.All(c => char.IsAsciiDigit(c) || c is 'I' or 'V' or 'X' or (>= 'A' and <= 'D'));
}
