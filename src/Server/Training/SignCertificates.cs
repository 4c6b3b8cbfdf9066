using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Training.Badges;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>Certificates are signed by somebody who neither wrote nor closed the class, and taken back with a reason.</summary>
internal sealed class SignCertificates(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, TrainingDesk desk, OpenBadgeDesk badges, BadgeKeys keys, TimeProvider clock)
{
    public const int LongestWhy = 300;

    /// <summary>For everybody who came and passed and has none yet; late phones may bring more, which are signed by asking again.</summary>
    /// <returns>How many were signed.</returns>
    public async Task<int> SignAsync(Guid classId, CancellationToken ct)
    {
        // Before the write: the first use of a year's key is a write of its own. A write that waits past midnight of the year is asked again.
        var year = clock.Today().Year;
        using var key = await keys.PrivateAsync(year, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var held = await db.TrainingClasses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == classId, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.SignCertificates, held.AreaId);
        if (held.IsOfOwnHand(user.UserId))
        {
            throw new Refusal(Problems.CertificateOwn);
        }

        if (held.Against(ClassMove.Sign, write.Now) is { } problem)
        {
            throw new Refusal(problem);
        }

        if (write.Today.Year != year)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var ready = await ReadyAsync(classId, ct);
        if (ready.Count == 0)
        {
            throw new Refusal(Problems.CertificateNone);
        }

        var taken = (await db.Certificates.Select(c => c.StatusIndex).ToListAsync(ct)).ToHashSet();
        // Drawing goes on until a place is free: it must not go on for ever while it holds everybody's turn to write.
        if (taken.Count + ready.Count > StatusList.Length / 10 * 9)
        {
            throw new Refusal(Problems.CertificateBookFull, StatusList.Length);
        }

        var course = desk.CourseOf(held);
        var office = areas.On(held.Day).Find(held.AreaId) is { } unit ? $"UBND {AreaNames.WithKind(unit)}" : Formats.Missing;
        var last = await db.Certificates.Where(c => c.AreaId == held.AreaId && c.Year == year).MaxAsync(c => (int?)c.Sequence, ct) ?? 0;
        foreach (var one in ready)
        {
            var made = Make(write, held, course, office, one, ++last, FreeIndex(taken), key);
            db.Certificates.Add(made);
            write.Audit("certificate.sign", made.Id, held.AreaId, null, new { made.ClassId, made.MemberId, made.GuestId, made.Number, made.ValidTo });
        }

        write.Changed(ChangeKind.Training, classId);
        await write.CommitAsync(ct);
        return ready.Count;
    }

    /// <summary>It stays in the book and says so to whoever checks it.</summary>
    /// <param name="toReplace">Something on it was wrong: the next signing makes another one.</param>
    public async Task RevokeAsync(Guid id, string? why, bool toReplace, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var found = await db.Certificates.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.SignCertificates, found.AreaId);
        if (found.RevokedAt is not null)
        {
            throw new Refusal(Problems.CertificateRevoked);
        }

        found.RevokedWhy = FreeText.Line(why, LongestWhy, "training.revoke.why") ?? throw new Refusal(Problems.CertificateWhy);
        (found.RevokedAt, found.RevokedBy, found.IsToReplace) = (write.Now, user.Name, toReplace);
        if (found.MemberId is null)
        {
            // Perhaps they have taken back that they wanted it: that it was taken back is still told, and not whose it was.
            (found.Name, found.Badge) = (Formats.Missing, "");
        }

        write.Changed(ChangeKind.Training, found.ClassId);
        write.Audit("certificate.revoke", found.Id, found.AreaId, null, new { found.RevokedWhy, found.IsToReplace });
        await write.CommitAsync(ct);
    }

    /// <summary>Of these classes those in which somebody has earned a certificate and has none.</summary>
    public async Task<IReadOnlySet<Guid>> WaitingAsync(IReadOnlyCollection<Guid> classes, CancellationToken ct) => classes.Count == 0 ? new HashSet<Guid>()
        : (await Finished(classes).Select(s => s.ClassId).Union(Wanting(classes).Select(g => g.ClassId)).ToListAsync(ct)).ToHashSet();

    /// <summary>Members who came and passed, and residents who finished and said that they want one.</summary>
    private async Task<List<Graduate>> ReadyAsync(Guid classId, CancellationToken ct)
    {
        var guests = await Wanting([classId]).AsNoTracking().OrderBy(g => g.Id).ToListAsync(ct);
        return [.. (await MembersAsync(classId, ct)).Select(m => new Graduate(m.Id, null, m.Name)), .. guests.Select(g => new Graduate(null, g.Id, g.Name, g.AgreedAt, g.AgreedBy))];
    }

    private Task<List<Teams.Member>> MembersAsync(Guid classId, CancellationToken ct) => (
        from seat in Finished([classId])
        join member in db.Members on seat.MemberId equals member.Id
        orderby member.NameKey, member.Id
        select member).AsNoTracking().ToListAsync(ct);

    private IQueryable<ClassSeat> Finished(IReadOnlyCollection<Guid> classes) => db.ClassSeats.Where(s => classes.Contains(s.ClassId) && s.CameAt != null
        && db.TestAttempts.Any(a => a.ClassId == s.ClassId && a.MemberId == s.MemberId && a.Passed)
        && !db.Certificates.Any(c => c.ClassId == s.ClassId && c.MemberId == s.MemberId && !c.IsToReplace));

    private IQueryable<ClassGuest> Wanting(IReadOnlyCollection<Guid> classes) => db.ClassGuests.Where(g => classes.Contains(g.ClassId) && g.HasFinished && g.AgreedAt != null
        && !db.Certificates.Any(c => c.GuestId == g.Id && !c.IsToReplace));

    private Certificate Make(Write write, TrainingClass held, Course course, string office, Graduate one, int sequence, int index, ECDsa key)
    {
        var code = CertificateCode.New();
        // It holds from the day of the class, on which it was learnt.
        var last = course.LastDayFrom(held.Day);
        return new Certificate
        {
            Id = write.NewId(), Code = code, ClassId = held.Id, MemberId = one.MemberId, GuestId = one.GuestId, Course = course.Code, Name = one.Name,
            AreaId = held.AreaId, AgreedAt = one.AgreedAt, AgreedBy = one.AgreedBy,
            Year = write.Today.Year, Sequence = sequence, SignedAt = write.Now, SignedById = user.UserId ?? Guid.Empty, SignedBy = user.Name,
            ValidTo = last, StatusIndex = index,
            Badge = badges.Sign(new BadgeFacts(code, one.Name, course, office, write.Now, last, index), key),
        };
    }

    private sealed record Graduate(Guid? MemberId, Guid? GuestId, string Name, DateTime? AgreedAt = null, string? AgreedBy = null);

    private static int FreeIndex(HashSet<int> taken)
    {
        int index;
        do
        {
            index = RandomNumberGenerator.GetInt32(StatusList.Length);
        }
        while (!taken.Add(index));
        return index;
    }
}
