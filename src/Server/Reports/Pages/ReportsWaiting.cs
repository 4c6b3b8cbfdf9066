using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>How a report waits for somebody: for their word, to be written, too late by now, or late in the units below.</summary>
internal enum WaitKind { Judge = 1, Write = 2, Late = 3, Below = 4 }

/// <param name="Period">Null for what waits to be judged, whatever its period.</param>
internal sealed record WaitingReport(WaitKind Kind, int Count, Period? Period, DateOnly? Due, string Href)
{
    public string Text(Texts t) => Kind switch
    {
        WaitKind.Judge => t["reports.todo.judge", Formats.Number(Count)],
        WaitKind.Below => t["reports.todo.below", Formats.Number(Count), Period!.Name(t)],
        WaitKind.Late => t["reports.todo.late", Period!.Name(t), Formats.Day(Due)],
        _ => t["reports.todo.write", Period!.Name(t), Formats.Day(Due)],
    };
}

/// <summary>
/// What of the last period waits for the caller: reports to be judged, the own report to be written, units that are late. The overview shows the first of it,
/// a reminder tells it all.
/// </summary>
internal sealed class ReportsWaiting(AppDb db, CurrentUser user, ReportDesk desk, ReportPlaces places, TimeProvider clock) : IWork
{
    public int Rank => 13;

    public string Menu => "/reports";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        await foreach (var first in OfAsync(area, ct))
        {
            return new("clipboard-check", first.Text(t), first.Href, first.Count);
        }

        return null;
    }

    /// <summary>All that waits for the caller in a unit, the most urgent first; read as far as it is asked.</summary>
    public async IAsyncEnumerable<WaitingReport> OfAsync(Guid area, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!user.Can(Permission.EnterReports, area) && !user.Can(Permission.ApproveReports, area))
        {
            yield break;
        }

        if (await JudgedAsync(ct) is > 0 and var waiting)
        {
            yield return new(WaitKind.Judge, waiting, null, null, "/reports/waiting");
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
            if (view.Own.Latest is null or { IsOpen: true } && (!view.IsClosed || view.IsExcepted) && user.Can(Permission.EnterReports, area))
            {
                yield return new(clock.Today() > view.Due ? WaitKind.Late : WaitKind.Write, 1, period, view.Due, href);
            }

            if (view.Below.Count(b => b.IsLate) is > 0 and var late)
            {
                yield return new(WaitKind.Below, late, period, view.Due, $"{href}&late=true");
            }
        }
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
