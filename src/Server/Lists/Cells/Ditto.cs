using System.Text.RegularExpressions;

namespace TungNgo.Lists.Cells;

/// <summary>Marks that say "as in the row above": nt, như trên, ", //.</summary>
internal static partial class Ditto
{
    public static bool Is(SheetCell cell) => cell.Text is { Length: > 0 and <= 12 } text && MayBe(text) && Mark().IsMatch(text.Trim());

    /// <summary>A dash, or several: nothing is known.</summary>
    public static bool IsNothing(SheetCell cell) => cell.Text is { Length: > 0 and <= 12 } text && !char.IsLetterOrDigit(text[0]) && Nothing().IsMatch(text);

    /// <summary>Every cell of a province's list is asked: most are told by their first letter.</summary>
    private static bool MayBe(string text) => text.AsSpan().TrimStart() is [var first, ..] && (!char.IsLetterOrDigit(first) || first is 'n' or 'N' or 'd' or 'D');

    [GeneratedRegex(@"^(?:[-–.\s]*(?:[""“”″〃]{1,2}|''{1,2}|//|\\\\|n\s?[./]?\s?t|như trên|nhu tren|như\s?tr|ditto)[-–.\s]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[\s\-–—−_.]*[\-–—−_][\s\-–—−_.]*$")]
    private static partial Regex Nothing();
}
