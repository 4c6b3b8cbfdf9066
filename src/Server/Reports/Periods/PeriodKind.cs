namespace TungNgo.Reports.Periods;

/// <summary>
/// A rule by which a year is cut into periods. The administrative ones end on the 14th and begin on the 15th before (Decree 09/2019: the month from
/// the 15th of the month before to the 14th, the year from 15 December to 14 December); others follow the calendar.
/// </summary>
internal sealed class PeriodKind
{
    /// <summary>Stands in the codes of its periods: "2024-MA9".</summary>
    public required string Code { get; init; }

    /// <summary>"Tháng {0}/{1}" with the number of the period and the year.</summary>
    public Dictionary<string, string> Name { get; set; } = [];
    public int Months { get; init; }

    /// <summary>How many of them a year has; nine months is only one, from its beginning.</summary>
    public int Slots { get; init; }

    /// <summary>The last day of a period in its last month; 0 is the month's own end.</summary>
    public int CutoffDay { get; init; }

    /// <summary>Working days after the end by which a report is sent.</summary>
    public int DueDays { get; set; }
    public int Order { get; init; }

    public Period Of(int year, int slot)
    {
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
        var year = CutoffDay != 0 && day.Month == 12 && day.Day > CutoffDay ? day.Year + 1 : day.Year;
        return Enumerable.Range(1, Slots).Select(s => Of(year, s)).FirstOrDefault(p => p.From <= day && day <= p.To);
    }

    /// <summary>The latest period that was over on a day.</summary>
    public Period LastBefore(DateOnly day) => Enumerable.Range(day.Year - 1, 3).SelectMany(y => Enumerable.Range(1, Slots).Select(s => Of(y, s))).Where(p => p.To < day).MaxBy(p => p.To)!;

    /// <summary>The day by which a report of a period is sent: so many working days after its end. Holidays move it by hand, as an exception.</summary>
    public DateOnly DueOf(Period period)
    {
        var day = period.To;
        for (var left = DueDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }

    // The whole year and the nine months need no number.
    private string Number(int slot) => Slots == 1 ? "" : $"{slot}";
}
