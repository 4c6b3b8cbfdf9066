using System.Globalization;
using System.Text;

namespace TungNgo.Data;

/// <summary>
/// The one way names are compared and searched: lower case, Latin marks and đ folded, spaces collapsed, zero-width characters out.
/// Only marks of the Latin script are dropped: stripping all non-spacing marks would ruin Khmer ("ស្រុក" would become "សរក").
/// It also makes "hòa" and "hoà" equal, which NFC does not.
/// </summary>
internal static class SearchKey
{
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in text.Normalize(NormalizationForm.FormD))
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

            folded.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
