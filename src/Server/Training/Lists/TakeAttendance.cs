using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Training.Lists;

/// <summary>The trainer's list of who was in the room, as a file: only adds, and whoever it does not name keeps what they have.</summary>
internal sealed class TakeAttendance(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister register, TrainingDesk desk, ClassPeople people, KeptLists kept, ImportFiles files,
    TimeProvider clock)
{
    private const string Purpose = "training.attendance";

    public Task<string> KeepAsync(Stream content, CancellationToken ct) => kept.KeepAsync(Purpose, user.UserId, content, ct);

    public async Task<ListPlan> PreviewAsync(Guid classId, string token, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var held = await RequireAsync(classId, ct);
        var (lines, _) = await ReadAsync(token, ct);
        return await PlanAsync(held, lines, answers, ct);
    }

    public async Task<ListPlan> TakeAsync(Guid classId, string token, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var (lines, id) = await ReadAsync(token, ct);
        ListPlan plan;
        // The file lies in the same database and goes by a connection of its own: after the write.
        await using (var write = await writer.BeginAsync(user.Actor, ct))
        {
            plan = await PlanAsync(await RequireAsync(classId, ct), lines, answers, ct);
            await KeepAsync(classId, plan, write, ct);
        }

        await files.DeleteAsync(id, FileRole.List, ct);
        return plan;
    }

    private async Task KeepAsync(Guid classId, ListPlan plan, Write write, CancellationToken ct)
    {
        var came = plan.Lines.Where(l => l.Verdict == LineVerdict.New).Select(l => l.Who!).ToList();
        if (came.Count == 0)
        {
            return;
        }

        var held = await db.TrainingClasses.SingleAsync(c => c.Id == classId, ct);
        foreach (var who in came)
        {
            var seat = await db.ClassSeats.FindAsync([classId, who.Person.Id], ct)
                ?? db.ClassSeats.Add(new ClassSeat { ClassId = classId, MemberId = who.Person.Id, TeamId = who.Seat.Id }).Entity;
            (seat.CameAt, seat.CameBy) = (held.Begins, CameBy.List);
        }

        held.Edition++;
        held.Sign(user, write.Now);
        write.Changed(ChangeKind.Training, classId);
        write.Audit("class.list", classId, held.AreaId, null, new { came = came.Count, members = came.Select(k => k.Person.Id).ToList() });
        await write.CommitAsync(ct);
    }

    private async Task<TrainingClass> RequireAsync(Guid classId, CancellationToken ct)
    {
        var held = await desk.FindAsync(classId, ct);
        user.Require(Permission.ManageTraining, held.AreaId);
        return held.Against(ClassMove.List, clock.GetUtcNow().UtcDateTime) is { } problem ? throw new Refusal(problem) : held;
    }

    private async Task<(IReadOnlyList<PeopleLine> Lines, Guid Id)> ReadAsync(string token, CancellationToken ct)
    {
        var id = kept.IdOf(Purpose, user.UserId, token);
        using var list = await files.FetchAsync(id, FileRole.List, ct) ?? throw new Refusal(Problems.ImportFileGone);
        return (PeopleList.Read(list.Path, "member"), id);
    }

    private async Task<ListPlan> PlanAsync(
        TrainingClass held, IReadOnlyList<PeopleLine> lines, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var could = people.Of(held.AreaId, held.Day).Select(a => (a.Person, a.Team));
        var plan = new ListPlan(MemberMatch.Of(could, register.Everybody, areas.On(held.Day)), answers);
        var there = (await db.ClassSeats.AsNoTracking().Where(s => s.ClassId == held.Id && s.CameAt != null).Select(s => s.MemberId).ToListAsync(ct)).ToHashSet();
        plan.Run(lines, _ => null, (line, who) => new(line, there.Add(who.Person.Id) ? LineVerdict.New : LineVerdict.Known, who));
        return plan;
    }
}
