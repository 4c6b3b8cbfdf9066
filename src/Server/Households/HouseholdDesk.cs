using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>A field that an officer's form and somebody else have both changed: both values, to choose.</summary>
public sealed record FieldClash(FieldCode Field, string? Theirs, string By, DateTime At, string? Yours);

/// <summary>What an official does to households at a desk; the rules are those of every door.</summary>
internal sealed class HouseholdDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, ServiceCatalogue services, MergeHouseholds merging, IEnumerable<IEndsWithConsent> ends)
{
    /// <summary>More than a page of the register shows.</summary>
    private const int MostAssigned = 100;

    /// <param name="sent">The form's fields as text.</param>
    /// <param name="seen">Version of the household that the form showed.</param>
    /// <returns>Fields that changed meanwhile as well; nothing is saved then. A form that shows the newer version saves over them knowingly.</returns>
    public Task<IReadOnlyList<FieldClash>> SaveAsync(Guid id, IReadOnlyDictionary<FieldCode, string?> sent, long seen, CancellationToken ct) =>
        ChangeAsync<IReadOnlyList<FieldClash>>(id, async (works, work, write) =>
        {
            await works.EditsAsync([work], ct);
            var household = work.Household;
            var (values, clashes) = Compare(work, Guid.Empty, household, HouseholdFields.All, sent, seen);
            if (clashes.Count == 0)
            {
                await ChangeHousehold.EditAsync(works, work, areas, values, new EditMoment(write.Now, seen), write, ct);
            }

            return clashes;
        }, ct);

    /// <summary>A household that no list has and no phone has found. It counts from today on.</summary>
    /// <param name="id">Made with the form, so that a form that is sent twice adds one.</param>
    public async Task AddAsync(Guid id, Guid hamletId, IReadOnlyDictionary<FieldCode, string?> sent, CancellationToken ct)
    {
        user.Require(Permission.ManageHouseholds, hamletId);
        var works = new HouseholdWorks(db, services.All);
        await using var write = await writer.BeginAsync(user.Actor, ct, works.Reads([id]));
        if (works.Find(id) is { } known && known.Household.HamletId == hamletId)
        {
            return;
        }

        ChangeHousehold.Add(works, areas, id, hamletId, ValuesOf(HouseholdFields.All, sent), write.Now, write);
        works.Save(write);
        await write.CommitAsync(ct);
    }

    /// <summary>Sets the same fields of several households, all of them or none.</summary>
    public Task AssignAsync(Guid[] ids, IReadOnlyDictionary<FieldCode, string?> sent, CancellationToken ct)
    {
        if (ids.Length is 0 or > MostAssigned)
        {
            throw new Refusal(Problems.NoneMarked);
        }

        if (sent.Count == 0)
        {
            throw new Refusal(Problems.NothingChosen);
        }

        return ChangeAsync<object?>([.. ids.Distinct()], async (works, write) =>
        {
            var values = ValuesOf(HouseholdFields.All, sent);
            foreach (var id in ids.Distinct())
            {
                // Who marks rows of a list has seen them as they are.
                await ChangeHousehold.EditAsync(works, works.Find(id)!, areas, values, new EditMoment(write.Now, long.MaxValue), write, ct);
            }

            return null;
        }, ct);
    }

    /// <param name="personId">Null adds a person.</param>
    public Task<IReadOnlyList<FieldClash>> SavePersonAsync(Guid id, Guid? personId, IReadOnlyDictionary<FieldCode, string?> sent, bool gone, long seen, CancellationToken ct) =>
        ChangeAsync<IReadOnlyList<FieldClash>>(id, async (works, work, write) =>
        {
            var moment = new EditMoment(write.Now, seen);
            if (personId is null)
            {
                await ChangePerson.AddAsync(works, work, write.NewId(), ValuesOf(PersonFields.All, sent), moment, write, ct);
                return [];
            }

            await works.EditsAsync([work], ct);
            var person = work.People.Find(p => p.Id == personId) ?? throw new Refusal(Problems.PersonUnknown);
            var (values, clashes) = Compare(work, person.Id, person, PersonFields.All, sent, seen);
            if (clashes.Count > 0)
            {
                return clashes;
            }

            await ChangePerson.EditAsync(works, work, person, values, moment, write, ct);
            if (gone)
            {
                await ChangePerson.LeaveAsync(works, work, person, gone: true, moment, write, ct);
            }

            return clashes;
        }, ct);

    /// <summary>Somebody was said to have left and has not.</summary>
    public Task BringBackAsync(Guid id, Guid personId, CancellationToken ct) => ChangeAsync<object?>(id, async (works, work, write) =>
    {
        await works.EditsAsync([work], ct);
        var person = work.People.Find(p => p.Id == personId && p.GoneDay is not null) ?? throw new Refusal(Problems.PersonUnknown);
        var left = work.PastOf(personId, FieldCode.Gone, "1").Newest?.At ?? LegalDay.Start(LegalDay.FromNumber(person.GoneDay!.Value));
        await ChangePerson.LeaveAsync(works, work, person, gone: false, new EditMoment(left, Source: EditSource.PutRight), write, ct);
        return null;
    }, ct);

    /// <param name="day">The first day in the other hamlet; null says that it was always there.</param>
    public Task MoveAsync(Guid id, Guid to, DateOnly? day, CancellationToken ct) => ChangeAsync<object?>(id, async (works, work, write) =>
    {
        user.Require(Permission.ManageHouseholds, to);
        await (day is { } first ? MoveHousehold.MoveAsync(works, work, to, first, write, ct) : MoveHousehold.PutRightAsync(works, work, to, write, ct));
        return null;
    }, ct);

    public Task CloseAsync(Guid id, CloseReason reason, DateOnly day, CancellationToken ct) => ChangeAsync<object?>(id, async (works, work, write) =>
    {
        if (reason == CloseReason.Merged || !Enum.IsDefined(reason))
        {
            throw new Refusal(Problems.Invalid, "reason");
        }

        await CloseHousehold.CloseAsync(works, work, reason, day, write, ct);
        return null;
    }, ct);

    public Task ReopenAsync(Guid id, CancellationToken ct) => ChangeAsync<object?>(id, async (works, work, write) =>
    {
        await CloseHousehold.ReopenAsync(works, work, write, ct);
        return null;
    }, ct);

    /// <param name="id">The household that stays.</param>
    public Task MergeAsync(Guid id, Guid duplicateId, MergePlan plan, CancellationToken ct) => ChangeAsync<object?>([id, duplicateId], async (works, write) =>
    {
        await merging.MergeAsync(works, works.Find(id)!, works.Find(duplicateId)!, plan, write, ct);
        return null;
    }, ct);

    public async Task UnmergeAsync(Guid mergingId, CancellationToken ct)
    {
        var known = await db.HouseholdMergings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == mergingId, ct) ?? throw new Refusal(Problems.NotFound);
        await ChangeAsync<object?>([known.SurvivorId, known.DuplicateId], async (works, write) =>
        {
            await merging.UndoAsync(works, known, write, ct);
            return null;
        }, ct);
    }

    /// <summary>Chooses one of two values that were changed at the same time.</summary>
    public async Task SettleAsync(Guid conflictId, bool takeOther, CancellationToken ct)
    {
        var known = await db.EditConflicts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == conflictId && c.SettledAt == null, ct) ?? throw new Refusal(Problems.NotFound);
        await ChangeAsync<object?>(known.HouseholdId, async (works, work, write) =>
        {
            var conflict = await db.EditConflicts.AsTracking().SingleAsync(c => c.Id == conflictId, ct);
            (conflict.SettledAt, conflict.SettledBy) = (write.Now, user.Name);
            var moment = new EditMoment(write.Now, long.MaxValue);
            if (takeOther && conflict.PersonId == Guid.Empty)
            {
                await ChangeHousehold.EditAsync(works, work, areas, new FieldValues { [conflict.Field] = HouseholdFields.Of(conflict.Field).Read(conflict.Other) }, moment, write, ct);
            }
            else if (takeOther && work.People.Find(p => p.Id == conflict.PersonId) is { } person)
            {
                await ChangePerson.EditAsync(works, work, person, new FieldValues { [conflict.Field] = PersonFields.Of(conflict.Field).Read(conflict.Other) }, moment, write, ct);
            }

            // Phones show what waits for a choice; they hear of the choice also where the value stays.
            ChangeHousehold.Touch(work, write, ChangeKind.Household);
            write.Audit("household.conflict-settled", conflict.HouseholdId, work.Household.HamletId, null, new { field = conflict.Field, takeOther });
            return null;
        }, ct);
    }

    public Task GiveConsentAsync(Guid id, string? purpose, string? method, string? language, CancellationToken ct) => ChangeAsync<object?>(id, (_, work, write) =>
    {
        ChangeConsent.Give(work, write.NewId(), purpose, method, language, write.Now, write);
        return Task.FromResult<object?>(null);
    }, ct);

    public Task WithdrawConsentAsync(Guid id, Guid consentId, CancellationToken ct) => ChangeAsync<object?>(id, async (_, work, write) =>
    {
        var consent = await db.Consents.AsTracking().SingleOrDefaultAsync(c => c.Id == consentId && c.HouseholdId == id, ct) ?? throw new Refusal(Problems.NotFound);
        await ChangeConsent.WithdrawAsync(work, consent, write.Now, ends, write, ct);
        return null;
    }, ct);

    /// <summary>What a form says, field by field; all that is wrong with it is told at once.</summary>
    private static FieldValues ValuesOf<T>(RegisterField<T>[] fields, IReadOnlyDictionary<FieldCode, string?> sent)
    {
        var (values, checks) = (new FieldValues(), new Checks());
        foreach (var field in fields.Where(f => sent.ContainsKey(f.Code)))
        {
            values[field.Code] = checks.Of(() => field.Check(field.Read(sent[field.Code])));
        }

        checks.Pass();
        return values;
    }

    private Task<T> ChangeAsync<T>(Guid id, Func<HouseholdWorks, HouseholdWork, Write, Task<T>> change, CancellationToken ct) =>
        ChangeAsync([id], (works, write) => change(works, works.Find(id)!, write), ct);

    /// <summary>One write on households of the caller's scope; what changes nothing leaves no trace.</summary>
    private async Task<T> ChangeAsync<T>(Guid[] ids, Func<HouseholdWorks, Write, Task<T>> change, CancellationToken ct)
    {
        var works = new HouseholdWorks(db, services.All);
        await using var write = await writer.BeginAsync(user.Actor, ct, works.Reads(ids));
        foreach (var id in ids)
        {
            user.Require(Permission.ManageHouseholds, (works.Find(id) ?? throw new Refusal(Problems.NotFound)).Household.HamletId);
        }

        await works.FollowAsync(ct);
        var before = write.LastNumber;
        var answer = await change(works, write);
        if (write.LastNumber > before)
        {
            works.Save(write);
            await write.CommitAsync(ct);
        }

        return answer;
    }

    /// <summary>Which fields the officer has changed: those that are not as the form showed them.</summary>
    private (FieldValues Values, List<FieldClash> Clashes) Compare<T>(
        HouseholdWork work, Guid personId, T subject, RegisterField<T>[] fields, IReadOnlyDictionary<FieldCode, string?> sent, long seen)
    {
        var (values, clashes, read) = (new FieldValues(), new List<FieldClash>(), ValuesOf(fields, sent));
        foreach (var field in fields.Where(f => sent.ContainsKey(f.Code)))
        {
            var value = read[field.Code];
            var (yours, now) = (FieldText.Of(value), FieldText.Of(field.Get(subject)));
            var since = work.Edits.Where(e => e.PersonId == personId && e.Field == field.Code && e.Number > seen).OrderBy(e => e.Number).ToList();
            var shown = since.Count > 0 ? since[0].Before : now;
            if (yours == shown)
            {
                continue;
            }

            if (since.Count > 0 && now != yours && since[^1].ActorId != user.Actor.Id)
            {
                clashes.Add(new FieldClash(field.Code, now, since[^1].By, since[^1].At, yours));
            }
            else
            {
                values[field.Code] = value;
            }
        }

        return (values, clashes);
    }
}
