using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>Rows of a list that are no household: said in the preview, never an error.</summary>
public enum SkipReason { Blank, Total, Signature, RepeatedHeader, Section, Repeated, TooManyCells, NoHeader }

internal static partial class RowKinds
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

        // The words stand at the row's beginning: a head of household may be called Công.
        var begin = only.Text is { } text ? SearchKey.Fold(text) : "";
        if (Total().IsMatch(begin))
        {
            return SkipReason.Total;
        }

        if (filled <= 3 && (number < 0 || row[number].IsBlank || filled == 1) && Signature().IsMatch(begin))
        {
            return SkipReason.Signature;
        }

        if (filled == 1 && only.Text is { } section && SectionHamlet(section) is not null)
        {
            return SkipReason.Section;
        }

        return IsHeaderAgain(row, header) ? SkipReason.RepeatedHeader : null;
    }

    /// <summary>"ẤP TRƯỜNG AN" alone in its row heads the rows below it.</summary>
    public static string? SectionHamlet(string text) => Section().Match(TextCells.Clean(text)) is { Success: true } match ? match.Groups[1].Value : null;

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

    [GeneratedRegex(@"^(?:tong cong|tong so|tong:|tong$|cong:|cong$|cong \d|cong :|tong \d)")]
    private static partial Regex Total();

    [GeneratedRegex(@"ngay (?:\d+|\p{P}*) ?thang (?:\d+|\p{P}*) ?nam|^(?:nguoi lap|tm ubnd|tm uy ban|chu tich|kt chu tich|pho chu tich|xac nhan cua|ky ten|ky ghi ro|nguoi kiem tra|truong ap|nguoi tong hop|can bo lap)")]
    private static partial Regex Signature();

    [GeneratedRegex(@"^(?:[IVX\d]+[.)]\s*)?((?:ấp|khóm|thôn|khu vực)\s+.{1,60})$", RegexOptions.IgnoreCase)]
    private static partial Regex Section();
}
