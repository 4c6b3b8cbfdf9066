namespace TungNgo.WorkSheets;

/// <summary>What work is paid by the rates of its own month.</summary>
internal static class PayWork
{
    /// <param name="rateIn">The team's rate of a kind in a month.</param>
    public static IReadOnlyList<WorkPay> Of(DateOnly month, WorkCount work, IReadOnlyList<WorkLate> late, Func<RateKind, DateOnly, WorkRate?> rateIn) =>
        [.. Month(month, work, rateIn), .. late.SelectMany(l => Month(l.Month, l.Change, rateIn))];

    /// <summary>What a team as such is paid: once for each month in which anybody worked.</summary>
    public static IReadOnlyList<WorkPay> OfTeam(IEnumerable<DateOnly> worked, Func<RateKind, DateOnly, WorkRate?> rateIn) =>
        [.. worked.Select(m => Pay(RateKind.TeamMonth, m, 1, rateIn)).OfType<WorkPay>()];

    private static IEnumerable<WorkPay> Month(DateOnly month, WorkCount work, Func<RateKind, DateOnly, WorkRate?> rateIn)
    {
        var (added, gone) = (work.Days.Except(work.Shared).ToList(), work.Gone.Except(work.Shared).ToList());
        // Where nothing is set for planned days, they are days like all others.
        var apart = rateIn(RateKind.PlannedDay, month) is not null;
        int Days(bool planned) => added.Count(d => (apart && work.Planned.Contains(d)) == planned) - gone.Count(d => (apart && work.Planned.Contains(d)) == planned);
        return new[] { Pay(RateKind.PlannedDay, month, Days(true), rateIn), Pay(RateKind.WorkedDay, month, Days(false), rateIn), Pay(RateKind.Door, month, work.Doors, rateIn) }.OfType<WorkPay>();
    }

    private static WorkPay? Pay(RateKind kind, DateOnly month, int units, Func<RateKind, DateOnly, WorkRate?> rateIn) =>
        units != 0 && rateIn(kind, month) is { } rate ? new(kind, month, units, rate.Dong, rate.Id) : null;
}
