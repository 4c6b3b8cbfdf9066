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

    public string Menu => "/indicators";

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.EnterReports, area) && !user.Can(Permission.ApproveReports, area))
        {
            return Task.FromResult<WorkLine?>(null);
        }

        // A page shows one period: the one that ends first is told first.
        var table = reader.Read(null);
        var behind = targets.OpenOf(area, clock.Today()).Where(x => reader.PeriodOf(x.Period) is { } period && targets.IsBehind(table, x.Indicator, area, period, clock.Today()))
            .GroupBy(x => x.Period).MinBy(g => g.First().To);
        return Task.FromResult(behind is null ? null
            : new WorkLine("target-arrow", t["reports.todo.behind", Formats.Number(behind.Count())], $"/indicators?area={area}&period={behind.Key}&behind=true", behind.Count()));
    }
}
