using System.Text.RegularExpressions;

namespace TungNgo.Lists.Cells;

/// <summary>
/// Phone numbers as offices write them. Stored form: digits with the leading zero. Mobiles are 0[3|5|7|8|9] + 8 digits, landlines
/// 02xx + 7 digits (0299 in Sóc Trăng); 11-digit mobiles (01…) ended in 2018.
/// </summary>
internal static partial class PhoneCell
{
    // The 2018 renumbering: 01xx → 0yy.
    private static readonly Dictionary<string, string> Renumbered = new()
    {
        ["0120"] = "070", ["0121"] = "079", ["0122"] = "077", ["0126"] = "076", ["0128"] = "078",
        ["0123"] = "083", ["0124"] = "084", ["0125"] = "085", ["0127"] = "081", ["0129"] = "082",
        ["0162"] = "032", ["0163"] = "033", ["0164"] = "034", ["0165"] = "035", ["0166"] = "036", ["0167"] = "037", ["0168"] = "038", ["0169"] = "039",
        ["0186"] = "056", ["0188"] = "058", ["0199"] = "059",
    };

    public static Understood<string?> Read(SheetCell cell)
    {
        if (cell.IsBlank)
        {
            return default;
        }

        var text = cell.Display;
        var first = ReadOne(text);
        if (first.Value is not null || Joints().Split(text) is not { Length: > 1 } parts)
        {
            return first;
        }

        var numbers = parts.Select(ReadOne).Where(p => p.Value is not null).Select(p => p.Value!).Distinct().ToArray();
        return numbers.Length switch
        {
            0 => first,
            1 => new(numbers[0]),
            _ => new(numbers[0], CellProblem.PhoneTwoNumbers, string.Join(", ", numbers[1..])),
        };
    }

    /// <summary>One number, in any of the ways of writing it.</summary>
    public static Understood<string?> ReadOne(string text)
    {
        if (!Written().IsMatch(text))
        {
            return Joined(text) ?? new(null, CellProblem.PhoneInvalid);
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text.Contains('+') || digits.StartsWith("0084", StringComparison.Ordinal) || (digits.StartsWith("84", StringComparison.Ordinal) && digits.Length is 11 or 12))
        {
            digits = digits.TrimStart('0');
            if (!digits.StartsWith("84", StringComparison.Ordinal))
            {
                return new(null, CellProblem.PhoneInvalid);
            }

            digits = "0" + digits[2..].TrimStart('0');
        }

        return digits switch
        {
            _ when Mobile().IsMatch(digits) => new(digits),
            // A number cell drops the zero; nine digits starting like a mobile are one.
            _ when Mobile().IsMatch("0" + digits) => new("0" + digits, CellProblem.PhoneZeroRestored, "0" + digits),
            _ when Landline().IsMatch(digits) => new(digits, CellProblem.PhoneLandline),
            _ when Landline().IsMatch("0" + digits) => new("0" + digits, CellProblem.PhoneLandline, "0" + digits),
            { Length: 11 } when Renumbered.TryGetValue(digits[..4], out var now) => new(null, CellProblem.PhoneOldPrefix, now + digits[4..]),
            { Length: 10 } when Renumbered.TryGetValue("0" + digits[..3], out var now) => new(null, CellProblem.PhoneOldPrefix, now + digits[3..]),
            { Length: 20 } when Mobile().IsMatch(digits[..10]) && Mobile().IsMatch(digits[10..]) =>
                new(digits[..10], CellProblem.PhoneTwoNumbers, digits[10..]),
            _ => new(null, CellProblem.PhoneInvalid),
        };
    }

    private static Understood<string?>? Joined(string text)
    {
        // "0912345678 (con)" – a word beside one number.
        var found = Inside().Matches(text);
        return found.Count == 1 && ReadOne(found[0].Value.Trim()) is { Value: not null } one ? one : null;
    }

    [GeneratedRegex(@"[/;,&\n|]|\s-\s|\s{2,}|\bvà\b|\bhoặc\b")]
    private static partial Regex Joints();

    [GeneratedRegex(@"^\s*['""]?\+?[\d\s.()\-\u00a0\u200b]+\s*$")]
    private static partial Regex Written();

    [GeneratedRegex(@"\+?\d[\d .\-]{7,}\d")]
    private static partial Regex Inside();

    [GeneratedRegex(@"^0[35789]\d{8}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^02\d{9}$")]
    private static partial Regex Landline();
}
