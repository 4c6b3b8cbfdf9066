using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>A resident of the register whom a search found.</summary>
internal sealed record FoundResident(Guid PersonId, string Name, int? BirthYear, string Hamlet, string Head);

/// <summary>Who came to a class for residents, who finished it, and who wants a certificate.</summary>
internal sealed class ChangeGuests(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    public const int LongestName = 80;
    private const int MostFound = 30, FewestLetters = 2;

    /// <summary>People of households that the words find, in those of the class's hamlets of which the caller may see the households.</summary>
    public async Task<IReadOnlyList<FoundResident>> SearchAsync(TrainingClass held, string? words, CancellationToken ct)
    {
        var key = SearchKey.Fold(words);
        if (key.Length < FewestLetters || !user.Can(Permission.ViewHouseholds))
        {
            return [];
        }

        var tree = areas.Today;
        var hamlets = Hamlets(held).ToList();
        var found = await (
            from person in db.People.Where(p => p.GoneDay == null && p.MergedIntoId == null)
            join household in db.Households.Where(h => hamlets.Contains(h.HamletId) && h.ClosedDay == null && h.SearchText.Contains(key))
                on person.HouseholdId equals household.Id
            orderby household.Number, person.Order
            select new { person.Id, person.Name, person.BirthYear, household.HamletId, household.Head }).AsNoTracking().Take(MostFound).ToListAsync(ct);
        return [.. found.Select(f => new FoundResident(f.Id, f.Name, f.BirthYear, tree.Find(f.HamletId)?.Name ?? Formats.Missing, f.Head))];
    }

    /// <summary>Somebody of whom only the name is told.</summary>
    public Task AddAsync(Guid classId, string? name, CancellationToken ct) => ChangeAsync(classId, "guest", null, async (held, write) =>
    {
        var said = FreeText.Line(name, LongestName, "training.guests.name") ?? throw new Refusal(Problems.GuestName);
        return await AddAsync(write, held, null, said, ct);
    }, ct);

    public Task AddPersonAsync(Guid classId, Guid personId, CancellationToken ct) => ChangeAsync(classId, "guest", null, async (held, write) =>
    {
        var hamlets = Hamlets(held).ToList();
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(
            p => p.Id == personId && p.GoneDay == null && p.MergedIntoId == null
                && db.Households.Any(h => h.Id == p.HouseholdId && h.ClosedDay == null && hamlets.Contains(h.HamletId)), ct)
            ?? throw new Refusal(Problems.NotFound);
        return await db.ClassGuests.AnyAsync(g => g.ClassId == classId && g.PersonId == personId, ct)
            ? null : await AddAsync(write, held, personId, person.Name, ct);
    }, ct);

    /// <summary>Who of the list has finished, and who wants a certificate: what was agreed to keeps its instant.</summary>
    /// <param name="edition">The one on whose list the ticks were set: somebody else's are not wiped out.</param>
    public Task MarkAsync(Guid classId, IReadOnlySet<Guid> finished, IReadOnlySet<Guid> agreed, int? edition, CancellationToken ct) =>
        ChangeAsync(classId, "guests", ClassMove.Guests, async (held, write) =>
        {
            if (held.Edition != edition)
            {
                throw new Refusal(Problems.ChangedMeanwhile);
            }

            var guests = await db.ClassGuests.Where(g => g.ClassId == classId).ToListAsync(ct);
            if (!finished.Concat(agreed).All(id => guests.Exists(g => g.Id == id)))
            {
                throw new Refusal(Problems.NotFound);
            }

            var signed = (await SignedAsync(classId, ct)).ToHashSet();
            foreach (var guest in guests)
            {
                if (signed.Contains(guest.Id) && !(finished.Contains(guest.Id) && agreed.Contains(guest.Id)))
                {
                    throw new Refusal(Problems.GuestSigned, guest.Name);
                }

                guest.HasFinished = finished.Contains(guest.Id);
                (guest.AgreedAt, guest.AgreedBy) = !agreed.Contains(guest.Id) ? (null, null)
                    : guest.AgreedAt is null ? (write.Now, user.Name) : (guest.AgreedAt, guest.AgreedBy);
            }

            return new { finished, agreed };
        }, ct);

    public Task RemoveAsync(Guid classId, Guid guestId, CancellationToken ct) => ChangeAsync(classId, "guest-gone", ClassMove.Guests, async (_, _) =>
    {
        var guest = await db.ClassGuests.SingleOrDefaultAsync(g => g.Id == guestId && g.ClassId == classId, ct) ?? throw new Refusal(Problems.NotFound);
        db.ClassGuests.Remove((await SignedAsync(classId, ct)).Contains(guest.Id) ? throw new Refusal(Problems.GuestSigned, guest.Name) : guest);
        return new { guestId };
    }, ct);

    private async Task<object?> AddAsync(Write write, TrainingClass held, Guid? personId, string name, CancellationToken ct)
    {
        if (await db.ClassGuests.CountAsync(g => g.ClassId == held.Id, ct) >= held.Seats)
        {
            throw new Refusal(Problems.ClassFull, held.Seats);
        }

        var made = new ClassGuest { Id = write.NewId(), ClassId = held.Id, PersonId = personId, Name = name, AddedAt = write.Now };
        db.ClassGuests.Add(made);
        // Names of residents do not stand in the trail.
        return new { guest = made.Id, fromRegister = personId is not null };
    }

    private Task<List<Guid>> SignedAsync(Guid classId, CancellationToken ct) =>
        db.Certificates.Where(c => c.ClassId == classId && c.RevokedAt == null && c.GuestId != null).Select(c => c.GuestId!.Value).ToListAsync(ct);

    private IEnumerable<Guid> Hamlets(TrainingClass held) =>
        areas.Today.HamletsOf(held.AreaId).Where(h => user.Can(Permission.ViewHouseholds, h));

    /// <param name="move">Null: somebody is added.</param>
    /// <param name="change">Gives what the audit says of it; null: nothing has changed.</param>
    private async Task ChangeAsync(Guid classId, string verb, ClassMove? move, Func<TrainingClass, Write, Task<object?>> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var held = await db.TrainingClasses.SingleOrDefaultAsync(c => c.Id == classId, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTraining, held.AreaId);
        if (held.Audience != ClassAudience.Residents)
        {
            throw new Refusal(Problems.GuestNotForResidents);
        }

        // After the class a name that was forgotten, or misspelt, is written anew.
        if (held.Against(move ?? held.AddsGuests, write.Now) is { } problem)
        {
            throw new Refusal(problem);
        }

        if (await change(held, write) is not { } after)
        {
            return;
        }

        held.Sign(user, write.Now);
        held.Edition++;
        write.Changed(ChangeKind.Training, held.Id);
        write.Audit($"class.{verb}", held.Id, held.AreaId, null, after);
        await write.CommitAsync(ct);
    }
}
