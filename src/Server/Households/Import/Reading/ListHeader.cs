using System.Security.Cryptography;
using System.Text;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>The header of one sheet: one or two rows of titles somewhere under the title rows.</summary>
/// <param name="FirstRow">Number of the first header row; <c>LastRow</c> the last one, with a numbering row "(1) (2) (3)" included.</param>
internal sealed record ListHeader(string Sheet, int FirstRow, int LastRow, HeaderColumn[] Columns)
{
    /// <summary>Rows looked at before a sheet is said to have no header.</summary>
    public const int SearchedRows = 40;

    /// <summary>Equal for two files of the same form, whatever the rows hold: the officer's corrections are remembered under it.</summary>
    public string Signature { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u001f', Columns.Select(c => SearchKey.Fold(c.Title)))))[..8]);

    /// <summary>Finds the header among the first rows of a sheet, or null.</summary>
    public static ListHeader? Find(IReadOnlyList<SheetRow> rows)
    {
        var best = (Index: -1, Score: 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var score = Score(rows[i]);
            if (score > best.Score)
            {
                best = (i, score);
            }
        }

        // Two recognised titles at least: a title row such as "DANH SÁCH HỘ DÂN ẤP 1" holds one cell.
        if (best.Score < 2)
        {
            best.Index = Guess(rows);
        }

        if (best.Index < 0)
        {
            return null;
        }

        var first = rows[best.Index];
        var second = best.Index + 1 < rows.Count && IsSubHeader(first, rows[best.Index + 1]) ? rows[best.Index + 1] : null;
        var last = best.Index + (second is null ? 0 : 1);
        if (last + 1 < rows.Count && IsNumbering(rows[last + 1]))
        {
            last++;
        }

        return new ListHeader(first.Sheet, first.Number, rows[last].Number, Titles(first, second));
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

    private static double Score(SheetRow row)
    {
        var score = 0.0;
        var seen = new HashSet<ListField>();
        foreach (var cell in row.Cells)
        {
            // Titles are short; a sentence that merely contains "địa chỉ" is not one.
            if (cell.Text is { Length: > 0 and <= 60 } text)
            {
                var (field, confidence) = ListFields.Of(null, text);
                score += confidence > 0 && seen.Add(field) ? confidence : 0;
            }
        }

        return score;
    }

    /// <summary>A second header row has texts only ("Nam | Nữ"), under a title or right of one that is merged over it.</summary>
    private static bool IsSubHeader(SheetRow above, SheetRow row)
    {
        var titles = 0;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var cell = row.Cells[i];
            if (cell.IsBlank)
            {
                continue;
            }

            var (field, confidence) = cell.Text is { Length: <= 40 } text ? ListFields.Of(TitleOver(above, i), text) : default;
            if (confidence == 0 || (field == ListField.Ignore && confidence < 1))
            {
                return false;
            }

            titles++;
        }

        return titles > 0;
    }

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

    private static string? TitleOver(SheetRow above, int column)
    {
        for (var i = column; i >= 0; i--)
        {
            if (!above[i].IsBlank)
            {
                return above[i].Display;
            }
        }

        return null;
    }

    private static HeaderColumn[] Titles(SheetRow first, SheetRow? second)
    {
        var width = Math.Max(first.Cells.Length, second?.Cells.Length ?? 0);
        var columns = new HeaderColumn[width];
        for (var i = 0; i < width; i++)
        {
            var own = Clean(first[i].Display);
            var below = second is null ? "" : Clean(second[i].Display);
            // A blank title above a text is the right part of a merged cell, so it inherits the text on its left.
            var over = below.Length > 0 && own.Length == 0 ? Clean(TitleOver(first, i) ?? "") : own;
            var (field, confidence) = below.Length > 0 ? ListFields.Of(over, below) : ListFields.Of(null, own);
            columns[i] = new HeaderColumn(i, below.Length > 0 && over.Length > 0 ? over + " – " + below : over + below, field, confidence);
        }

        return columns;
    }

    private static string Clean(string title) => TextCells.Clean(IdentityGuard.Masked(title));
}

/// <param name="Index">0 is column A.</param>
/// <param name="Title">As written, NFC; two-row titles joined: "Ngày sinh – Nam".</param>
internal sealed record HeaderColumn(int Index, string Title, ListField Field, double Confidence);
