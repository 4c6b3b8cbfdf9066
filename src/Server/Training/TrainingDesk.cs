using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams.Members;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>A seat as the list of the class shows it.</summary>
/// <param name="Best">The best test so far.</param>
internal sealed record SeatLine(ClassSeat Seat, Attendee Who, TestAttempt? Best, Certificate? Certificate)
{
    public bool HasFinished => Seat.CameAt is not null && Best is { Passed: true };
}

/// <summary>A resident on the list of a class for residents.</summary>
internal sealed record GuestLine(ClassGuest Guest, Certificate? Certificate)
{
    public bool WantsOne => Guest is { HasFinished: true, AgreedAt: not null };
}

/// <summary>Somebody who should come and is not asked yet.</summary>
/// <param name="HeldTo">The last day of the certificate that they had; null when they never had one.</param>
internal sealed record Candidate(Attendee Who, DateOnly? HeldTo);

/// <summary>A class as somebody may see it.</summary>
/// <param name="Guests">Residents, of a class for them, and only for those who keep its list or sign for it.</param>
/// <param name="Forgotten">Certificates of residents who stand on no list any more: they can still be taken back.</param>
/// <param name="Evaluation">Only for the unit that holds it.</param>
internal sealed record ClassRoom(
    TrainingClass Class, Course Course, IReadOnlyList<SeatLine> Seats, IReadOnlyList<Candidate> Candidates, IReadOnlyList<GuestLine> Guests,
    IReadOnlyList<Certificate> Forgotten, Evaluation? Evaluation)
{
    public bool IsForResidents => Class.Audience == ClassAudience.Residents;

    public int Listed => IsForResidents ? Guests.Count : Seats.Count;

    public int Came => Seats.Count(s => s.Seat.CameAt is not null) + Guests.Count;

    /// <summary>Those who have earned a certificate and have none.</summary>
    public int ToSign => Seats.Count(s => s.HasFinished && Lacks(s.Certificate)) + Guests.Count(g => g.WantsOne && Lacks(g.Certificate));

    private static bool Lacks(Certificate? certificate) => certificate is null or { RevokedAt: not null, IsToReplace: true };
}

/// <summary>Reads classes and certificates in the caller's scope.</summary>
internal sealed class TrainingDesk(AppDb db, CurrentUser user, AreaTree areas, ClassPeople people, CourseCatalogue courses, Learnt learnt)
{
    public async Task<IReadOnlyList<TrainingClass>> ListAsync(CancellationToken ct)
    {
        var all = await db.TrainingClasses.AsNoTracking().OrderByDescending(c => c.Day).ThenByDescending(c => c.Id).ToListAsync(ct);
        return [.. all.Where(Sees)];
    }

    /// <summary>Those that a unit holds itself, the newest first.</summary>
    public async Task<IReadOnlyList<TrainingClass>> OfAsync(Guid area, CancellationToken ct) =>
        [.. (await db.TrainingClasses.AsNoTracking().Where(c => c.AreaId == area).OrderByDescending(c => c.Day).ThenByDescending(c => c.Id).ToListAsync(ct)).Where(Sees)];

    public async Task<TrainingClass> FindAsync(Guid id, CancellationToken ct) =>
        await db.TrainingClasses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } found && Sees(found) ? found : throw new Refusal(Problems.NotFound);

    public bool MayEdit(TrainingClass held) => user.Can(Permission.ManageTraining, held.AreaId);

    public bool MaySign(TrainingClass held) => user.Can(Permission.SignCertificates, held.AreaId) && !held.IsOfOwnHand(user.UserId);

    /// <summary>Units for which the caller may open a class.</summary>
    public IEnumerable<AreaVersion> Units => user.AreasWith(Permission.ManageTraining).Select(areas.Today.Find).OfType<AreaVersion>();

    public Course CourseOf(TrainingClass held) => courses.Find(held.Course) ?? throw new Refusal(Problems.ClassCourse);

    /// <summary>How many are in the room: all that a wall asks, every few seconds.</summary>
    public async Task<int> CameAsync(Guid id, CancellationToken ct) =>
        await db.ClassSeats.CountAsync(s => s.ClassId == id && s.CameAt != null, ct) + await db.ClassGuests.CountAsync(g => g.ClassId == id, ct);

    public async Task<ClassRoom> EnterAsync(Guid id, CancellationToken ct)
    {
        var held = await FindAsync(id, ct);
        var seats = await db.ClassSeats.AsNoTracking().Where(s => s.ClassId == id).ToListAsync(ct);
        var tests = (await db.TestAttempts.AsNoTracking().Where(a => a.ClassId == id).ToListAsync(ct)).ToLookup(a => a.MemberId);
        var certificates = await db.Certificates.AsNoTracking().Where(c => c.ClassId == id).ToListAsync(ct);
        var signed = Last(certificates, c => c.MemberId);
        var lines = seats.Select(s => (Seat: s, Who: people.Find(s.MemberId, s.TeamId, held.Day)))
            .Where(s => s.Who is not null && user.Can(Permission.ViewTeams, s.Who.Team.AreaId))
            .Select(s => new SeatLine(s.Seat, s.Who!, tests[s.Seat.MemberId].MaxBy(a => (a.Passed, a.Right)), signed.GetValueOrDefault(s.Seat.MemberId)))
            .OrderBy(s => s.Who.Person.Name, PersonNames.Order).ToList();
        var guests = await GuestsAsync(held, certificates, ct);
        return new(held, CourseOf(held), lines, MayEdit(held) && held.State is ClassState.Draft or ClassState.Open ? await LackingAsync(held, seats, ct) : [],
            guests, SeesResidents(held.AreaId) ? [.. certificates.Where(c => c.MemberId is null && !guests.Any(g => g.Guest.Id == c.GuestId)).OrderBy(c => c.Year).ThenBy(c => c.Sequence)] : [],
            user.Can(Permission.ViewTeams, held.AreaId) ? Evaluation.Of(await db.ClassRatings.AsNoTracking().Where(r => r.ClassId == id).ToListAsync(ct)) : null);
    }

    /// <summary>Of each the one that stands; else the one that was taken back last.</summary>
    private static Dictionary<Guid, Certificate> Last(IEnumerable<Certificate> certificates, Func<Certificate, Guid?> whose) =>
        certificates.Where(c => whose(c) is not null).GroupBy(c => whose(c)!.Value).ToDictionary(g => g.Key, g => g.OrderBy(c => c.RevokedAt is null).ThenBy(c => c.SignedAt).Last());

    /// <summary>Names of residents are for whoever keeps the list or signs for it.</summary>
    private async Task<IReadOnlyList<GuestLine>> GuestsAsync(TrainingClass held, IReadOnlyList<Certificate> certificates, CancellationToken ct)
    {
        if (held.Audience != ClassAudience.Residents || !SeesResidents(held.AreaId))
        {
            return [];
        }

        var signed = Last(certificates, c => c.GuestId);
        return [.. (await db.ClassGuests.AsNoTracking().Where(g => g.ClassId == held.Id).ToListAsync(ct))
            .OrderBy(g => g.Name, PersonNames.Order).ThenBy(g => g.Id).Select(g => new GuestLine(g, signed.GetValueOrDefault(g.Id)))];
    }

    private bool SeesResidents(Guid areaId) => user.Can(Permission.ManageTraining, areaId) || user.Can(Permission.SignCertificates, areaId);

    /// <summary>Who should come: those for whom the class is and who hold no certificate of its course on its day; who never had one stands first.</summary>
    public async Task<IReadOnlyList<Candidate>> LackingAsync(TrainingClass held, IEnumerable<ClassSeat> seats, CancellationToken ct)
    {
        var taken = seats.Select(s => s.MemberId).ToHashSet();
        var had = await learnt.ReadAsync(held.Course, ct);
        return [.. people.Of(held.AreaId, held.Day).Where(a => held.Takes(a.Role) && !taken.Contains(a.Person.Id))
            .Select(a => (Who: a, Had: had[(a.Person.Id, held.Course)])).Where(c => !c.Had.Any(last => last is null || held.Day <= last))
            .Select(c => new Candidate(c.Who, c.Had.Max()))
            .OrderBy(c => c.HeldTo ?? DateOnly.MinValue).ThenBy(c => c.Who.Person.Name, PersonNames.Order)];
    }

    public async Task<Certificate> CertificateAsync(Guid id, CancellationToken ct) =>
        await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } found
            && (found.MemberId is null ? SeesResidents(found.AreaId) : user.Can(Permission.ViewTeams, found.AreaId))
            ? found : throw new Refusal(Problems.NotFound);

    /// <summary>A draft is its office's own; an open one is everybody's whose teams may come.</summary>
    private bool Sees(TrainingClass held) => held.State == ClassState.Draft ? MayEdit(held) || user.Can(Permission.SignCertificates, held.AreaId)
        : user.Can(Permission.ViewTeams, held.AreaId) || user.AreasWith(Permission.ViewTeams).Any(a => areas.On(held.Day).IsWithin(a, held.AreaId));
}
