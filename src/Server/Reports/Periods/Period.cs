using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Web;

namespace TungNgo.Reports.Periods;

/// <summary>Days that a figure is of, both inclusive.</summary>
/// <param name="Code">How addresses, sheets and the API call it: "2024-MA9", "2024-10-05", "2024-10-01..2024-10-10", "C2024-10".</param>
/// <param name="Kind">Null for days that no rule cuts and nobody has named.</param>
/// <param name="Year">The year it is reported for: the administrative January begins in December.</param>
internal sealed partial record Period(string Code, DateOnly From, DateOnly To, PeriodKind? Kind, int Year, int Slot)
{
    private const int LongestDays = 732;

    public static Period Days(DateOnly from, DateOnly to) =>
        new(from == to ? Formats.Iso(from) : $"{Formats.Iso(from)}..{Formats.Iso(to)}", from, to, null, to.Year, 0);

    /// <summary>The same part of the year before; days keep their dates.</summary>
    public Period YearBefore => Kind is null or { IsNamedDays: true } ? Days(From.AddYears(-1), To.AddYears(-1)) : Kind.Of(Year - 1, Slot);

    /// <summary>The period before this one, of the same kind or as long.</summary>
    public Period Before => Kind is { Slots: > 1 } && Slot > 1 ? Kind.Of(Year, Slot - 1) : Kind is { IsNamedDays: false } ? Kind.Of(Year - 1, Kind.Slots)
        : Days(From.AddDays(From.DayNumber - To.DayNumber - 1), From.AddDays(-1));

    /// <summary>The last so many periods of the kind up to this one, oldest first.</summary>
    public IReadOnlyList<Period> Last(int count)
    {
        var all = new List<Period> { this };
        while (all.Count < count && all[^1].From.Year > 2001)
        {
            all.Add(all[^1].Before);
        }

        all.Reverse();
        return all;
    }

    public string Name(Texts t) => Kind is null
        ? From == To ? Formats.Day(From) : $"{Formats.Day(From)} – {Formats.Day(To)}"
        : Kind.IsNamedDays ? t.Of(Kind.Name)
        : string.Format(CultureInfo.InvariantCulture, t.Of(Kind.Name), Kind.Slots == 4 ? Roman[Slot - 1] : Slot, Year);

    /// <summary>With its days, where its name does not tell them.</summary>
    public string FullName(Texts t) => Kind is { CutoffDay: > 0 } or { IsNamedDays: true } ? $"{Name(t)} ({Formats.Day(From)} – {Formats.Day(To)})" : Name(t);

    /// <summary>
    /// Reads a code, or words for a period as seen from a day: "this-MA" and "last-MA" (or another kind), "year-to-date". When nine
    /// months are over, "this" is the last of them.
    /// </summary>
    /// <returns>Null when it is none.</returns>
    public static Period? Parse(string? code, IReadOnlyList<PeriodKind> kinds, DateOnly today)
    {
        if (code is null)
        {
            return null;
        }

        if (code == "year-to-date")
        {
            return Days(new(today.Year, 1, 1), today);
        }

        if (code.Split('-', 2) is ["this" or "last", var named] && kinds.FirstOrDefault(k => k.Code == named && !k.IsNamedDays) is { } relative)
        {
            return code.StartsWith("this", StringComparison.Ordinal) && relative.At(today) is { } now ? now : relative.LastBefore(today);
        }

        if (code.Split("..") is [var from, var to])
        {
            return Formats.IsoDayOf(from) is { } first && Formats.IsoDayOf(to) is { } last && first <= last && last.DayNumber - first.DayNumber < LongestDays && IsNear(first) && IsNear(last)
                ? Days(first, last) : null;
        }

        if (Formats.IsoDayOf(code) is { } day)
        {
            return IsNear(day) ? Days(day, day) : null;
        }

        if (kinds.FirstOrDefault(k => k.IsNamedDays && k.Code == code) is { } days)
        {
            return days.Of(0, 1);
        }

        return Shape().Match(code) is { Success: true } match && kinds.FirstOrDefault(k => k.Code == match.Groups[2].Value && !k.IsNamedDays) is { } kind
            && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 2000 and <= 2199 and var year
            && (match.Groups[3].Value is { Length: > 0 } slot ? int.Parse(slot, CultureInfo.InvariantCulture) : 1) is var number && number >= 1 && number <= kind.Slots
                ? kind.Of(year, number) : null;
    }

    /// <summary>Code of the kind that the code of a period names; null for days without a name.</summary>
    public static string? KindOf(string code) => Formats.IsoDayOf(code) is not null || code.Contains("..", StringComparison.Ordinal) ? null
        : Shape().Match(code) is { Success: true } match ? match.Groups[2].Value
        : code.Split('-', 2) is ["this" or "last", var named] ? named : code;

    private static bool IsNear(DateOnly day) => day.Year is >= 2000 and <= 2199;

    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    [GeneratedRegex(@"^(\d{4})-([A-Z]{1,4})(\d{0,2})$")]
    private static partial Regex Shape();
}
