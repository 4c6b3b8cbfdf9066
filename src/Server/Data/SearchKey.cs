using System.Globalization;
using System.Text;
using TungNgo.Gateways.Sms;

namespace TungNgo.Data;

/// <summary>
/// The one way names are compared and searched: lower case, Latin marks and đ folded, spaces collapsed, zero-width characters out.
/// Only marks of the Latin script are dropped: stripping all non-spacing marks would ruin Khmer ("ស្រុក" would become "សរក").
/// It also makes "hòa" and "hoà" equal, which NFC does not.
/// </summary>
internal static class SearchKey
{
    /// <summary>Latin letters as they are folded, by character; the other places stay empty. Names are folded by the million.</summary>
    private static readonly char[] Letters = LatinLetters();

    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var latin = IsLatin(text);
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in latin ? text : text.Normalize(NormalizationForm.FormD))
        {
            if (c is >= '\u0300' and <= '\u036f' or '\u200b' or '\u200c' or '\u200d' or '\ufeff')
            {
                continue;
            }

            if (char.IsWhiteSpace(c) || c is ',' or '.' or ';' or '-' or '/' or '(' or ')' or '"' or '\'')
            {
                space = folded.Length > 0;
                continue;
            }

            if (space)
            {
                folded.Append(' ');
                space = false;
            }

            folded.Append(latin ? Letters[c] : Lower(c));
        }

        return latin ? folded.ToString() : folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The folded words that are looked for; a phone number is one word, however it is grouped.</summary>
    public static string[] Words(string query) => Fold(PhoneNumber.Tidy(query)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Nothing but Latin letters, each with its marks in one character, and what stands between them.</summary>
    private static bool IsLatin(string text)
    {
        foreach (var c in text)
        {
            if (c is > '\u024f' and (< '\u1e00' or > '\u1eff'))
            {
                return false;
            }
        }

        return true;
    }

    private static char[] LatinLetters()
    {
        var letters = new char['\u1f00'];
        foreach (var c in Enumerable.Range(0, '\u0250').Concat(Enumerable.Range('\u1e00', 0x100)))
        {
            letters[c] = Lower(((char)c).ToString().Normalize(NormalizationForm.FormD)[0]);
        }

        return letters;
    }

    private static char Lower(char c) => c is 'đ' or 'Đ' ? 'd' : char.ToLower(c, CultureInfo.InvariantCulture);
}
