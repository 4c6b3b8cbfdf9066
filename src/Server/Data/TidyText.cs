using System.Globalization;
using System.Text;

namespace TungNgo.Data;

/// <summary>The first half of <see cref="FreeText"/>: composed, without what cannot be seen, and one blank between words.</summary>
internal static class TidyText
{
    /// <summary>No letter needs more marks; a tower of them is one letter of any size.</summary>
    private const int MostMarks = 8;

    /// <summary>Null when nothing that can be seen is left.</summary>
    public static string? Of(string? text, bool keepLines)
    {
        if (text is null || IsTidy(text))
        {
            return text is { Length: > 0 } ? text : null;
        }

        var runes = Composed(text);
        var tidy = new StringBuilder(text.Length);
        var (marks, seen) = (0, false);
        for (var i = 0; i < runes.Count; i++)
        {
            var (rune, kind) = (runes[i], Rune.GetUnicodeCategory(runes[i]));
            marks = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (keepLines && IsLineBreak(rune))
            {
                Break(tidy);
            }
            else if (IsBlank(rune))
            {
                Space(tidy);
            }
            else if (marks <= MostMarks && (!IsInvisible(rune, kind) || Works(runes, i)))
            {
                tidy.Append(rune);
                seen |= marks == 0 && kind != UnicodeCategory.Format;
            }
        }

        // What was left out may have stood between a letter and its mark.
        return seen ? tidy.ToString().Trim(' ', '\n').Normalize(NormalizationForm.FormC) : null;
    }

    /// <summary>Most texts are as they should be; a million names need not be rebuilt to see it.</summary>
    private static bool IsTidy(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            // Letters with marks of their own, up to the Vietnamese ones; all else is looked at closely.
            if (c < ' ' || c is >= '\u007f' and <= '\u00a0' or '\u00ad' || (c > '\u02ff' && c is < '\u1e00' or > '\u1eff') || (c == ' ' && before == ' '))
            {
                return false;
            }

            before = c;
        }

        return before != ' ';
    }

    /// <summary>NFC; lone halves of surrogate pairs, which no encoding carries, are left out. "\r\n" is one break.</summary>
    private static List<Rune> Composed(string text)
    {
        var whole = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                at += rune.Utf16SequenceLength - 1;
                whole.Append(rune);
            }
        }

        return [.. whole.Replace("\r\n", "\n").ToString().Normalize(NormalizationForm.FormC).EnumerateRunes()];
    }

    private static void Space(StringBuilder tidy)
    {
        if (tidy.Length > 0 && tidy[^1] is not (' ' or '\n'))
        {
            tidy.Append(' ');
        }
    }

    private static void Break(StringBuilder tidy)
    {
        if (tidy.Length > 0 && tidy[^1] == ' ')
        {
            tidy.Length--;
        }

        if (tidy.Length > 0 && !(tidy.Length > 1 && tidy[^1] == '\n' && tidy[^2] == '\n'))
        {
            tidy.Append('\n');
        }
    }

    private static bool IsLineBreak(Rune rune) => rune.Value is '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;

    /// <summary>Also the letters and signs that show nothing: Hangul fillers, the empty Braille pattern.</summary>
    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x115f or 0x1160 or 0x2800 or 0x3164 or 0xffa0;

    /// <summary>Controls, byte-order marks, zero-width and bidirectional signs, Khmer's unused inherent vowels, and what is no character at all.</summary>
    private static bool IsInvisible(Rune rune, UnicodeCategory kind) => kind is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x034f or 0x17b4 or 0x17b5 or (>= 0xfdd0 and <= 0xfdef) || (rune.Value & 0xfffe) == 0xfffe;

    /// <summary>Invisible, but not idle: between Khmer letters a zero-width space says where a line may end, and joiners make one picture of several.</summary>
    private static bool Works(List<Rune> runes, int at)
    {
        if (at == 0 || at == runes.Count - 1)
        {
            return false;
        }

        var (before, after) = (runes[at - 1], runes[at + 1]);
        return runes[at].Value switch
        {
            0x200b or 0x200c => IsKhmer(before) && IsKhmer(after),
            0x200d => Rune.GetUnicodeCategory(after) == UnicodeCategory.OtherSymbol
                && Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.NonSpacingMark,
            _ => false,
        };
    }

    private static bool IsKhmer(Rune rune) => rune.Value is >= 0x1780 and <= 0x17b3 or >= 0x17b6 and <= 0x17d3 or >= 0x17d7 and <= 0x17dd;
}
