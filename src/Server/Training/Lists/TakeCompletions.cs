using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Teams;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training.Lists;

/// <summary>
/// Lists of who has finished a course on the national platform. Looked at first, with what is in doubt as questions; written only when an officer says so,
/// and only for members of their own teams. The same list twice changes nothing.
/// </summary>
internal sealed class TakeCompletions(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister register, CourseCatalogue courses, KeptLists kept, ImportFiles files, TimeProvider clock)
{
    private const string Purpose = "training.completions";
    private const int MostShown = 100, Oldest = 2020;

    /// <summary>The platform's words, folded.</summary>
    private static readonly string[]
        Finished = ["dat", "hoan thanh", "da hoan thanh", "dat yeu cau", "da cap chung nhan", "passed", "pass", "completed", "finished"],
        Unfinished = ["chua dat", "khong dat", "chua hoan thanh", "khong hoan thanh", "dang hoc", "chua hoc", "failed", "not completed", "in progress"];

    public Task<string> KeepAsync(Stream content, CancellationToken ct) => kept.KeepAsync(Purpose, user.UserId, content, ct);

    public async Task<ListPlan> PreviewAsync(string token, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var (lines, _) = await ReadAsync(token, ct);
        return await PlanAsync(lines, answers, ct);
    }

    public async Task<ListPlan> TakeAsync(string token, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var (lines, id) = await ReadAsync(token, ct);
        ListPlan plan;
        // The file lies in the same database and goes by a connection of its own: after the write.
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            plan = await PlanAsync(lines, answers, ct);
            foreach (var line in plan.Lines.Where(l => l.Verdict == LineVerdict.New))
            {
                var made = new Completion
                {
                    Id = write.NewId(), MemberId = line.Who!.Person.Id, Course = line.Course!.Code, Day = line.Day!.Value, Source = CompletionSource.Platform,
                    AreaId = line.Who.Seat.AreaId, At = write.Now, By = user.Name,
                };
                db.Completions.Add(made);
                write.Changed(ChangeKind.Training, made.Id, made.AreaId);
                write.Audit("completion.take", made.Id, made.AreaId, null, new { made.MemberId, made.Course, made.Day, source = made.Source.ToString() });
            }

            if (plan.Count(LineVerdict.New) > 0)
            {
                await write.CommitAsync(ct);
            }
        }

        await files.DeleteAsync(id, FileRole.List, ct);
        return plan;
    }

    /// <summary>The newest that were taken for members of the caller's units.</summary>
    public async Task<IReadOnlyList<(Completion Told, Member? Who)>> NewestAsync(CancellationToken ct)
    {
        var people = register.Everybody.ToDictionary(m => m.Id);
        var all = await db.Completions.AsNoTracking().OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);
        return [.. all.Where(c => user.Can(Permission.ManageTraining, c.AreaId)).Take(MostShown).Select(c => (c, people.GetValueOrDefault(c.MemberId)))];
    }

    /// <summary>One that was taken for the wrong person, or by a wrong list.</summary>
    public async Task TakeBackAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var found = await db.Completions.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTraining, found.AreaId);
        db.Completions.Remove(found);
        write.Changed(ChangeKind.Training, found.Id, found.AreaId);
        write.Audit("completion.take-back", found.Id, found.AreaId, new { found.MemberId, found.Course, found.Day }, null);
        await write.CommitAsync(ct);
    }

    private async Task<(IReadOnlyList<PeopleLine> Lines, Guid Id)> ReadAsync(string token, CancellationToken ct)
    {
        var id = kept.IdOf(Purpose, user.UserId, token);
        using var list = await files.FetchAsync(id, FileRole.List, ct) ?? throw new Refusal(Problems.ImportFileGone);
        return (PeopleList.Read(list.Path, "member", "course", "day"), id);
    }

    private async Task<ListPlan> PlanAsync(IReadOnlyList<PeopleLine> lines, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var mine = register.All.Where(f => user.Can(Permission.ManageTraining, f.Team.AreaId)).SelectMany(f => f.Sittings.Select(s => (s.Person, f.Team)));
        var plan = new ListPlan(MemberMatch.Of(mine, register.Everybody, areas.Today), answers);
        var had = (await db.Completions.AsNoTracking().Select(c => new { c.MemberId, c.Course, c.Day }).ToListAsync(ct))
            .Select(c => (c.MemberId, c.Course, c.Day)).ToHashSet();
        Course? meant = null;
        var day = default(DateOnly);
        plan.Run(lines, line =>
        {
            if (!HasFinished(line))
            {
                return new(line, LineVerdict.Unfinished);
            }

            day = DayOf(line);
            (meant, var open) = CourseOf(line, plan);
            return meant is null ? new(line, open) : null;
        },
        (line, who) => new(line, had.Add((who.Person.Id, meant!.Code, day)) ? LineVerdict.New : LineVerdict.Known, who, meant, day));
        return plan;
    }

    private DateOnly DayOf(PeopleLine line) =>
        line.Day("day") is { } day && day.Year >= Oldest && day <= clock.Today() ? day
            : throw new Refusal(Problems.CompletionDay, FreeText.Shown(line["day"].Display, 30));

    /// <summary>A list without such a column is one of those who have finished.</summary>
    private static bool HasFinished(PeopleLine line)
    {
        var said = SearchKey.Fold(line["result"].Display);
        return !line.Has("result") || Finished.Contains(said)
            || (Unfinished.Contains(said) ? false : throw new Refusal(Problems.CompletionResult, FreeText.Shown(line["result"].Display, 30)));
    }

    /// <summary>By its name in any language, or as an officer says: courses of the platform are called as they like.</summary>
    private (Course? Meant, LineVerdict Open) CourseOf(PeopleLine line, ListPlan plan)
    {
        var said = FreeText.Clean(line["course"].Display, 200) ?? throw new Refusal(Problems.CompletionCourse);
        var key = SearchKey.Fold(said);
        if (courses.InOrder.FirstOrDefault(c => c.Code == key || c.Name.Values.Any(n => SearchKey.Fold(n) == key)) is { } sure)
        {
            return (sure, default);
        }

        return plan.Ask(new($"course:{key}", said, [.. courses.InOrder.Select(c => (c.Code, c.Name["vi"]))])) switch
        {
            null => (null, LineVerdict.Asked),
            ListPlan.NotOurs => (null, LineVerdict.NotOurs),
            var chosen => (courses.Find(chosen), default),
        };
    }
}
