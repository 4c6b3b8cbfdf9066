using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>
/// Gives a row what it means to hold: the value of the merged cell that reaches over it, of the row above where it says "as above", and words in place of
/// another font's letters.
/// </summary>
internal sealed class RowFill(ListHeader header, ColumnMapping mapping, ListChoices choices)
{
    /// <summary>What a merged cell says of all its rows; a name or a phone reaches over none but its own.</summary>
    private static readonly ListField[] Shared =
        [ListField.HouseholdCode, ListField.Commune, ListField.Hamlet, ListField.Lane, ListField.Place, ListField.Language, ListField.Note, ListField.RowNumber];

    private readonly Dictionary<SheetMerge, SheetCell> tops = [];
    private readonly bool hasFonts = Array.Exists(header.Columns, c => c.Font != LegacyFont.None);
    private SheetRow? above;

    /// <summary>Cells that were changed into words without anybody having agreed yet.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>As it stands, apart from merged cells and fonts: sections and totals are told by it.</summary>
    public SheetRow Shown(SheetRow row) => Worded(row.Merges.Count == 0 ? row : Merged(row));

    private SheetRow Merged(SheetRow row)
    {
        SheetCell[]? cells = null;
        foreach (var merge in row.Merges.Where(m => m.IsTall))
        {
            if (merge.FirstRow == row.Number)
            {
                tops[merge] = row[merge.FirstColumn];
            }
            else if (tops.TryGetValue(merge, out var top) && row[merge.FirstColumn].IsBlank && !top.IsBlank && IsShared(merge.FirstColumn))
            {
                cells ??= Wide(row, merge.FirstColumn);
                cells = cells.Length > merge.FirstColumn ? cells : Wide(row with { Cells = cells }, merge.FirstColumn);
                cells[merge.FirstColumn] = top;
            }
        }

        if (tops.Count > 1_000)
        {
            foreach (var past in tops.Keys.Where(m => m.LastRow < row.Number).ToList())
            {
                tops.Remove(past);
            }
        }

        return cells is null ? row : row with { Cells = cells };
    }

    /// <summary>With what the marks for "as above" stand for; said as repaired.</summary>
    public SheetRow Filled(SheetRow row, List<RowProblem> problems)
    {
        SheetCell[]? cells = null;
        for (var i = 0; i < mapping.Fields.Length; i++)
        {
            var field = mapping.Fields[i];
            if (field is ListField.Ignore or ListField.RowNumber or ListField.Head or ListField.Person or ListField.NameFront or ListField.Identity or ListField.Ethnicity || above is null)
            {
                continue;
            }

            var column = i < header.Columns.Length ? header.Columns[i] : null;
            var isLeftOut = row[i].IsBlank && column is { IsSparse: true } && field is ListField.Hamlet or ListField.Commune && mapping.Layout == ListLayout.Households;
            if ((Ditto.Is(row[i]) || isLeftOut) && !above[i].IsBlank)
            {
                cells ??= Wide(row, i);
                cells = cells.Length > i ? cells : Wide(row with { Cells = cells }, i);
                cells[i] = above[i];
                problems.Add(new RowProblem(row.Sheet, row.Number, i, column?.Title ?? "", CellProblem.AsAbove, TextCells.Clean(row[i].Display), TextCells.Clean(above[i].Display)));
            }
        }

        return above = cells is null ? row : row with { Cells = cells };
    }

    private static SheetCell[] Wide(SheetRow row, int column) => [.. row.Cells, .. Enumerable.Repeat(SheetCell.Blank, Math.Max(0, column + 1 - row.Cells.Length))];

    private bool IsShared(int column)
    {
        var field = column < mapping.Fields.Length ? mapping.Fields[column] : ListField.Ignore;
        return Shared.Contains(field) || (field == ListField.Head && mapping.Has(ListField.Person));
    }

    private SheetRow Worded(SheetRow row)
    {
        if (!hasFonts)
        {
            return row;
        }

        SheetCell[]? cells = null;
        IsUnanswered = false;
        for (var i = 0; i < Math.Min(row.Cells.Length, header.Columns.Length); i++)
        {
            var font = header.Columns[i].Font;
            if (font == LegacyFont.None || row.Cells[i].Text is not { } text || LegacyText.Convert(text, font) is not { } words || words == text
                || choices.Converts(header.Signature, font) is false)
            {
                continue;
            }

            cells ??= [.. row.Cells];
            cells[i] = new SheetCell(font == LegacyFont.Tcvn3 && IsName(i) ? Capitals(words) : words);
            IsUnanswered |= choices.Converts(header.Signature, font) is null && i < mapping.Fields.Length && mapping.Fields[i] is not (ListField.Ignore or ListField.RowNumber);
        }

        return cells is null ? row : row with { Cells = cells };
    }

    private bool IsName(int column) => column < mapping.Fields.Length && mapping.Fields[column] is ListField.Head or ListField.Person or ListField.NameFront;

    /// <summary>The font has no capital letters with marks: "«ng" is "Ông" at the beginning of a name.</summary>
    private static string Capitals(string words) => string.Join(' ', words.Split(' ').Select(w => w.Length > 0 && w[0] > 127 ? char.ToUpperInvariant(w[0]) + w[1..] : w));
}
