using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Providers;
using TungNgo.Seasons;
using TungNgo.Services;
using TungNgo.Sync.Doors;
using TungNgo.Visits;

namespace TungNgo.Sync.Pull;

/// <summary>
/// Reads households as phones see them: people, standings, newest visits and consents, in one query each, those of many households in two lines
/// beside each other: a first pull is waited for at a door. Only the columns that are sent: reading rows is most of the time of a pull, and ids and
/// instants are its dearest columns.
/// </summary>
internal sealed class DoorReader(AppDb db, IDbContextFactory<AppDb> databases, DateTime now)
{
    private const int VisitsShown = 3;

    /// <summary>Of more households the people are read on a connection of their own, beside everything else.</summary>
    private const int MostInOneLine = 100;

    /// <summary>How old a visit may be to come with all that was done in it.</summary>
    private const int CorrectableDays = 7;

    public async Task<List<WireHousehold>> ReadAsync(Expression<Func<Household, bool>> which, CancellationToken ct)
    {
        var households = await db.Households.AsNoTracking().Where(which).Where(h => h.ClosedDay == null)
            .OrderBy(h => h.HamletId).ThenBy(h => h.Number)
            .Select(h => new
            {
                h.Id, h.HamletId, h.LaneId, h.Code, h.Head, h.Door, h.Landmark, h.Latitude, h.Longitude, h.Language, h.Phone, h.Size, h.Smartphones, h.Order, h.Version,
            })
            .ToListAsync(ct);
        if (households.Count == 0)
        {
            return [];
        }

        var wanted = db.Households.Where(which).Where(h => h.ClosedDay == null).Select(h => h.Id);
        // SQLite reads on the thread that asks. Of a few households neither half is worth another connection.
        var beside = households.Count > MostInOneLine ? Task.Run(() => PeopleBesideAsync(which, ct), ct) : null;
        var consents = (await db.Consents.AsNoTracking().Where(c => wanted.Contains(c.HouseholdId)).OrderBy(c => c.At).ToListAsync(ct)).ToLookup(c => c.HouseholdId);
        var visits = await VisitsAsync(wanted, ct);
        var contacts = await ContactsAsync(wanted, ct);
        var seasons = (await SeasonConsents.Standing(db).AsNoTracking().Where(a => wanted.Contains(a.HouseholdId)).OrderByDescending(a => a.Year).ThenByDescending(a => a.Season)
            .ToListAsync(ct)).ToLookup(a => a.HouseholdId, SeasonRules.Wire);
        var clashes = await ClashesAsync(wanted, ct);
        var (people, standings) = await (beside ?? PeopleAsync(db, which, ct));
        return [.. households.Select(h => new WireHousehold(
            h.Id, h.HamletId, h.LaneId, h.Code, h.Head, h.Door, h.Landmark,
            h.Latitude is { } lat && h.Longitude is { } lon ? [Math.Round(lat, 5), Math.Round(lon, 5)] : null,
            h.Language, h.Phone, h.Size, h.Smartphones, h.Order,
            [.. people[h.Id].Select(p => p with { Standings = [.. standings[(h.Id, p.Id)]] })],
            [.. standings[(h.Id, Guid.Empty)]],
            [.. visits[h.Id].Take(VisitsShown)],
            [.. consents[h.Id].Select(c => new WireConsent(c.Id, c.Purpose, c.Method, c.Language, ToSecond(c.At), c.WithdrawnAt is { } withdrawn ? ToSecond(withdrawn) : null))],
            h.Version, contacts.Groups(h.Id), contacts.Crops(h.Id), contacts.OptOuts(h.Id), seasons.Contains(h.Id) ? [.. seasons[h.Id]] : null,
            clashes.Contains(h.Id) ? [.. clashes[h.Id]] : null))];
    }

    private async Task<PeopleOf> PeopleBesideAsync(Expression<Func<Household, bool>> which, CancellationToken ct)
    {
        await using var other = await databases.CreateDbContextAsync(ct);
        return await PeopleAsync(other, which, ct);
    }

    private static async Task<PeopleOf> PeopleAsync(AppDb db, Expression<Func<Household, bool>> which, CancellationToken ct)
    {
        var wanted = db.Households.Where(which).Where(h => h.ClosedDay == null).Select(h => h.Id);
        var people = await db.People.Where(p => p.GoneDay == null && wanted.Contains(p.HouseholdId)).OrderBy(p => p.Order)
            .Select(p => new { p.HouseholdId, Wire = new WirePerson(p.Id, p.Name, p.BirthYear, p.Sex, p.Phone, p.Relation, Array.Empty<WireStanding>()) }).ToListAsync(ct);
        var standings = await db.Standings.Where(s => s.Stage != Stage.None && wanted.Contains(s.HouseholdId))
            .Select(s => new { s.HouseholdId, s.PersonId, Wire = new WireStanding(s.ServiceId, s.Stage, s.Day, s.Blocker) }).ToListAsync(ct);
        return new(people.ToLookup(p => p.HouseholdId, p => p.Wire), standings.ToLookup(s => (s.HouseholdId, s.PersonId), s => s.Wire));
    }

    /// <summary>People by household, and how far each has come; <see cref="Guid.Empty"/> is the household itself.</summary>
    private sealed record PeopleOf(ILookup<Guid, WirePerson> People, ILookup<(Guid Household, Guid Person), WireStanding> Standings);

    /// <summary>What phones can show of the fields that wait for the office's choice: whoever's value gave way reads so at the door.</summary>
    private async Task<ILookup<Guid, WireClash>> ClashesAsync(IQueryable<Guid> wanted, CancellationToken ct)
    {
        var waiting = await db.EditConflicts.AsNoTracking().Where(c => c.SettledAt == null && wanted.Contains(c.HouseholdId)).OrderBy(c => c.FoundAt).ThenBy(c => c.Id).ToListAsync(ct);
        return waiting.Select(c => (Conflict: c, Field: ClashField(c))).Where(c => c.Field is not null).ToLookup(c => c.Conflict.HouseholdId, c => new WireClash(
            c.Conflict.PersonId == Guid.Empty ? null : c.Conflict.PersonId, c.Field!, c.Conflict.Kept, c.Conflict.KeptBy, c.Conflict.Other, c.Conflict.OtherBy, ToSecond(c.Conflict.FoundAt)));
    }

    /// <summary>Null for what is no field of a form at the door, and for the place of a house, which no words tell.</summary>
    private static string? ClashField(EditConflict conflict) => conflict.Field == FieldCode.Point ? null
        : conflict.PersonId == Guid.Empty
            ? Array.Find(HouseholdFields.All, f => f.Code == conflict.Field && f.AtDoor)?.Name
            : Array.Find(PersonFields.All, f => f.Code == conflict.Field && f.AtDoor)?.Name;

    /// <summary>The newest visits of each, also those to duplicates merged into it; the young ones with what was done, so that they can be corrected.</summary>
    private async Task<ILookup<Guid, WireVisit>> VisitsAsync(IQueryable<Guid> wanted, CancellationToken ct)
    {
        var merged = await db.Households.Where(h => h.MergedIntoId != null && wanted.Contains(h.MergedIntoId.Value)).ToDictionaryAsync(h => h.Id, h => h.MergedIntoId!.Value, ct);
        var visits = await ReadVisitsAsync(db.Visits.AtDoors().Where(v => wanted.Contains(v.HouseholdId)), ct);
        if (merged.Count > 0)
        {
            visits.AddRange(await ReadVisitsAsync(db.Visits.AtDoors().Where(v => merged.Keys.Contains(v.HouseholdId)), ct));
            visits.Sort((a, b) => b.Wire.At.CompareTo(a.Wire.At));
        }

        var young = now.AddDays(-CorrectableDays);
        var done = (await (
            from activity in db.VisitActivities.Where(a => wanted.Contains(a.HouseholdId) || merged.Keys.Contains(a.HouseholdId))
            join visit in db.Visits.Where(v => v.At >= young && v.SupersededById == null) on new { activity.HouseholdId, Id = activity.VisitId } equals new { visit.HouseholdId, visit.Id }
            select activity).AsNoTracking().ToListAsync(ct)).ToLookup(a => a.VisitId, a => new PushActivity(a.ServiceId, a.Stage, a.PersonId == Guid.Empty ? null : a.PersonId, a.Blocker));
        return visits.ToLookup(v => merged.GetValueOrDefault(v.HouseholdId, v.HouseholdId), v => v.Wire with
        {
            At = ToSecond(v.Wire.At),
            Language = v.Wire.At >= young ? v.Wire.Language : null,
            Activities = v.Wire.At >= young ? [.. done[v.Wire.Id]] : null,
        });
    }

    private async Task<List<VisitOf>> ReadVisitsAsync(IQueryable<Visit> of, CancellationToken ct) => await (
        from visit in of.Where(v => v.SupersededById == null)
        join member in db.Members on visit.MemberId equals member.Id into members
        from member in members.DefaultIfEmpty()
        where db.Visits.Count(newer => newer.GatheringId == null && newer.HouseholdId == visit.HouseholdId && newer.SupersededById == null && newer.At > visit.At) < VisitsShown
        orderby visit.At descending
        select new VisitOf(visit.HouseholdId, new WireVisit(
            visit.Id, visit.At, visit.MemberId, member == null ? null : member.Name, visit.Outcome, visit.NextDate, visit.NextTime, visit.Note, visit.Language, null)))
        .AsNoTracking().ToListAsync(ct);

    private sealed record VisitOf(Guid HouseholdId, WireVisit Wire);

    private async Task<Contacts> ContactsAsync(IQueryable<Guid> wanted, CancellationToken ct)
    {
        var groups = await db.ContactPoints.Where(c => c.Kind == ContactKind.Group && c.HouseholdId != null && wanted.Contains(c.HouseholdId.Value))
            .Select(c => new { c.HouseholdId, c.Address }).ToListAsync(ct);
        var crops = await db.HouseholdCrops.AsNoTracking().Where(c => c.EndedOn == null && wanted.Contains(c.HouseholdId)).OrderBy(c => c.Id).ToListAsync(ct);
        var refused = await (
            from household in db.Households.Where(h => h.Phone != null && wanted.Contains(h.Id)).Select(h => new { h.Id, Number = h.Phone!.Substring(1) })
            join optOut in db.OptOuts.Where(o => o.Topic == null) on "84" + household.Number equals optOut.Address
            select new { household.Id, optOut.Channel }).ToListAsync(ct);
        return new Contacts(
            groups.ToLookup(g => g.HouseholdId!.Value, g => Guid.Parse(g.Address)), crops.ToLookup(c => c.HouseholdId, c => new WireCrop(c.Id, c.Crop, c.Area, c.SownOn)), refused.ToLookup(o => o.Id, o => o.Channel));
    }

    /// <summary>Most households have none of these, and then nothing is sent.</summary>
    private sealed record Contacts(ILookup<Guid, Guid> ByGroup, ILookup<Guid, WireCrop> ByCrop, ILookup<Guid, ChannelKind?> ByRefusal)
    {
        public Guid[]? Groups(Guid id) => ByGroup.Contains(id) ? [.. ByGroup[id]] : null;

        public WireCrop[]? Crops(Guid id) => ByCrop.Contains(id) ? [.. ByCrop[id]] : null;

        public string[]? OptOuts(Guid id) => ByRefusal.Contains(id) ? [.. ContactRules.Words(ByRefusal[id])] : null;
    }

    /// <summary>Ticks are noise that does not compress: seven digits on each of two thousand instants.</summary>
    private static DateTime ToSecond(DateTime at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
