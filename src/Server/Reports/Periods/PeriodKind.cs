using System.Text.RegularExpressions;
using TungNgo.Web;

namespace TungNgo.Reports.Periods;

/// <summary>
/// A rule by which a year is cut into periods. The administrative ones end on the 14th and begin on the 15th before (Decree 09/2019: the month from
/// the 15th of the month before to the 14th, the year from 15 December to 14 December); others follow the calendar. Days with a name, a campaign's, are a
/// kind of their own with one period, so that whatever is asked of a kind can be asked of them.
/// </summary>
internal sealed partial class PeriodKind
{
    /// <summary>Stands in the codes of its periods: "2024-MA9". Of days with a name it is the code itself: "C2024-10".</summary>
    public required string Code { get; init; }

    /// <summary>"Tháng {0}/{1}" with the number of the period and the year; of days with a name, just that.</summary>
    public Dictionary<string, string> Name { get; set; } = [];
    public int Months { get; init; }

    /// <summary>How many of them a year has; nine months is only one, from its beginning.</summary>
    public int Slots { get; init; }

    /// <summary>The last day of a period in its last month; 0 is the month's own end.</summary>
    public int CutoffDay { get; init; }

    /// <summary>Working days after the end by which a report is sent.</summary>
    public int DueDays { get; set; }

    /// <summary>What held before <see cref="DueDays"/>: whoever was in time then is in time for ever.</summary>
    public List<EarlierDue> EarlierDue { get; set; } = [];
    public int Order { get; init; }

    /// <summary>First and last day of days with a name; null where a rule cuts the year.</summary>
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Counts its changes, so that two who change it at once are told of each other.</summary>
    public int Edition { get; set; }

    public bool IsNamedDays => From is not null;

    /// <summary>The periods that are reported for a year; of days with a name, in each year that they touch.</summary>
    public IEnumerable<Period> OfYear(int year) =>
        NamedDays is { } days ? new[] { days }.Where(d => d.From.Year <= year && year <= d.To.Year) : Enumerable.Range(1, Slots).Select(s => Of(year, s));

    /// <summary>What is offered where a period is chosen, newest first: the running one and those before it; days with a name always.</summary>
    public IEnumerable<Period> Choices(DateOnly today, int most) =>
        NamedDays is { } days ? [days] : (At(today) ?? LastBefore(today)).Last(most).Reverse();

    /// <summary>The kind's own name, without the number and the year of a period.</summary>
    public string Title(Texts t) => IsNamedDays ? t.Of(Name) : Places().Replace(t.Of(Name), "").Trim();

    private Period? NamedDays => From is { } from && To is { } to ? new Period(Code, from, to, this, to.Year, 1) : null;

    public Period Of(int year, int slot)
    {
        if (NamedDays is { } days)
        {
            return days;
        }

        if (slot < 1 || slot > Slots || year is < 2000 or > 2199)
        {
            throw new ArgumentOutOfRangeException(nameof(slot));
        }

        var first = new DateOnly(year, 1, 1).AddMonths((slot - 1) * Months);
        var next = first.AddMonths(Months);
        return CutoffDay == 0
            ? new Period($"{year}-{Code}{Number(slot)}", first, next.AddDays(-1), this, year, slot)
            : new Period($"{year}-{Code}{Number(slot)}", first.AddMonths(-1).AddDays(CutoffDay), next.AddMonths(-1).AddDays(CutoffDay - 1), this, year, slot);
    }

    /// <summary>The period in which a day lies; null after nine months of a year.</summary>
    public Period? At(DateOnly day)
    {
        if (NamedDays is { } days)
        {
            return days.From <= day && day <= days.To ? days : null;
        }

        var year = CutoffDay != 0 && day.Month == 12 && day.Day > CutoffDay ? day.Year + 1 : day.Year;
        return Enumerable.Range(1, Slots).Select(s => Of(year, s)).FirstOrDefault(p => p.From <= day && day <= p.To);
    }

    /// <summary>The latest period that was over on a day; days with a name come once, and are it before they are over as well.</summary>
    public Period LastBefore(DateOnly day) => NamedDays
        ?? Enumerable.Range(day.Year - 1, 3).SelectMany(y => Enumerable.Range(1, Slots).Select(s => Of(y, s))).Where(p => p.To < day).MaxBy(p => p.To)!;

    /// <summary>The day by which a report of a period is sent: so many working days after its end. Holidays move it by hand, as an exception.</summary>
    public DateOnly DueOf(Period period)
    {
        var day = period.To;
        for (var left = EarlierDue.Where(e => period.To <= e.Until).MinBy(e => e.Until)?.Days ?? DueDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }

    /// <summary>Gives other due days to the periods that end on a day or later.</summary>
    public void SetDueDays(int days, DateOnly from)
    {
        // Two changes of one day are one: what held before the first of them is what past periods keep.
        if (days != DueDays && EarlierDue.TrueForAll(e => e.Until < from.AddDays(-1)))
        {
            EarlierDue = [.. EarlierDue, new(from.AddDays(-1), DueDays)];
        }

        DueDays = days;
    }

    /// <summary>"(kỳ {0})", "/{1}": where the number and the year stand, with what would say nothing without them.</summary>
    [GeneratedRegex(@"\s*\([^()]*\{[01]\}[^()]*\)|\s*/?\s*\{[01]\}")]
    private static partial Regex Places();

    // The whole year and the nine months need no number.
    private string Number(int slot) => Slots == 1 ? "" : $"{slot}";
}

/// <summary>Due days of the periods that ended by a day.</summary>
internal sealed record EarlierDue(DateOnly Until, int Days);
