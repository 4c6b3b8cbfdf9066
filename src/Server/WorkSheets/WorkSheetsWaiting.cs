using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <summary>What work sheets ask of a commune: an objection to answer, a month to stand for or to lock.</summary>
internal sealed class WorkSheetsWaiting(WorkDesk desk, AppDb db, CurrentUser user) : IWork
{
    public int Rank => 17;

    public string Menu => "/work";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (tree.Find(area) is not { Tier: AreaTier.Commune } || !user.Can(Permission.ViewWorkSheets, area))
        {
            return null;
        }

        var month = WorkMonth.MonthOf(desk.Today).AddMonths(-1);
        var ids = desk.TeamsOf(area, month).Concat(desk.EndedBefore(area, month)).Select(x => x.Id).Distinct().ToList();
        var unanswered = await db.WorkObjections.AsNoTracking().Where(o => ids.Contains(o.TeamId) && o.AnsweredAt == null).OrderBy(o => o.At).Select(o => new { o.TeamId, o.Month }).ToListAsync(ct);
        if (user.Can(Permission.ManageWorkSheets, area) && unanswered is [var first, ..])
        {
            // One sheet after the other: a page shows the objections to one.
            var there = unanswered.Count(o => o.Equals(first));
            return new("message-question", t["work.todo.objections", there], $"/work/teams/{first.TeamId}?month={WorkWords.Key(first.Month)}", there);
        }

        var wanted = user.Can(Permission.ManageWorkSheets, area) ? WorkState.Checked : user.Can(Permission.ApproveWorkSheets, area) ? WorkState.Confirmed : (WorkState?)null;
        var waiting = wanted is null ? [] : await db.WorkMonths.AsNoTracking().Where(w => ids.Contains(w.TeamId) && w.State == wanted).OrderBy(w => w.Month).Select(w => w.Month).ToListAsync(ct);
        var oldest = waiting.Count(m => m == waiting[0]);
        return oldest == 0 ? null : new(
            "clipboard-check", t[wanted == WorkState.Checked ? "work.todo.confirm" : "work.todo.lock", oldest],
            $"/work?area={area}&month={WorkWords.Key(waiting[0])}&state={wanted!.Value.Word()}", oldest);
    }
}
