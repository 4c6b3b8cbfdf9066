using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>A class as the console sends it.</summary>
/// <param name="Edition">The edition that was on the screen; null for a new one.</param>
internal sealed record ClassEdit(
    string? Course, string? Place, string? Trainer, DateOnly? Day, TimeOnly? Starts, int? Minutes, int? Seats, ClassAudience Audience, int? Edition);

/// <summary>What offices do with a class until it is closed.</summary>
internal sealed class ChangeClass(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, CourseCatalogue courses, TrainingDesk desk, ClassPeople people, WallCodes codes)
{
    public const int LongestName = 120, MostMinutes = 600, FewestMinutes = 15, MostSeats = 500;

    public async Task<Guid> AddAsync(Guid areaId, ClassEdit edit, CancellationToken ct)
    {
        user.Require(Permission.ManageTraining, areaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (areas.Today.Find(areaId) is not { Tier: < AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        var made = db.TrainingClasses.Add(new TrainingClass
        {
            Id = write.NewId(), AreaId = areaId, Course = "", Place = "", Trainer = "", EditedBy = user.Name,
        }).Entity;
        Take(made, edit);
        made.Sign(user, write.Now);
        write.Changed(ChangeKind.Training, made.Id);
        write.Audit("class.add", made.Id, areaId, null, Fields(made));
        await write.CommitAsync(ct);
        return made.Id;
    }

    public Task EditAsync(Guid id, ClassEdit edit, CancellationToken ct) => ChangeAsync(id, ClassMove.Write, "edit", edit.Edition, (held, _) =>
    {
        Take(held, edit);
        return Task.FromResult(Fields(held));
    }, ct);

    /// <summary>Whoever should come is invited, as far as there are seats: who never had the course first.</summary>
    public async Task OpenAsync(Guid id, int edition, CancellationToken ct)
    {
        // Before the write: the first use of the key is a write of its own.
        await codes.PrepareAsync(ct);
        await ChangeAsync(id, ClassMove.Open, "open", edition, async (held, write) =>
        {
            held.State = ClassState.Open;
            var asked = (await desk.LackingAsync(held, [], ct)).Take(held.Seats).ToList();
            db.ClassSeats.AddRange(asked.Select(c => Seat(held, c.Who, write.Now)));
            return new { State = held.State.ToString(), invited = asked.Count };
        }, ct);
    }

    public Task InviteAsync(Guid id, Guid memberId, int edition, CancellationToken ct) => ChangeAsync(id, ClassMove.Invite, "invite", edition, async (held, write) =>
    {
        var who = Could(held, memberId);
        if (await db.ClassSeats.CountAsync(s => s.ClassId == id && s.InvitedAt != null, ct) >= held.Seats)
        {
            throw new Refusal(Problems.ClassFull, held.Seats);
        }

        if (await db.ClassSeats.FindAsync([id, memberId], ct) is { } seat)
        {
            seat.InvitedAt ??= write.Now;
        }
        else
        {
            db.ClassSeats.Add(Seat(held, who, write.Now));
        }

        return new { memberId };
    }, ct);

    /// <summary>Gives a seat back; who was in the room keeps it.</summary>
    public Task LetGoAsync(Guid id, Guid memberId, int edition, CancellationToken ct) => ChangeAsync(id, ClassMove.Invite, "let-go", edition, async (_, _) =>
    {
        var seat = await db.ClassSeats.FindAsync([id, memberId], ct) ?? throw new Refusal(Problems.NotFound);
        db.ClassSeats.Remove(seat.CameAt is null ? seat : throw new Refusal(Problems.ClassCame));
        return new { memberId };
    }, ct);

    /// <summary>The trainer's list: who of those on it was in the room. What phones brought from the wall is not taken back by it.</summary>
    public Task ListAsync(Guid id, IReadOnlySet<Guid> came, int edition, CancellationToken ct) => ChangeAsync(id, ClassMove.List, "list", edition, async (held, _) =>
    {
        var seats = await db.ClassSeats.Where(s => s.ClassId == id).ToListAsync(ct);
        if (!came.All(m => seats.Exists(s => s.MemberId == m)))
        {
            throw new Refusal(Problems.NotFound);
        }

        foreach (var seat in seats.Where(s => s.CameBy != CameBy.Wall && came.Contains(s.MemberId) != s.CameAt is not null))
        {
            (seat.CameAt, seat.CameBy) = came.Contains(seat.MemberId) ? (held.Begins, CameBy.List) : ((DateTime?)null, (CameBy?)null);
        }

        return new { came = came.Count };
    }, ct);

    public Task CloseAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, ClassMove.Close, "close", edition, (held, write) =>
    {
        (held.State, held.ClosedBy, held.ClosedAt) = (ClassState.Closed, user.Name, write.Now);
        return Task.FromResult<object>(new { State = held.State.ToString() });
    }, ct);

    public Task CallOffAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, ClassMove.CallOff, "call-off", edition, (held, write) =>
    {
        (held.State, held.ClosedBy, held.ClosedAt) = (ClassState.CalledOff, user.Name, write.Now);
        return Task.FromResult<object>(new { State = held.State.ToString() });
    }, ct);

    /// <summary>Only members of the unit's teams on the day; an id from a form is no permission.</summary>
    private Attendee Could(TrainingClass held, Guid memberId) =>
        people.Of(held.AreaId, held.Day).FirstOrDefault(a => a.Person.Id == memberId) ?? throw new Refusal(Problems.NotFound);

    private static ClassSeat Seat(TrainingClass held, Attendee who, DateTime now) =>
        new() { ClassId = held.Id, MemberId = who.Person.Id, TeamId = who.Team.Id, InvitedAt = now };

    private void Take(TrainingClass held, ClassEdit edit)
    {
        var checks = new Checks();
        held.Course = checks.Of(() => courses.Find(edit.Course)?.Code ?? throw new Refusal(Problems.ClassCourse));
        held.Place = checks.Of(() => FreeText.Line(edit.Place, LongestName, "training.place") ?? throw new Refusal(Problems.ClassPlace));
        held.Trainer = checks.Of(() => FreeText.Line(edit.Trainer, LongestName, "training.trainer") ?? throw new Refusal(Problems.ClassTrainer));
        var isTimed = edit is { Day.Year: >= 2020 and <= 2199, Starts: not null, Minutes: >= FewestMinutes and <= MostMinutes };
        checks.That(isTimed, Problems.ClassWhen, FewestMinutes, MostMinutes);
        checks.That(edit.Seats is > 0 and <= MostSeats && Enum.IsDefined(edit.Audience), Problems.ClassSeats, MostSeats);
        checks.That(!isTimed || areas.On(edit.Day!.Value).Find(held.AreaId) is not null, Problems.ClassUnitEnded);
        checks.Pass();
        (held.Day, held.Starts, held.Minutes, held.Seats, held.Audience) = (edit.Day!.Value, edit.Starts!.Value, edit.Minutes!.Value, edit.Seats!.Value, edit.Audience);
    }

    /// <param name="change">Gives what the audit says of it.</param>
    private async Task ChangeAsync(Guid id, ClassMove move, string verb, int? edition, Func<TrainingClass, Write, Task<object>> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var held = await db.TrainingClasses.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTraining, held.AreaId);
        if (held.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        if (held.Against(move, write.Now) is { } problem)
        {
            throw new Refusal(problem);
        }

        var before = Fields(held);
        var after = await change(held, write);
        held.Edition++;
        held.Sign(user, write.Now);
        write.Changed(ChangeKind.Training, held.Id);
        write.Audit($"class.{verb}", held.Id, held.AreaId, before, after);
        await write.CommitAsync(ct);
    }

    private static object Fields(TrainingClass c) =>
        new { c.Course, c.Place, c.Trainer, c.Day, c.Starts, c.Minutes, c.Seats, c.Audience, State = c.State.ToString() };
}
