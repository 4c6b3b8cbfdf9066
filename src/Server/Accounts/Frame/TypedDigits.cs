using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Gateways.Sms;

namespace TungNgo.Accounts.Frame;

/// <summary>What somebody types who looks for a phone number: the whole of it in any writing, or the part that they remember.</summary>
internal static partial class TypedDigits
{
    /// <summary>Fewer are a house's number, and stand in every second phone number.</summary>
    public const int Fewest = 4;

    /// <returns>Digits as they stand in the numbers that are kept; null when something else was typed.</returns>
    public static string? Of(string? typed)
    {
        var tidy = PhoneNumber.Tidy(typed) ?? "";
        if (!DigitsOnly().IsMatch(tidy))
        {
            return null;
        }

        // Without its sign "84" may as well be the middle of a number; a whole one is tidy by now.
        var home = Abroad().Replace(tidy, "0");
        var digits = string.Concat(home.Where(char.IsDigit).Select(c => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))));
        return digits.Length < Fewest ? null : digits;
    }

    [GeneratedRegex(@"^[\d\s+.\-()]+$")]
    private static partial Regex DigitsOnly();

    [GeneratedRegex(@"^\s*(?:\+|00)84[\s.\-()]*0?")]
    private static partial Regex Abroad();
}
