using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>Requests of residents that nobody has answered, and how many of them are late.</summary>
internal sealed class HelpWaiting(HelpDesk desk, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 60;

    public string Menu => "/help";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.AnswerHelp, area))
        {
            return null;
        }

        var due = await desk.DueAsync(area, ct);
        var late = due.Count(at => at < clock.GetUtcNow().UtcDateTime);
        return due.Count == 0 ? null
            : new("message-circle-question", late > 0 ? t["figures.todo.help-late", due.Count, late] : t["figures.todo.help", due.Count], $"/help?area={area}&state={HelpDesk.Open}", due.Count);
    }
}
