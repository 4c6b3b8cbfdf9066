using System.Text;

namespace TungNgo.Bulletins.Words;

/// <summary>What of a bulletin's text goes out through which channel.</summary>
internal static class Messages
{
    /// <summary>Signs of one Zalo message after NFC.</summary>
    public const int ZaloMost = 2000;

    /// <summary>For Zalo and community groups: title, body, who says so, and the link.</summary>
    public static string Long(string title, string body, string source, string? document, string link)
    {
        var said = string.Join(" · ", new[] { source, document }.Where(s => !string.IsNullOrWhiteSpace(s)));
        return $"{title.Trim()}\n\n{body.Trim()}\n\n{(said.Length > 0 ? said + "\n" : "")}{link}".Normalize(NormalizationForm.FormC);
    }

    /// <summary>For SMS: the short text, or the title, and the link.</summary>
    public static string Short(string title, string shortText, string link) =>
        $"{(shortText.Trim() is { Length: > 0 } written ? written : title.Trim())} {link}".Trim().Normalize(NormalizationForm.FormC);

    /// <summary>Without Vietnamese marks, so that it fits GSM-7; other scripts stay as they are.</summary>
    public static string Unaccented(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            switch (c)
            {
                case >= '\u0300' and <= '\u036f':
                    break;
                case 'đ':
                    plain.Append('d');
                    break;
                case 'Đ':
                    plain.Append('D');
                    break;
                case '–' or '—' or '−':
                    plain.Append('-');
                    break;
                case '“' or '”':
                    plain.Append('"');
                    break;
                case '‘' or '’':
                    plain.Append('\'');
                    break;
                case '…':
                    plain.Append("...");
                    break;
                case '\u00a0':
                    plain.Append(' ');
                    break;
                default:
                    plain.Append(c);
                    break;
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}
