using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>Members' questions that this office has to answer, and how many of them are late.</summary>
internal sealed class QuestionsWaiting(QuestionDesk desk, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 61;

    public string Menu => "/questions";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.AnswerQuestions, area) || tree.Find(area) is not { } unit)
        {
            return null;
        }

        var due = await desk.DueAsync(unit, ct);
        var late = due.Count(at => at < clock.GetUtcNow().UtcDateTime);
        return due.Count == 0 ? null
            : new("help", late > 0 ? t["questions.todo-late", due.Count, late] : t["questions.todo", due.Count], $"/questions?area={area}&state={HelpDesk.Open}&waiting=true", due.Count);
    }
}
