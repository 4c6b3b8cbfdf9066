using TungNgo.Training;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Attendance and tests, as phones speak of them.</summary>
internal static class TrainingRules
{
    public static Task ComeAsync(DoorContext door, PushComing push, CancellationToken ct) =>
        door.Training.ComeAsync(door.Write, push.ClassId, push.Code, door.MemberId, door.At, door.Seats, ct);

    public static Task RateAsync(DoorContext door, PushRating push, CancellationToken ct) => door.Training.RateAsync(
        door.Write, push.ClassId, new ClassMarks(push.Content, push.Clarity, push.Trainer), push.Remark, door.MemberId, door.At, ct);

    public static Task ReadAsync(DoorContext door, PushLesson push, CancellationToken ct) =>
        door.Training.ReadAsync(door.Write, push.Code, door.MemberId, door.At, door.Seats, ct);

    public static Task TestAsync(DoorContext door, PushTest push, CancellationToken ct)
    {
        var answers = push.Answers.ToLookup(a => a.Question, a => a.Option);
        return answers.Any(a => a.Count() > 1)
            ? throw new Refusal(Problems.ClassTest)
            : door.Training.TestAsync(door.Write, door.Mutation.Id, push.ClassId, answers.ToDictionary(a => a.Key, a => a.First()), door.MemberId, door.At, ct);
    }
}
