using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Lists;

/// <summary>How Vietnamese was written before, or beside, Unicode. Such text looks right only in its own font.</summary>
public enum LegacyFont
{
    None = 0,

    /// <summary>ABC, .VnTime: one byte for each letter, after TCVN 5712.</summary>
    Tcvn3,

    /// <summary>VNI-Times: a letter and its mark as two.</summary>
    Vni,

    /// <summary>Bytes of Windows' Vietnamese code page.</summary>
    Windows1258,

    /// <summary>UTF-8 whose bytes were taken for letters and encoded once more.</summary>
    DoubleUtf8,
}

/// <summary>Recognises such text by the words it makes, and turns it into what was meant. It is never changed without somebody having seen it.</summary>
internal static partial class LegacyText
{
    /// <summary>Of the words with marks, so many must be words; and of those as they stand, fewer.</summary>
    private const double Enough = 0.75, Fine = 0.6;

    /// <summary>Each byte as one letter.</summary>
    public static readonly Encoding Bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly LegacyFont[] Fonts = [LegacyFont.DoubleUtf8, LegacyFont.Tcvn3, LegacyFont.Vni, LegacyFont.Windows1258];

    /// <summary>The font of texts that stand in one column; None when they are fine as they are, or nothing makes words of them.</summary>
    public static LegacyFont FontOf(IEnumerable<string> texts)
    {
        var words = texts.Where(t => !IsAscii(t)).Take(400).ToList();
        if (words.Count == 0 || ShareOfWords(words) >= Fine)
        {
            return LegacyFont.None;
        }

        var best = Fonts.Select(f => (Font: f, Share: ShareOfWords(words.Select(w => Convert(w, f) ?? w)))).MaxBy(f => f.Share);
        return best.Share >= Enough ? best.Font : LegacyFont.None;
    }

    /// <summary>What was meant; null when it cannot be of the font.</summary>
    public static string? Convert(string text, LegacyFont font) => IsAscii(text) ? text : font switch
    {
        LegacyFont.Tcvn3 => Tcvn3.Of(text),
        LegacyFont.Vni => Vni.Of(text),
        LegacyFont.Windows1258 => Windows1258(text),
        LegacyFont.DoubleUtf8 => DoubleUtf8.Of(text),
        _ => text,
    };

    /// <summary>Letters that were lost on the way: "Nguy?n", "Trư\ufffdng". A question mark at the end of a word may be meant.</summary>
    public static bool IsBroken(string text) => text.Contains('\ufffd', StringComparison.Ordinal) || (text.Contains('?', StringComparison.Ordinal) && Lost().IsMatch(text));

    private static double ShareOfWords(IEnumerable<string> texts)
    {
        var (all, good) = (0, 0);
        foreach (var word in texts.SelectMany(t => Gaps().Split(t)).Where(w => !IsAscii(w) && !w.Any(IsOfOtherScript)))
        {
            all++;
            good += VietnameseSyllable.Is(word) ? 1 : 0;
        }

        return all == 0 ? 1 : (double)good / all;
    }

    /// <summary>Khmer and Chinese have their own words.</summary>
    private static bool IsOfOtherScript(char c) => c is >= '\u0370' and < '\u1e00' or >= '\u2e80' and < '\ufff0';

    private static bool IsAscii(string text) => Ascii.IsValid(text);

    private static string? Windows1258(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (DoubleUtf8.ByteOf(text[i]) is not { } b)
            {
                return null;
            }

            bytes[i] = b;
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(1258)!.GetString(bytes).Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"[\s,.;:()\[\]""'/\-_+0-9]+")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"\p{L}\?\p{L}|^\?\p{L}|\s\?\p{L}|\p{L}\?\s+\p{L}")]
    private static partial Regex Lost();
}
