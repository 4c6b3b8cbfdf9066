using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>An address as offices write it into one cell, taken apart: "số 12, tổ 3, ấp Trường An, xã Trường Khánh".</summary>
/// <param name="Hamlet">As written, with what stands behind it: a commune there may say something against it. Null when none is named.</param>
/// <param name="Lane">As written.</param>
/// <param name="House">What stands before the hamlet: a number or a landmark; all of it where no hamlet is named.</param>
internal sealed partial record Address(string? Hamlet, string? Lane, string House)
{
    /// <param name="places">The hamlets that there are: one may stand without its kind. Null when nobody knows them.</param>
    public static Address Of(string text, ListPlaces? places)
    {
        var parts = Joints().Split(TextCells.Clean(text)).Select(p => p.Trim()).Where(p => p.Length > 0).ToList();
        var lane = parts.Find(ListTitles.IsLane);
        parts.Remove(lane ?? "");
        var named = parts.ConvertAll(p => ListTitles.HamletIn(p, null));
        var at = named.FindIndex(h => h is not null);
        if (at < 0 && places is not null)
        {
            at = parts.FindIndex(places.IsHamlet);
        }

        return at < 0 ? new(null, lane, string.Join(", ", parts))
            : new(string.Join(", ", parts.Skip(at + 1).Prepend(named[at] ?? parts[at])), lane, string.Join(", ", parts.Take(at)));
    }

    /// <summary>"Tổ 2 ấp Trường Hưng" needs no comma.</summary>
    [GeneratedRegex(@"[,;\n]|\s[-–]\s|\s+(?=(?:ấp|khóm|thôn|khu vực)\s+\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Joints();
}
