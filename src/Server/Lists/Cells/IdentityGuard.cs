using TungNgo.Data;
using TungNgo.Gateways.Sms;

namespace TungNgo.Lists.Cells;

/// <summary>
/// Citizen numbers never enter the system, wherever they stand in a list: not into the register, not into notes, not into the file of rows that is given
/// back. What is one says <see cref="FreeText.HoldsCitizenNumber"/>; cells alone can hold one that a spreadsheet took for a figure.
/// </summary>
internal static class IdentityGuard
{
    public const string Mask = "••••••••••••";

    public static bool Holds(SheetCell cell) => !cell.IsBlank && (FreeText.HoldsCitizenNumber(cell.Text) || IsWithoutItsZero(cell));

    /// <summary>A cell of nothing but the nine digits of an old identity paper, or of a phone without its zero: no house and no lane is written so.</summary>
    public static bool IsNineDigits(SheetCell cell) => TextCells.Clean(cell.Display) is { Length: 9 } text && text.All(char.IsAsciiDigit);

    public static string Masked(string text) => FreeText.CoverCitizenNumbers(text, Mask);

    /// <summary>What the cell shows, without citizen numbers.</summary>
    public static string Masked(SheetCell cell) => IsWithoutItsZero(cell) ? Mask : Masked(cell.Display);

    /// <summary>As a figure a citizen number has lost the leading zero that all have; csv files keep what a spreadsheet made of it.</summary>
    private static bool IsWithoutItsZero(SheetCell cell)
    {
        var text = TextCells.Clean(cell.Display);
        var digits = text.TrimEnd('0') is [.. var whole, '.'] ? whole : text;
        var fits = digits.Length == 11 || (digits.Length == 12 && cell.Number is not null);
        return fits && digits[0] != '0' && digits.All(char.IsAsciiDigit) && !PhoneNumber.IsDialled(digits);
    }
}
