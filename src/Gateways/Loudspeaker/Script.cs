using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>Turns the text of a bulletin into one that can be read aloud at sight: no sign that the announcer must first work out.</summary>
public static partial class Script
{
    /// <summary>For a person: times, dates, units and short forms in words, figures as figures. Links are left out; nobody can note them down.</summary>
    /// <param name="text">The bulletin's text.</param>
    /// <param name="language">vi or km; other languages are only tidied.</param>
    public static string ForReading(string text, string language) => language switch
    {
        "vi" => Tidy(Words(Clean(text), SpokenWords.Vietnamese)),
        "km" => Tidy(KhmerWords(Clean(text))),
        _ => Tidy(Clean(text)),
    };

    /// <summary>For a Vietnamese voice of a machine: as for a person, and figures in words too.</summary>
    public static string ForVoice(string text)
    {
        var phones = PhoneForm().Replace(ForReading(text, "vi"), phone => string.Join(", ", phone.Value.Split(' ', '.').Select(VietnameseNumber.SayDigits)));
        return NumberForm().Replace(phones, match => SayNumber(match.Value));
    }

    /// <summary>One sentence for each line of the sheet.</summary>
    public static IReadOnlyList<string> Sentences(string script) =>
        [.. script.Split('\n').SelectMany(line => SentenceEnd().Split(line)).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0)];

    private static string Clean(string text)
    {
        var plain = LinkForm().Replace(text.Normalize(NormalizationForm.FormC), "");
        var clean = new StringBuilder(plain.Length);
        foreach (var rune in plain.EnumerateRunes())
        {
            // Emoji and other pictures have no sound.
            if ((Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse) && rune.Value is not (>= 0xFE00 and <= 0xFE0F)) || rune.Value is '°')
            {
                clean.Append(rune);
            }
        }

        return BulletForm().Replace(clean.ToString(), "");
    }

    /// <summary>Times and dates are looked for in one kind of digits; whoever writes Khmer ones gets them back.</summary>
    private static string KhmerWords(string text)
    {
        const int distance = '០' - '0';
        var plain = string.Concat(text.Select(letter => letter is >= '០' and <= '៩' ? (char)(letter - distance) : letter));
        // A Khmer text says "hour" and "day" itself, before the figures of which the words are made.
        var words = Said().Replace(Words(plain, SpokenWords.Khmer), "${word}");
        return plain == text ? words : string.Concat(words.Select(letter => char.IsAsciiDigit(letter) ? (char)(letter + distance) : letter));
    }

    private static string Words(string text, SpokenWords words)
    {
        text = TimeForm().Replace(text, time => words.Time(Number(time.Groups["h"]), time.Groups["m"].Success ? Number(time.Groups["m"]) : 0));
        text = FullDateForm().Replace(text, date => words.Date(Number(date.Groups["d"]), Number(date.Groups["m"]), Number(date.Groups["y"])));
        text = ShortDateForm().Replace(text, date => words.Date(Number(date.Groups["d"]), Number(date.Groups["m"]), null));
        text = RangeForm().Replace(text, $" {words.To} ");
        text = DocumentForm().Replace(text, match => $"{match.Groups["n"].Value} {match.Groups["t"].Value.Replace('-', ' ')}");
        text = UnitForm().Replace(text, unit => $" {words.Units[unit.Groups["u"].Value]}");
        text = ShortForm().Replace(text, form => words.Short.GetValueOrDefault(form.Value, form.Value));
        foreach (var (sign, spoken) in words.Signs)
        {
            text = text.Replace(sign, spoken, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Tidy(string text) =>
        string.Join('\n', text.Split('\n').Select(line => Spaces().Replace(line, " ").Replace(" ,", ",", StringComparison.Ordinal).Replace(" .", ".", StringComparison.Ordinal).Trim()).Where(line => line.Length > 0));

    private static string SayNumber(string figure)
    {
        var parts = figure.Split(',');
        var whole = parts[0];
        var decimals = parts.Length > 1 ? parts[1] : "";

        // "4.5" is how instruments write it; "26.291" is how we do.
        if (parts.Length == 1 && whole.LastIndexOf('.') is >= 0 and var dot && whole.Length - dot - 1 != 3)
        {
            (whole, decimals) = (whole[..dot], whole[(dot + 1)..]);
        }

        whole = whole.Replace(".", "", StringComparison.Ordinal);
        return whole.Length > 12 ? VietnameseNumber.SayDigits(whole) : VietnameseNumber.Say(long.Parse(whole, CultureInfo.InvariantCulture), decimals);
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(https?://|www\.)\S*[^\s.,;:!?)»”]")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"^[ \t]*[-–•*+][ \t]+", RegexOptions.Multiline)]
    private static partial Regex BulletForm();

    [GeneratedRegex(@"(?<![0-9/,.])(?<h>[01]?[0-9]|2[0-4])(?:(?::|[hg]|\s*giờ\s*)(?<m>[0-5][0-9])(?![0-9])(\s*phút)?|h(?!\p{L}))")]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"(?:[Nn]gày\s+)?(?<![0-9/])(?<d>[0-3]?[0-9])[/.-](?<m>[01]?[0-9])[/.-](?<y>[0-9]{4})(?![0-9/])")]
    private static partial Regex FullDateForm();

    // "1/2 diện tích" is no date: without "ngày" both numbers must have two digits.
    [GeneratedRegex(@"(?:[Nn]gày\s+(?<d>[0-3]?[0-9])/(?<m>1[0-2]|0?[1-9])|(?<![0-9/,.])(?<d>[0-2][0-9]|3[01])/(?<m>0[1-9]|1[0-2]))(?![0-9/])")]
    private static partial Regex ShortDateForm();

    [GeneratedRegex(@"(?<=[0-9](?:\s*(?:giờ|phút))?)\s*[–—-]\s*(?=[0-9])")]
    private static partial Regex RangeForm();

    [GeneratedRegex(@"(?<n>[0-9]+)/(?<t>\p{Lu}{2,}(-\p{Lu}{2,})*)")]
    private static partial Regex DocumentForm();

    [GeneratedRegex(@"(?<=[0-9])\s*(?<u>g/l|g/L|km/h|km|cm|mm|m[23²³]?|kg|ha|[°º]C|VNĐ|đ|%|‰)(?![\p{L}0-9])")]
    private static partial Regex UnitForm();

    [GeneratedRegex(@"(?<!\p{L})\p{Lu}{2,5}(?!\p{L})")]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"(?<![0-9.,])(?:0[0-9]{2,3}([ .]?[0-9]{3}){1,2}[0-9]?|1[89]00([ .]?[0-9]{2,4}){1,2}|11[1-5])(?![0-9.,]?[0-9])")]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)*(,[0-9]+)?")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"(?<=[.!?។])\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?:ម៉ោង[\s\u200b]*(?<word>ម៉ោង))|(?:ថ្ងៃ(?:ទី)?[\s\u200b]*(?<word>ថ្ងៃទី))")]
    private static partial Regex Said();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Spaces();
}
