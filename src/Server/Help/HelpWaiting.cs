using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>Requests of residents that nobody has answered, and how many of them are late.</summary>
internal sealed class HelpWaiting(AppDb db, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 60;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.AnswerHelp, area))
        {
            return null;
        }

        var hamlets = tree.HamletsOf(area);
        var due = await db.HelpRequests.AsNoTracking().Where(h => h.State == HelpState.Open && h.From != HelpRequest.Member && h.HamletId != null && hamlets.Contains(h.HamletId.Value))
            .Select(h => h.DueAt).ToListAsync(ct);
        var late = due.Count(at => at < clock.GetUtcNow().UtcDateTime);
        return due.Count == 0 ? null
            : new("message-circle-question", late > 0 ? t["figures.todo.help-late", due.Count, late] : t["figures.todo.help", due.Count], $"/help?area={area}");
    }
}
