using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Sms;

/// <summary>What there is to say of a number as it was written.</summary>
public enum PhoneRemark
{
    None = 0,

    /// <summary>A spreadsheet had dropped the leading zero.</summary>
    ZeroRestored,

    /// <summary>A land line: it can be called, but takes no SMS.</summary>
    Landline,

    /// <summary>Eleven digits, dead since 2018; the suggestion is the number that took its place.</summary>
    OldPrefix,

    /// <summary>More than one was written; the suggestion holds the others.</summary>
    Several,
    NotANumber,
}

/// <param name="Number">Digits with the leading zero, the first number when several were written; null when there is none to call.</param>
/// <param name="Suggestion">What was mended or is to be looked at, else null; see <see cref="PhoneRemark"/>.</param>
public readonly record struct PhoneReading(string? Number, PhoneRemark Remark = PhoneRemark.None, string? Suggestion = null);

/// <summary>
/// Vietnamese phone numbers as people write them. Mobiles are 0[3|5|7|8|9] and 8 digits, land lines 02xx and 7 digits (0299 in Sóc Trăng); mobiles of
/// 11 digits (01…) ended in 2018.
/// </summary>
public static partial class PhoneNumber
{
    // The 2018 renumbering: 01xx → 0yy.
    private static readonly Dictionary<string, string> Renumbered = new()
    {
        ["0120"] = "070", ["0121"] = "079", ["0122"] = "077", ["0126"] = "076", ["0128"] = "078",
        ["0123"] = "083", ["0124"] = "084", ["0125"] = "085", ["0127"] = "081", ["0129"] = "082",
        ["0162"] = "032", ["0163"] = "033", ["0164"] = "034", ["0165"] = "035", ["0166"] = "036", ["0167"] = "037", ["0168"] = "038", ["0169"] = "039",
        ["0186"] = "056", ["0188"] = "058", ["0199"] = "059",
    };

    /// <summary>Signs of numbers from keyboards that write them as wide as letters, and the minus.</summary>
    private static readonly Dictionary<int, string> FullWidth = new()
    {
        [0x2212] = "-", [0xff0b] = "+", [0xff08] = "(", [0xff09] = ")", [0xff0e] = ".", [0xff0f] = "/",
    };

    /// <summary>Digits of more numbers than anybody writes into one field.</summary>
    private const int MostApart = 100;

    /// <summary>The number in a field or a cell for one, whatever stands around it.</summary>
    public static PhoneReading Read(string? written)
    {
        var text = Plain(written);
        var whole = One(text);
        if (whole.Number is not null)
        {
            return whole;
        }

        var found = Joints().Split(text).SelectMany(part => Within().Matches(part)).Select(match => One(match.Value))
            .Where(one => one.Remark != PhoneRemark.NotANumber).ToList();
        var numbers = found.Where(one => one.Number is not null).DistinctBy(one => one.Number).ToList();
        return numbers switch
        {
            [] => found.Count > 0 ? found[0] : whole,
            [var only] => only,
            [var first, .. var others] => new(first.Number, PhoneRemark.Several, string.Join(", ", others.Select(one => one.Number))),
        };
    }

    /// <summary>
    /// The form in which a number is kept and searched: digits with the leading zero when the text is one number and nothing but its label, otherwise the
    /// text as it is, since what stands beside a number is not to be lost.
    /// </summary>
    public static string? Tidy(string? text) =>
        One(Plain(text)) is { Number: { } number, Remark: not PhoneRemark.Several } ? number : text;

    /// <summary>In the form that Zalo and the SMS providers take.</summary>
    /// <returns>"84" and nine digits; null when it is no Vietnamese mobile number (land lines take no SMS).</returns>
    public static string? Normalise(string? written) =>
        // As it is kept: a notice for a province asks this of 330,000 numbers.
        written is { Length: 10 } && Mobile().IsMatch(written) ? "84" + written[1..] : Read(written).Number is { } number && Mobile().IsMatch(number) ? "84" + number[1..] : null;

    /// <summary>Whether these digits are one number as it is dialled: with the leading zero or the country's code, the dead mobiles too.</summary>
    public static bool IsDialled(string digits)
    {
        var number = National(digits);
        return Mobile().IsMatch(number) || Landline().IsMatch(number) || (number.Length == 11 && Renumbered.ContainsKey(number[..4]));
    }

    /// <summary>A text that is nothing but one number, or several run together.</summary>
    private static PhoneReading One(string text)
    {
        if (!Written().IsMatch(text))
        {
            return new(null, PhoneRemark.NotANumber);
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text.Contains('+') && !digits.StartsWith("84", StringComparison.Ordinal))
        {
            return new(null, PhoneRemark.NotANumber);
        }

        return Apart(digits)?.Distinct().ToList() is [var first, .. { Count: > 0 } others]
            ? new(first, PhoneRemark.Several, string.Join(", ", others)) : Of(National(digits));
    }

    /// <summary>The digits as they are dialled within the country: "+84 (0)912…", "0084912…" and "84912…" begin with a zero there.</summary>
    private static string National(string digits)
    {
        var abroad = digits.StartsWith("0084", StringComparison.Ordinal) ? digits[4..]
            : digits.StartsWith("84", StringComparison.Ordinal) && digits.Length is >= 11 and <= 13 ? digits[2..] : null;
        return abroad is null ? digits : abroad is ['0', ..] ? abroad : "0" + abroad;
    }

    private static PhoneReading Of(string digits) => digits switch
    {
        _ when Mobile().IsMatch(digits) => new(digits),
        // A number cell drops the zero; nine digits that begin like a mobile are one.
        _ when Mobile().IsMatch("0" + digits) => new("0" + digits, PhoneRemark.ZeroRestored, "0" + digits),
        _ when Landline().IsMatch(digits) => new(digits, PhoneRemark.Landline),
        _ when Landline().IsMatch("0" + digits) => new("0" + digits, PhoneRemark.Landline, "0" + digits),
        { Length: 11 } when Renumbered.TryGetValue(digits[..4], out var now) => new(null, PhoneRemark.OldPrefix, now + digits[4..]),
        { Length: 10 } when Renumbered.TryGetValue("0" + digits[..3], out var now) => new(null, PhoneRemark.OldPrefix, now + digits[3..]),
        _ => new(null, PhoneRemark.NotANumber),
    };

    /// <summary>Numbers written one after the other without anything but blanks between them; null when it is not that.</summary>
    private static List<string>? Apart(string digits)
    {
        if (digits.Length is 0 or > MostApart)
        {
            return digits.Length == 0 ? [] : null;
        }

        foreach (var length in new[] { 10, 11 })
        {
            if (digits.Length >= length && Of(digits[..length]) is { Number: { } number, Suggestion: null } && Apart(digits[length..]) is { } rest)
            {
                return [number, .. rest];
            }
        }

        return null;
    }

    /// <summary>In plain digits, dashes and blanks: pasted numbers bring byte-order marks, other scripts' digits and all kinds of dashes.</summary>
    private static string Plain(string? written)
    {
        var plain = new StringBuilder(written?.Length ?? 0);
        foreach (var rune in (written ?? "").EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.DecimalDigitNumber => plain.Append((int)Rune.GetNumericValue(rune)),
                UnicodeCategory.DashPunctuation => plain.Append('-'),
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => plain.Append('\n'),
                UnicodeCategory.SpaceSeparator => plain.Append(' '),
                UnicodeCategory.Control => rune.Value is '\n' or '\r' or '\t' ? plain.Append('\n') : plain,
                UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => plain,
                _ => plain.Append(FullWidth.GetValueOrDefault(rune.Value) is { } narrow ? narrow : rune.ToString()),
            };
        }

        return AsFraction().Replace(Label().Replace(plain.ToString(), "").TrimEnd(' ', '\n', '\'', '"'), "$1");
    }

    [GeneratedRegex(@"^[ \n'""]*(?:(?:s?[đd]t|tel|phone|zalo|điện thoại|di động|ទូរ?សព្ទ|លេខ)[ :.]*)*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(\d{8,12})\.0+$")]
    private static partial Regex AsFraction();

    [GeneratedRegex(@"[/;,&\n|]|\s-\s|\s{2,}|\bvà\b|\bhoặc\b")]
    private static partial Regex Joints();

    [GeneratedRegex(@"^\(?\+?[\d\n .()\-]+$")]
    private static partial Regex Written();

    // "0912345678 (con)": words beside a number.
    [GeneratedRegex(@"\+?\(?\d[\d .()\-]{7,}\d")]
    private static partial Regex Within();

    [GeneratedRegex(@"^0[35789][0-9]{8}$")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^02[0-9]{9}$")]
    private static partial Regex Landline();
}
