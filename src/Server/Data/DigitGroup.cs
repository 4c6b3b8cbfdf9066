using System.Globalization;
using System.Text;

namespace TungNgo.Data;

/// <summary>Digits that stand together in a text, whatever script they are written in.</summary>
/// <param name="Start">Offset of the first digit in the text; <paramref name="End"/> is behind the last.</param>
/// <param name="Digits">As 0–9.</param>
/// <param name="Separator">
/// What stands between the group before and this one, blanks collapsed: at most three characters that are neither letters nor digits. Null when more
/// stands there, a word, or a colon, which is a time's.
/// </param>
internal readonly record struct DigitGroup(int Start, int End, string Digits, string? Separator)
{
    private const int LongestSeparator = 3;

    /// <summary>Only of groups that are short enough for it.</summary>
    public long Number => long.Parse(Digits, CultureInfo.InvariantCulture);

    /// <summary>All groups of a text in order. Invisible characters and stray marks between digits are looked through.</summary>
    public static List<DigitGroup> Of(string text)
    {
        var groups = new List<DigitGroup>();
        var digits = new StringBuilder();
        var separator = new StringBuilder();
        var (start, end, apart) = (0, 0, true);
        void Close()
        {
            if (digits.Length > 0)
            {
                groups.Add(new(start, end, digits.ToString(), groups.Count == 0 || apart ? null : separator.ToString()));
                digits.Clear();
                separator.Clear();
                apart = false;
            }
        }

        for (var at = 0; at < text.Length;)
        {
            // A lone half of a surrogate pair is looked through like an invisible character.
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            var kind = whole ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Format;
            if (kind == UnicodeCategory.DecimalDigitNumber)
            {
                start = digits.Length == 0 ? at : start;
                end = at + length;
                digits.Append((int)Rune.GetNumericValue(rune));
            }
            else if (!IsInvisible(kind, rune))
            {
                Close();
                apart |= rune.Value == ':' || Rune.IsLetter(rune) || kind is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber;
                var blank = Rune.IsWhiteSpace(rune);
                if (!apart && !(blank && separator is [.., ' ']))
                {
                    separator.Append(blank ? ' ' : kind == UnicodeCategory.DashPunctuation ? '-' : rune.IsBmp ? (char)rune.Value : '*');
                    apart = separator.Length > LongestSeparator;
                }
            }

            at += length;
        }

        Close();
        return groups;
    }

    /// <returns>The group with which just so many digits end that begin with this group and have but separators between them; null when none does.</returns>
    public static int? EndOf(List<DigitGroup> groups, int first, int length)
    {
        var digits = 0;
        for (var last = first; last < groups.Count && (last == first || groups[last].Separator is not null); last++)
        {
            digits += groups[last].Digits.Length;
            if (digits >= length)
            {
                return digits == length ? last : null;
            }
        }

        return null;
    }

    private static bool IsInvisible(UnicodeCategory kind, Rune rune) =>
        kind is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || (kind == UnicodeCategory.Control && !Rune.IsWhiteSpace(rune));
}
