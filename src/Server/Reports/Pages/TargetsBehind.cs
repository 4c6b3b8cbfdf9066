using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Targets;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>Targets that the unit will miss if it goes on as it went.</summary>
internal sealed class TargetsBehind(TargetBook targets, IndicatorReader reader, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 14;

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.EnterReports, area) && !user.Can(Permission.ApproveReports, area))
        {
            return Task.FromResult<WorkLine?>(null);
        }

        var table = reader.Read(null);
        var behind = targets.OpenOf(area, clock.Today()).Where(x => reader.PeriodOf(x.Period) is { } period
            && targets.PaceOf(table, x.Indicator, area, period, clock.Today()) is { State: PaceState.Behind }).OrderBy(x => x.To).ToList();
        return Task.FromResult(behind.Count == 0 ? null
            : new WorkLine("target-arrow", t["reports.todo.behind", Formats.Number(behind.Count)], $"/indicators?area={area}&period={behind[0].Period}"));
    }
}
