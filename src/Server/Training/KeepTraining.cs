using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>What members' phones tell of a class, whenever it arrives: judged by the time at which it was done.</summary>
internal sealed class KeepTraining(AppDb db, WallCodes codes, CourseCatalogue courses, AreaTree areas)
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
        var tree = areas.On(held.Day);
        var team = seats.FirstOrDefault(s => s.Team.Id == seat?.TeamId) ?? seats.FirstOrDefault(s => tree.IsWithin(s.Team.AreaId, held.AreaId))
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

    private async Task<TrainingClass> FindAsync(Guid id, CancellationToken ct) =>
        await db.TrainingClasses.FindAsync([id], ct) is { State: ClassState.Open or ClassState.Closed } held ? held : throw new Refusal(Problems.ClassUnknown);

    private async Task<ClassSeat?> SeatAsync(Guid classId, Guid memberId, CancellationToken ct) => await db.ClassSeats.FindAsync([classId, memberId], ct);
}
