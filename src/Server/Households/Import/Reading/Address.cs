using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>An address as offices write it into one cell, taken apart: "số 12, tổ 3, ấp Trường An, xã Trường Khánh".</summary>
/// <param name="Hamlet">As written, with a commune that stands behind it: it may say something against it. Null when none is named.</param>
/// <param name="Lane">As written.</param>
/// <param name="House">All else: a number or a landmark, before the hamlet or behind it.</param>
internal sealed partial record Address(string? Hamlet, string? Lane, string House)
{
    /// <param name="text">The cell.</param>
    /// <param name="title">Its column's title: under "Tổ, ấp" the "3" of "3, Trường An" is a lane and no door.</param>
    /// <param name="places">The hamlets that there are: one may stand without its kind. Null when nobody knows them.</param>
    public static Address Of(string text, string title, ListPlaces? places)
    {
        var parts = Titled(PartsOf(text), title);
        var lane = parts.Find(ListTitles.IsLane);
        parts.Remove(lane ?? "");
        var named = parts.ConvertAll(p => ListTitles.HamletIn(p, null));
        var at = named.FindIndex(h => h is not null);
        if (at < 0 && places is not null)
        {
            // "Số 4" is a door, although there is an "Ấp 4".
            at = parts.FindIndex(p => IsWord(p) && places.IsHamlet(p));
        }

        if (at < 0)
        {
            return new(null, lane, string.Join(", ", parts));
        }

        var behind = parts.Skip(at + 1).ToList();
        var communes = behind.Where(p => Unit().IsMatch(p) || places?.IsCommune(p) == true).ToList();
        var higher = behind.SkipWhile(p => !communes.Contains(p));
        // Districts and provinces end an address without their kinds, too.
        return new(string.Join(", ", communes.Prepend(named[at] ?? parts[at])), lane, string.Join(", ", parts.Take(at).Concat(behind.Except(higher))));
    }

    /// <summary>
    /// Where a cell has a part for each word of its column's title, bare numbers get their words: "3, 4" under "Tổ, ấp" is "Tổ 3, ấp 4". The words stand in
    /// brackets, or behind a dash: "Địa chỉ (tổ, ấp)".
    /// </summary>
    private static List<string> Titled(List<string> parts, string title)
    {
        var titles = PartsOf(Before().Replace(title, "").Replace('/', ',')) is { Count: > 1 } inner ? inner : PartsOf(title.Replace('/', ','));
        if (titles.Count > 1 && parts.Count == 1 && title.Contains('/', StringComparison.Ordinal))
        {
            parts = [.. parts[0].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is var split && split.Length == titles.Count ? split : [.. parts]];
        }

        return titles.Count < 2 || parts.Count != titles.Count ? parts
            : [.. parts.Zip(titles, (part, word) => Bare().IsMatch(part) && (ListTitles.IsLane(word + " 1") || IsHamletWord(word)) ? $"{word} {part}" : part)];
    }

    private static bool IsHamletWord(string word) => ListTitles.HamletIn(word + " 1", null) is not null;

    private static List<string> PartsOf(string text) => [.. Joints().Split(TextCells.Clean(text)).Select(p => p.Trim(' ', '(', ')', '.', ':')).Where(p => p.Length > 0)];

    private static bool IsWord(string part) => part.Count(char.IsLetter) > 2 && !Numbered().IsMatch(part);

    [GeneratedRegex(@"^.*\(|\).*$|^.*\s[–]\s")]
    private static partial Regex Before();

    [GeneratedRegex(@"^0?\d{1,3}[a-zđ]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    /// <summary>"Tổ 2 ấp Trường Hưng", "Tổ 5/ấp Trường An" and "5/Trường An" need no comma.</summary>
    [GeneratedRegex(@"[,;\n]|(?<=^\s*\d{1,3})\s*/\s*(?=\p{L}{2})|\s[-–]\s|[\s./(]+(?=(?:ấp|khóm|thôn|khu vực)\s*:?\s+\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Joints();

    [GeneratedRegex(@"^(?:số|so|sn|số nhà|nhà số)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?:xã|phường|thị trấn|tt\.?|x\.|p\.)\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
