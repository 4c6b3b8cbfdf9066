using TungNgo.Reports.Periods;

namespace TungNgo.Tables;

public enum ScheduleWhen { MonthDay = 1, Monday = 2, PeriodEnd = 3 }

/// <summary>When a table is mailed to those who want it.</summary>
internal sealed class TableSchedule
{
    public Guid Id { get; init; }
    public Guid TableId { get; init; }
    public ScheduleWhen When { get; init; }

    /// <summary>Of <see cref="ScheduleWhen.MonthDay"/>; in shorter months the last day.</summary>
    public int Day { get; init; }

    /// <summary>Of <see cref="ScheduleWhen.PeriodEnd"/>.</summary>
    public string? PeriodKind { get; init; }

    /// <summary>The newest occasion on or before a day, with its own day.</summary>
    public (string Occasion, DateOnly Day)? LatestOn(DateOnly today, IReadOnlyList<PeriodKind> kinds)
    {
        switch (When)
        {
            case ScheduleWhen.MonthDay:
                var day = InMonth(today);
                day = day <= today ? day : InMonth(today.AddMonths(-1));
                return ($"{day:yyyy-MM}", day);
            case ScheduleWhen.Monday:
                var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
                return ($"{monday:yyyy-MM-dd}", monday);
            default:
                var last = kinds.FirstOrDefault(k => k.Code == PeriodKind)?.LastBefore(today);
                return last is not null && last.To < today ? (last.Code, last.To.AddDays(1)) : null;
        }
    }

    private DateOnly InMonth(DateOnly any) => new(any.Year, any.Month, Math.Min(Day, DateTime.DaysInMonth(any.Year, any.Month)));
}

/// <summary>Somebody who wants a table by mail and has said so.</summary>
internal sealed class TableSubscriber
{
    public Guid ScheduleId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>What came due before is not sent afterwards.</summary>
    public DateOnly Since { get; init; }
}
