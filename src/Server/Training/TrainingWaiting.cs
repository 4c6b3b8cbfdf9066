using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>Certificates to sign, and classes that are over and not closed.</summary>
internal sealed class ClassesWaiting(TrainingDesk desk, TimeProvider clock) : IWork
{
    public int Rank => 16;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var held in (await desk.ListAsync(ct)).Where(c => c.AreaId == area))
        {
            if (held.State == ClassState.Open && held.Ends < now && desk.MayEdit(held))
            {
                return Line("training.todo.close", held);
            }

            if (held.State == ClassState.Closed && desk.MaySign(held) && (await desk.EnterAsync(held.Id, ct)).ToSign > 0)
            {
                return Line("training.todo.sign", held);
            }
        }

        return null;

        WorkLine Line(string key, TrainingClass held) =>
            new("school", t[key, t.Of(desk.CourseOf(held).Name), Formats.Day(held.Day)], $"/training/classes/{held.Id}");
    }
}

/// <summary>Members who never had the class of information security.</summary>
internal sealed class NeverTaught(SkillMatrix skills, CurrentUser user) : IWork
{
    public int Rank => 41;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        user.Can(Permission.ManageTraining, area) && await skills.NeverAsync(area, CourseCatalogue.Security, ct) is > 0 and var never
            ? new("school", t["training.todo.never", Formats.Number(never)], $"/training/skills?area={area}&lacking={CourseCatalogue.Security}") : null;
}
