using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>Certificates to sign, and classes that are over and not closed.</summary>
internal sealed class ClassesWaiting(TrainingDesk desk, SignCertificates signing, TimeProvider clock) : IWork
{
    public int Rank => 16;

    public string Menu => "/training";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var own = await desk.OfAsync(area, ct);
        if (own.FirstOrDefault(c => c.State == ClassState.Open && c.Ends < now && desk.MayEdit(c)) is { } over)
        {
            return Line("training.todo.close", over);
        }

        var toSign = await signing.WaitingAsync([.. own.Where(c => c.State == ClassState.Closed && desk.MaySign(c)).Select(c => c.Id)], ct);
        return own.FirstOrDefault(c => toSign.Contains(c.Id)) is { } unsigned ? Line("training.todo.sign", unsigned) : null;

        WorkLine Line(string key, TrainingClass held) =>
            new("school", t[key, t.Of(desk.CourseOf(held).Name), Formats.Day(held.Day)], $"/training/classes/{held.Id}", 1);
    }
}

/// <summary>Members who never had the class of information security.</summary>
internal sealed class NeverTaught(SkillMatrix skills, CurrentUser user) : IWork
{
    public int Rank => 41;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        user.Can(Permission.ManageTraining, area) && await skills.NeverAsync(area, CourseCatalogue.Security, ct) is > 0 and var never
            ? new("school", t["training.todo.never", Formats.Number(never)], $"/training/skills?area={area}&lacking={CourseCatalogue.Security}", never) : null;
}
