using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>Finds titles of columns in rows: which rows they are, over how many cells each reaches, and where a second table begins beside the first.</summary>
internal static class HeaderRows
{
    private static readonly LegacyFont[] Fonts = [LegacyFont.None, LegacyFont.Tcvn3, LegacyFont.Vni, LegacyFont.DoubleUtf8, LegacyFont.Windows1258];

    /// <returns>Index of the first row of titles, of the last row that belongs to them, of the second row of titles or null, and the font; −1 for none.</returns>
    public static (int First, int Last, int? Second, LegacyFont Font) Find(IReadOnlyList<SheetRow> rows)
    {
        var best = (Index: -1, Score: 0.0, Font: LegacyFont.None);
        foreach (var font in rows.Any(r => r.Cells.Any(c => c.Text is { } text && !System.Text.Ascii.IsValid(text))) ? Fonts : Fonts[..1])
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var score = Score(rows[i], font);
                if (score > best.Score)
                {
                    best = (i, score, font);
                }
            }
        }

        // Two recognised titles at least: a title row such as "DANH SÁCH HỘ DÂN ẤP 1" holds one cell.
        if (best.Score < 2)
        {
            best = (Guess(rows), 0, LegacyFont.None);
        }

        // A table with fewer columns above one with more is a table, too.
        for (var i = 0; i < best.Index; i++)
        {
            if (IsHeader(rows[i]))
            {
                best.Index = i;
            }
        }

        if (best.Index < 0)
        {
            return (-1, -1, null, LegacyFont.None);
        }

        var first = rows[best.Index];
        int? second = best.Index + 1 < rows.Count && IsSubHeader(first, rows[best.Index + 1], best.Font) ? best.Index + 1 : null;
        var last = second ?? best.Index;
        return (best.Index, last + 1 < rows.Count && IsNumbering(rows[last + 1]) ? last + 1 : last, second, best.Font);
    }

    /// <summary>A row of titles in the midst of a sheet, with the name among them: another table begins.</summary>
    public static bool IsHeader(SheetRow row) =>
        row.Cells.Count(c => ListFields.IsTitle(c.Text)) >= 3
        && row.Cells.Any(c => ListFields.IsTitle(c.Text) && ListFields.Of(null, c.Text).Field is ListField.Head or ListField.Person or ListField.NameFront)
        && row.Cells.All(c => c.Number is null && c.Date is null) && Score(row, LegacyFont.None) >= 3;

    public static HeaderColumn[] Titles(SheetRow first, SheetRow? second, LegacyFont font)
    {
        var width = Math.Max(first.Cells.Length, second?.Cells.Length ?? 0);
        width = Math.Max(width, first.Merges.Where(m => m.FirstRow == first.Number && m.IsWide && !first[m.FirstColumn].IsBlank).Select(m => Math.Min(m.LastColumn, 500) + 1).DefaultIfEmpty().Max());
        var columns = new HeaderColumn[width];
        var tops = Enumerable.Range(0, width).Select(i => Clean(first[i], font)).ToList();
        for (var i = 0; i < width; i++)
        {
            var below = second is null ? "" : Clean(second[i], font);
            // A blank title above a text is the right part of a merged cell, so it inherits the text on its left.
            var start = below.Length > 0 && tops[i].Length == 0 ? StartOf(first, i) : i;
            var over = start is { } at ? tops[at] : "";
            var beside = below.Length > 0 ? Siblings(first, second!, start, font) : tops;
            var (field, confidence) = below.Length > 0 ? ListFields.Of(over, below, beside) : ListFields.Of(null, tops[i], beside);
            columns[i] = new HeaderColumn(i, below.Length > 0 && over.Length > 0 && over != below ? over + " – " + below : below.Length > 0 ? below : over, field, confidence);
        }

        return SplitNames(columns, first, second);
    }

    /// <summary>First and last column of each table: one begins where the titles of the first begin again.</summary>
    public static List<(int From, int To)> Tables(HeaderColumn[] columns)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < columns.Length; i++)
        {
            var first = Array.FindIndex(columns, starts[^1], c => c.Title.Length > 0);
            if (first >= 0 && first < i && SearchKey.Fold(columns[i].Title) == SearchKey.Fold(columns[first].Title) && columns[i].Title.Length > 0 && Repeats(columns, first, i))
            {
                starts.Add(i);
            }
        }

        return [.. starts.Select((from, n) => (from, n + 1 < starts.Count ? starts[n + 1] - 1 : int.MaxValue))];
    }

    /// <summary>The columns of one table, at their places.</summary>
    public static HeaderColumn[] Only(HeaderColumn[] columns, (int From, int To) table) =>
        [.. columns.Take(table.To == int.MaxValue ? columns.Length : table.To + 1).Select((c, i) => i < table.From ? new HeaderColumn(i, "", ListField.Ignore, 0) : c)];

    private static bool Repeats(HeaderColumn[] columns, int first, int again)
    {
        var earlier = columns[first..again].Where(c => c.Field != ListField.Ignore).Select(c => SearchKey.Fold(c.Title)).ToHashSet();
        var same = columns[again..].Where(c => c.Field != ListField.Ignore && earlier.Contains(SearchKey.Fold(c.Title))).ToList();
        return same.Count >= 2 && same.Exists(c => c.Field is ListField.Head or ListField.Person);
    }

    /// <summary>A name's title over two columns, without words of their own: the family name stands left, the given name right.</summary>
    private static HeaderColumn[] SplitNames(HeaderColumn[] columns, SheetRow first, SheetRow? second)
    {
        foreach (var merge in first.Merges.Where(m => m.FirstRow == first.Number && m.LastColumn == m.FirstColumn + 1 && m.LastColumn < columns.Length))
        {
            var (left, right) = (columns[merge.FirstColumn], columns[merge.LastColumn]);
            if (left.Field is ListField.Head or ListField.Person && right.Title.Length == 0 && (second is null || second[left.Index].IsBlank))
            {
                (columns[left.Index], columns[right.Index]) = (left with { Field = ListField.NameFront }, left with { Index = right.Index });
            }
        }

        return columns;
    }

    /// <summary>A form in words that are not known: the first row of several short texts above a row as wide. The officer says what they mean.</summary>
    private static int Guess(IReadOnlyList<SheetRow> rows)
    {
        for (var i = 0; i + 1 < rows.Count; i++)
        {
            var filled = rows[i].Cells.Where(c => !c.IsBlank).ToList();
            if (filled.Count >= 3 && filled.All(c => c.Text is { Length: <= 60 } text && !text.Any(char.IsDigit)) && rows[i + 1].Cells.Count(c => !c.IsBlank) >= 3)
            {
                return i;
            }
        }

        return -1;
    }

    private static double Score(SheetRow row, LegacyFont font)
    {
        var score = 0.0;
        var seen = new HashSet<ListField>();
        var beside = row.Cells.Select(c => c.Text ?? "").Where(t => t.Length is > 0 and <= 60).ToList();
        foreach (var text in beside)
        {
            // Titles are short; a sentence that merely contains "địa chỉ" is not one.
            var (field, confidence) = ListFields.Of(null, font == LegacyFont.None ? text : LegacyText.Convert(text, font), beside);
            score += confidence > 0 && seen.Add(field) ? confidence : 0;
        }

        return score;
    }

    /// <summary>A second header row has texts only ("Nam | Nữ"), under a title or right of one that is merged over it.</summary>
    private static bool IsSubHeader(SheetRow above, SheetRow row, LegacyFont font)
    {
        var filled = Enumerable.Range(0, row.Cells.Length).Where(i => !row.Cells[i].IsBlank).ToList();
        var wide = above.Merges.Where(m => m.FirstRow == above.Number && m.LastRow == above.Number && m.IsWide).ToList();
        if (filled.Count > 0 && filled.TrueForAll(i => row.Cells[i].Text is { Length: <= 40 } text && !text.Any(char.IsDigit) && wide.Exists(m => i >= m.FirstColumn && i <= m.LastColumn)))
        {
            return true;
        }

        foreach (var i in filled)
        {
            var start = StartOf(above, i);
            var siblings = Siblings(above, row, start, font);
            // Alone under a title of its own it is a title only by its own words: together with those above it any name would be one.
            var parent = start is { } at && (siblings.Count > 1 || at != i || IsInBrackets(row.Cells[i])) ? Clean(above[at], font) : null;
            var (field, confidence) = row.Cells[i].Text is { Length: <= 40 } ? ListFields.Of(parent, Clean(row.Cells[i], font), siblings) : default;
            if (confidence == 0 || (field == ListField.Ignore && confidence < 1))
            {
                return false;
            }
        }

        return filled.Count > 0;
    }

    /// <summary>"(ghi rõ số nhà)" tells how to fill in the column above.</summary>
    private static bool IsInBrackets(SheetCell cell) => cell.Text?.Trim() is ['(', .., ')'];

    private static bool IsNumbering(SheetRow row)
    {
        var expected = 0;
        foreach (var cell in row.Cells)
        {
            var text = cell.Display.Trim().Trim('(', ')', '[', ']');
            if (text.Length == 0)
            {
                continue;
            }

            // "A B 1 2 3" and "(1) (2) (3)" are both in use.
            if (text.Length == 1 && char.IsAsciiLetterUpper(text[0]) && expected == 0)
            {
                continue;
            }

            if (!int.TryParse(text, out var number) || number != ++expected)
            {
                return false;
            }
        }

        return expected >= 3;
    }

    /// <summary>The column in which the title over a column stands. Where the file says which cells are merged, no other title reaches over it.</summary>
    private static int? StartOf(SheetRow above, int column)
    {
        if (!above[column].IsBlank)
        {
            return column;
        }

        if (above.Merges.Any(m => m.FirstRow == above.Number && m.IsWide))
        {
            return above.Merges.FirstOrDefault(m => m.FirstRow == above.Number && column >= m.FirstColumn && column <= m.LastColumn)?.FirstColumn;
        }

        for (var i = column; i >= 0; i--)
        {
            if (!above[i].IsBlank)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The titles of the second row that stand under the same one of the first.</summary>
    private static List<string> Siblings(SheetRow above, SheetRow row, int? start, LegacyFont font) =>
        [.. Enumerable.Range(0, row.Cells.Length).Where(i => !row[i].IsBlank && StartOf(above, i) == start).Select(i => Clean(row[i], font))];

    private static string Clean(SheetCell cell, LegacyFont font)
    {
        var text = cell.Display;
        return TextCells.Clean(IdentityGuard.Masked(font == LegacyFont.None ? text : LegacyText.Convert(text, font) ?? text));
    }
}
