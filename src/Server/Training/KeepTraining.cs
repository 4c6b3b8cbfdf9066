using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Training.Courses;
using TungNgo.Training.Lessons;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>What members' phones tell of a class, whenever it arrives: judged by the time at which it was done.</summary>
internal sealed class KeepTraining(AppDb db, WallCodes codes, CourseCatalogue courses, LessonBook lessons, ClassPeople people)
{
    /// <summary>How long before its hour, and after its end, one may still come.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromHours(1), Late = TimeSpan.FromHours(1);

    /// <summary>How long after the class its test is open.</summary>
    public const int TestDays = 30;

    /// <param name="seats">Where the member sat in teams then.</param>
    public async Task ComeAsync(Write write, Guid classId, string code, Guid memberId, DateTime at, IReadOnlyList<Seat> seats, CancellationToken ct)
    {
        var held = await FindAsync(classId, ct);
        if (at < held.Begins - Early || at > held.Ends + Late || !await codes.FitsAsync(classId, code, at, ct))
        {
            throw new Refusal(Problems.ClassCode);
        }

        var seat = await SeatAsync(classId, memberId, ct);
        var team = seats.FirstOrDefault(s => s.Team.Id == seat?.TeamId) ?? seats.FirstOrDefault(s => people.Holds(held.AreaId, s.Team, held.Day))
            ?? throw new Refusal(Problems.ClassUnknown);
        seat ??= db.ClassSeats.Add(new ClassSeat { ClassId = classId, MemberId = memberId, TeamId = team.Team.Id }).Entity;
        if (seat.CameAt is null)
        {
            (seat.CameAt, seat.CameBy) = (at, CameBy.Wall);
            write.Changed(ChangeKind.Training, classId, team.Team.AreaId);
            write.Audit("class.come", classId, held.AreaId, null, new { memberId, at });
        }
    }

    /// <param name="test">The phone's own id of the test, by which its questions were drawn.</param>
    /// <param name="answers">By question: the chosen option.</param>
    public async Task TestAsync(
        Write write, Guid test, Guid classId, IReadOnlyDictionary<string, int> answers, Guid memberId, DateTime at, CancellationToken ct)
    {
        var held = await FindAsync(classId, ct);
        if (at < held.Begins - Early || at > held.Ends.AddDays(TestDays)
            || courses.Find(held.Course) is not { } course || DrawnTest.Judge(course, test, answers) is not { } result)
        {
            throw new Refusal(Problems.ClassTest);
        }

        // Whoever was not in the room has no test: the attendance goes first on the same phone.
        var seat = await SeatAsync(classId, memberId, ct) ?? throw new Refusal(Problems.ClassUnknown);
        db.TestAttempts.Add(new TestAttempt
        {
            Id = test, ClassId = classId, MemberId = memberId, At = at, Right = result.Right, Asked = result.Asked, Passed = result.Passed,
        });
        var team = await db.Teams.FindAsync([seat.TeamId], ct);
        write.Changed(ChangeKind.Training, classId, team?.AreaId);
        write.Audit("class.test", classId, held.AreaId, null, new { memberId, result.Right, result.Asked, result.Passed });
    }

    /// <summary>What somebody who was there thinks of the class, once. It is kept without them, and without when it came.</summary>
    public async Task RateAsync(Write write, Guid classId, ClassMarks marks, string? remark, Guid memberId, DateTime at, CancellationToken ct)
    {
        var held = await FindAsync(classId, ct);
        if (await SeatAsync(classId, memberId, ct) is not { CameAt: not null } seat || at < held.Begins || at > held.Ends.AddDays(TestDays) || !marks.AreGiven)
        {
            throw new Refusal(Problems.ClassUnknown);
        }

        if (seat.HasRated)
        {
            throw new Refusal(Problems.ClassRated);
        }

        seat.HasRated = true;
        var before = await db.ClassRatings.CountAsync(r => r.ClassId == classId, ct)
            + db.ChangeTracker.Entries<ClassRating>().Count(e => e.State == EntityState.Added && e.Entity.ClassId == classId);
        db.ClassRatings.Add(new ClassRating
        {
            // No id of the feed's: those tell the order, and so who it was.
            Id = new Guid(RandomNumberGenerator.GetBytes(16)), ClassId = classId, Lot = before / ClassRating.LotSize,
            Content = marks.Content, Clarity = marks.Clarity, Trainer = marks.Trainer, Remark = remark,
        });
        write.Changed(ChangeKind.Training, classId, (await db.Teams.FindAsync([seat.TeamId], ct))?.AreaId);
        write.Audit("class.rate", classId, held.AreaId, null, new { memberId });
    }

    /// <summary>A member has gone through a lesson, or through a service's guide. Told twice it is told once.</summary>
    public async Task ReadAsync(Write write, string lesson, Guid memberId, DateTime at, IReadOnlyList<Seat> seats, CancellationToken ct)
    {
        if (!lessons.Knows(lesson))
        {
            throw new Refusal(Problems.LessonUnknown);
        }

        if (await db.LessonsRead.FindAsync([memberId, lesson], ct) is null)
        {
            db.LessonsRead.Add(new LessonRead { MemberId = memberId, Lesson = lesson, At = at });
        }

        write.Changed(ChangeKind.Training, memberId, seats[0].Team.AreaId);
        write.Audit("lesson.read", memberId, seats[0].Team.AreaId, null, new { lesson });
    }

    private async Task<TrainingClass> FindAsync(Guid id, CancellationToken ct) =>
        await db.TrainingClasses.FindAsync([id], ct) is { State: ClassState.Open or ClassState.Closed } held ? held : throw new Refusal(Problems.ClassUnknown);

    private async Task<ClassSeat?> SeatAsync(Guid classId, Guid memberId, CancellationToken ct) => await db.ClassSeats.FindAsync([classId, memberId], ct);
}
