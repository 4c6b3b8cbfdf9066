using TungNgo.Data;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Reading;

/// <summary>Rows of a list that are no household: said in the preview, never an error.</summary>
public enum SkipReason { Blank, Total, Signature, RepeatedHeader, Section, Repeated, TooManyCells, NoHeader, Hidden, Label }

internal static class RowKinds
{
    /// <summary>Why the row is not data, or null when it is.</summary>
    public static SkipReason? SkipOf(SheetRow row, ListHeader header, ColumnMapping mapping)
    {
        if (row.IsBlank)
        {
            return SkipReason.Blank;
        }

        // A numbered row with a name is data; it is by far the most frequent, so it is told first and without folding text.
        var number = mapping.ColumnOf(ListField.RowNumber);
        if (number >= 0 && IsNumber(row[number]) && !row[mapping.NameColumn].IsBlank)
        {
            return null;
        }

        var filled = 0;
        var only = SheetCell.Blank;
        foreach (var cell in row.Cells)
        {
            if (!cell.IsBlank)
            {
                only = filled++ == 0 ? cell : only;
            }
        }

        // A form that is numbered in advance: the lines that nobody has filled in.
        if (filled == 1 && number >= 0 && IsNumber(row[number]))
        {
            return SkipReason.Blank;
        }

        // The words stand at the row's beginning: a head of household may be called Công.
        if (only.Text is { } text && SheetRemarks.IsTotal(text))
        {
            return SkipReason.Total;
        }

        if (filled <= 3 && (number < 0 || row[number].IsBlank || filled == 1) && only.Text is { } begin && SheetRemarks.IsSignature(begin))
        {
            return SkipReason.Signature;
        }

        if (IsHeaderAgain(row, header))
        {
            return SkipReason.RepeatedHeader;
        }

        // A heading within the table, a remark below it: no household has nothing but one cell where the others have a number.
        return filled == 1 && number >= 0 && !IsNumber(row[number]) && mapping.Fields.Count(f => f != ListField.Ignore) >= 3
            && (mapping.Layout == ListLayout.Households || row[mapping.NameColumn].IsBlank) ? SkipReason.Label : null;
    }

    /// <summary>The names of those who sign stand below their offices.</summary>
    public static bool IsBelowSignature(SheetRow row, ColumnMapping mapping) =>
        row.Cells.Count(c => !c.IsBlank) <= 3 && !(mapping.ColumnOf(ListField.RowNumber) is >= 0 and var number && IsNumber(row[number]));

    private static bool IsNumber(SheetCell cell) => cell.Number is not null || (cell.Text is { Length: > 0 and < 9 } text && text.All(char.IsAsciiDigit));

    private static bool IsHeaderAgain(SheetRow row, ListHeader header)
    {
        var same = 0;
        foreach (var column in header.Columns)
        {
            same += column.Title.Length > 0 && SearchKey.Fold(row[column.Index].Text) == SearchKey.Fold(column.Title) ? 1 : 0;
        }

        return same >= 2;
    }
}
