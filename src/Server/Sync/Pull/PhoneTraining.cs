using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Training;
using TungNgo.Training.Courses;
using TungNgo.Training.Lessons;
using TungNgo.Web;

namespace TungNgo.Sync.Pull;

/// <summary>What a phone holds of its members' classes.</summary>
internal sealed class PhoneTraining(AppDb db, CourseCatalogue courses, LessonBook lessons, ServiceCatalogue services, TimeProvider clock)
{
    /// <summary>Older ones are told by the certificate alone, and not on the phone.</summary>
    private const int Days = 120;

    public Task<bool> ChangedAsync(Phone phone, long after, CancellationToken ct)
    {
        var near = phone.Teams.Select(t => t.AreaId).ToHashSet();
        return db.Changes.AnyAsync(c => c.Number > after && c.Kind == ChangeKind.Training && (c.HamletId == null || near.Contains(c.HamletId.Value)), ct);
    }

    public async Task<WireTraining> ReadAsync(Phone phone, CancellationToken ct)
    {
        var members = phone.Members.Select(m => m.Id).ToList();
        var since = clock.Today().AddDays(-Days);
        var seats = await (
            from seat in db.ClassSeats.Where(s => members.Contains(s.MemberId))
            join held in db.TrainingClasses.Where(c => c.Day >= since && (c.State == ClassState.Open || c.State == ClassState.Closed)) on seat.ClassId equals held.Id
            select new { seat, held }).AsNoTracking().ToListAsync(ct);
        var ids = seats.Select(s => s.held.Id).Distinct().ToList();
        var tests = (await db.TestAttempts.AsNoTracking().Where(a => ids.Contains(a.ClassId) && members.Contains(a.MemberId)).ToListAsync(ct))
            .ToLookup(a => (a.ClassId, a.MemberId));
        var signed = await db.Certificates.AsNoTracking().Where(c => ids.Contains(c.ClassId) && c.MemberId != null && members.Contains(c.MemberId.Value) && c.RevokedAt == null)
            .ToDictionaryAsync(c => (c.ClassId, c.MemberId!.Value), ct);
        var classes = seats.GroupBy(s => s.held.Id).OrderByDescending(g => g.First().held.Day).ThenBy(g => g.Key).Select(g => Wire(g.First().held,
            [.. g.Select(s => s.seat).OrderBy(s => s.MemberId)
                .Select(s => Seat(s, tests[(g.Key, s.MemberId)].MaxBy(a => (a.Passed, a.Right)), signed.GetValueOrDefault((g.Key, s.MemberId))))])).ToArray();
        var taught = classes.Select(c => c.Course).ToHashSet();
        var read = await db.LessonsRead.AsNoTracking().Where(r => members.Contains(r.MemberId)).OrderBy(r => r.MemberId).ThenBy(r => r.Lesson)
            .Select(r => new WireRead(r.MemberId, r.Lesson)).ToArrayAsync(ct);
        return new(classes, [.. courses.InOrder.Where(c => taught.Contains(c.Code)).Select(Wire)], read, Rating);
    }

    /// <summary>The shipped lessons, when others are shipped than the phone has.</summary>
    public WireLesson[] Lessons() =>
        [.. lessons.InOrder.Select(l => new WireLesson(l.Code, l.Name, [.. l.NeedsReview], [.. l.Cards.Select(c => new WireCard(Pictures.Find($"{c.Picture}.svg") ?? "", c.Text))]))];

    private static readonly WireRating Rating = new(Said("title"), [Said("content"), Said("clarity"), Said("trainer")], Said("remark"), Said("help"));

    private static Dictionary<string, string> Said(string key) => Texts.Languages.ToDictionary(l => l, l => Texts.In(l)[$"training.rate.{key}"]);

    private static WireClass Wire(TrainingClass c, WireSeat[] seats) => new(
        c.Id, c.Course, c.Place, c.Trainer, c.Day, c.Starts, c.Minutes,
        c.Begins - KeepTraining.Early, c.Ends + KeepTraining.Late, c.Ends.AddDays(KeepTraining.TestDays), seats);

    private static WireSeat Seat(ClassSeat seat, TestAttempt? best, Certificate? signed) =>
        new(seat.MemberId, seat.CameAt, best?.Passed, best?.Right, best?.Asked, signed?.Number, signed?.ValidTo, seat.HasRated);

    private WireCourse Wire(Course c) => new(
        c.Code, c.Name, c.Summary, c.Draw, c.PassRight, [.. c.Lessons.Select(code => services.InOrder.FirstOrDefault(s => s.Code == code)?.Id).OfType<Guid>()],
        [.. c.Questions.Select(q => new WireQuestion(q.Code, q.Text, [.. q.Options], q.Right, q.Why))]);
}
