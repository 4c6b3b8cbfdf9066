using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Ladder;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>What of the last period waits for the caller: the own report to be written, reports to be judged, units that are late.</summary>
internal sealed class ReportsWaiting(AppDb db, CurrentUser user, ReportDesk desk, ReportPlaces places, TimeProvider clock) : IWork
{
    public int Rank => 13;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.EnterReports, area) && !user.Can(Permission.ApproveReports, area))
        {
            return null;
        }

        if (await JudgedAsync(ct) is > 0 and var waiting)
        {
            return new("clipboard-check", t["reports.todo.judge", Formats.Number(waiting)], "/reports/waiting");
        }

        foreach (var form in await desk.FormsAsync(ct))
        {
            var period = desk.Current(form);
            if (!form.IsOf(period) || places.TreeOf(period.To).Find(area) is not { } unit || !ReportPlaces.Reports(unit))
            {
                continue;
            }

            var view = await desk.OverviewAsync(form, period, area, ct);
            var href = $"/reports?area={area}&form={form.Code}&period={period.Code}";
            if (view.Own.Latest is null or { IsOpen: true } && !view.IsClosed && user.Can(Permission.EnterReports, area))
            {
                return new("clipboard-check", t[clock.Today() > view.Due ? "reports.todo.late" : "reports.todo.write", period.Name(t), Formats.Day(view.Due)], href);
            }

            if (view.Below.Count(b => b.IsLate) is > 0 and var late)
            {
                return new("clipboard-check", t["reports.todo.below", Formats.Number(late), period.Name(t)], href);
            }
        }

        return null;
    }

    /// <summary>Reports that wait for this caller's word.</summary>
    internal async Task<int> JudgedAsync(CancellationToken ct) => (await WaitingForAsync(ct)).Count;

    internal async Task<IReadOnlyList<Report>> WaitingForAsync(CancellationToken ct)
    {
        if (!user.Can(Permission.ApproveReports))
        {
            return [];
        }

        var open = await db.Reports.AsNoTracking().Where(r => r.State == ReportState.Submitted || r.State == ReportState.Accepted).OrderBy(r => r.ChangedAt).ToListAsync(ct);
        return [.. open.Where(r => r.SubmittedById != user.UserId && r.AcceptedById != user.UserId
            && user.Can(Permission.ApproveReports, r.State == ReportState.Accepted ? places.ParentOf(r.AreaId, r.To) ?? r.AreaId : r.AreaId))];
    }
}
