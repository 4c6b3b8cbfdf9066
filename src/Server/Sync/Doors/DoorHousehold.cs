using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>What phones tell of households, their people, consents and crops, in the words of the registers' rules.</summary>
internal static class DoorHousehold
{
    public static async Task AddAsync(DoorContext door, PushHousehold push, CancellationToken ct)
    {
        // A phone may not have heard yet that a hamlet has ended: by that day its doors were the heir's. It is kept where it was told, and followed from
        // there: when the end is taken back, the household is where the phone said.
        if (push.HamletId is not { } told || door.Areas.HeirOn(told, door.Day) is not { } hamletId || !door.Hamlets.Contains(hamletId))
        {
            throw new Refusal(Problems.OutsideTerritory);
        }

        var work = ChangeHousehold.Add(door.Works, door.Areas, push.Id, told, WireFields.Household.All(push), door.At, door.Write);
        foreach (var (heir, day) in door.Areas.HeirsSince(told, DateOnly.MinValue))
        {
            await MoveHousehold.FollowAsync(door.Works, work, heir, day, door.Write, ct);
        }

        var twins = await new Twins(door.Write.Db).OfAsync(work.Household, null, ct);
        if ((twins.Count > 0 ? twins[0].Head : SameInBatch(door, work)) is { } head)
        {
            door.Notice ??= new Refusal(Problems.HouseholdTwin, head);
        }
    }

    public static async Task EditAsync(DoorContext door, PushHousehold push, CancellationToken ct)
    {
        var work = (await door.ReachAsync(push.Id, ct)).Living;
        var conflicts = await ChangeHousehold.EditAsync(door.Works, work, door.Areas, WireFields.Household.Named(push, push.Fields), new EditMoment(door.At, push.Version), door.Write, ct);
        Tell(door, conflicts);
    }

    public static async Task AddPersonAsync(DoorContext door, PushPerson push, CancellationToken ct)
    {
        var work = (await door.ReachAsync(push.HouseholdId, ct)).Living;
        await ChangePerson.AddAsync(door.Works, work, push.Id, WireFields.Person.All(push), new EditMoment(door.At), door.Write, ct);
    }

    public static async Task EditPersonAsync(DoorContext door, PushPerson push, CancellationToken ct)
    {
        var reached = await door.ReachAsync(push.HouseholdId, ct);
        var work = reached.Living;
        var id = reached == work ? push.Id : await PersonOfAsync(door, work, push.Id, ct);
        var person = work.People.Find(p => p.Id == id) ?? throw new Refusal(Problems.PersonUnknown);
        var moment = new EditMoment(door.At, push.Version);
        var values = WireFields.Person.Named(push, push.Fields);
        Tell(door, await ChangePerson.EditAsync(door.Works, work, person, values, moment, door.Write, ct));
        if (push.Gone || push.Back)
        {
            await ChangePerson.LeaveAsync(door.Works, work, person, push.Gone, moment, door.Write, ct);
        }
    }

    public static async Task GiveConsentAsync(DoorContext door, PushConsent push, CancellationToken ct)
    {
        var work = await door.ReachAsync(push.HouseholdId, ct);
        if (await FindConsentAsync(door, work, push.Id, ct) is not null)
        {
            throw new Refusal(Problems.IdTaken);
        }

        ChangeConsent.Give(work, push.Id, push.Purpose, push.Method, push.Language, door.At, door.Write);
    }

    public static async Task WithdrawConsentAsync(DoorContext door, PushConsent push, CancellationToken ct)
    {
        var work = await door.ReachAsync(push.HouseholdId, ct);
        var consent = await FindConsentAsync(door, work, push.Id, ct) ?? throw new Refusal(Problems.Invalid, "consent");
        await ChangeConsent.WithdrawAsync(work, consent, door.At, door.Ends, door.Write, ct);
    }

    public static async Task SaveCropAsync(DoorContext door, PushCrop push, CancellationToken ct)
    {
        var work = await door.ReachAsync(push.HouseholdId, ct);
        var ids = IdsOf(work);
        var db = door.Write.Db;
        var known = db.HouseholdCrops.Local.FirstOrDefault(c => c.Id == push.Id && ids.Contains(c.HouseholdId))
            ?? await db.HouseholdCrops.AsTracking().FirstOrDefaultAsync(c => c.Id == push.Id && ids.Contains(c.HouseholdId), ct);
        ChangeCrop.Save(work, known, push.Id, new CropSaid(push.Crop, push.Area, push.SownOn, push.Ended), door.At, door.Write);
    }

    private static async Task<Guid> PersonOfAsync(DoorContext door, HouseholdWork work, Guid id, CancellationToken ct)
    {
        await door.Works.WholeAsync([work], ct);
        return work.PersonOf(id);
    }

    private static async Task<Consent?> FindConsentAsync(DoorContext door, HouseholdWork work, Guid id, CancellationToken ct)
    {
        var ids = IdsOf(work);
        var db = door.Write.Db;
        return db.Consents.Local.FirstOrDefault(c => c.Id == id && ids.Contains(c.HouseholdId)) ?? await db.Consents.AsTracking().FirstOrDefaultAsync(c => c.Id == id && ids.Contains(c.HouseholdId), ct);
    }

    /// <summary>What was taken down at a duplicate lies with the household that it was merged into.</summary>
    private static Guid[] IdsOf(HouseholdWork work) => [work.Household.Id, work.Living.Household.Id];

    private static string? SameInBatch(DoorContext door, HouseholdWork work) => door.Works.All
        .Where(w => w != work && w.IsNew).Select(w => w.Household).FirstOrDefault(h => IsTwin(h, work.Household))?.Head;

    private static bool IsTwin(Household one, Household other) => one.HamletId == other.HamletId
        && ((one.Phone is not null && one.Phone == other.Phone) || SearchKey.Fold(one.Head) == SearchKey.Fold(other.Head));

    private static void Tell(DoorContext door, IReadOnlyList<EditConflict> conflicts)
    {
        if (conflicts.Count > 0)
        {
            var conflict = conflicts[0];
            var other = conflict.KeptBy == door.Actor.Name ? conflict.OtherBy : conflict.KeptBy;
            door.Notice ??= new Refusal(Problems.EditConflict, other);
        }
    }
}
