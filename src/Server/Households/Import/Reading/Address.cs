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
    /// <param name="places">The hamlets that there are: one may stand without its kind. Null when nobody knows them.</param>
    public static Address Of(string text, ListPlaces? places)
    {
        var parts = Joints().Split(TextCells.Clean(text)).Select(p => p.Trim(' ', '(', ')', '.', ':')).Where(p => p.Length > 0).ToList();
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

    private static bool IsWord(string part) => part.Count(char.IsLetter) > 2 && !Numbered().IsMatch(part);

    /// <summary>"Tổ 2 ấp Trường Hưng" and "Tổ 5/ấp Trường An" need no comma.</summary>
    [GeneratedRegex(@"[,;\n]|\s[-–]\s|[\s./(]+(?=(?:ấp|khóm|thôn|khu vực)\s*:?\s+\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Joints();

    [GeneratedRegex(@"^(?:số|so|sn|số nhà|nhà số)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?:xã|phường|thị trấn|tt\.?|x\.|p\.)\s*\S", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
