using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>What two people of a duplicate and of the household that it is come to.</summary>
/// <param name="SamePerson">Person of the duplicate → the same one in the surviving household. Who is not named goes over as another person.</param>
internal sealed record MergePlan(IReadOnlyDictionary<Guid, Guid> SamePerson);

/// <summary>
/// Merges a duplicate into the household that it is, from today on: it stops counting, its people and visits count in the other one, and
/// nothing of the past moves. Visits stay where they were recorded, so taking it back loses none.
/// </summary>
internal sealed class MergeHouseholds(IEnumerable<IFollowsHousehold> followers)
{
    /// <summary>Key of the people whom the merging made.</summary>
    private const string People = "people";

    public async Task<HouseholdMerging> MergeAsync(HouseholdWorks works, HouseholdWork survivor, HouseholdWork duplicate, MergePlan plan, Write write, CancellationToken ct)
    {
        if (survivor == duplicate || survivor.Living == duplicate.Living)
        {
            throw new Refusal(Problems.MergeItself);
        }

        if (survivor.Household.Closed is not null || duplicate.Household.Closed is not null)
        {
            throw new Refusal(Problems.HouseholdNotOpen);
        }

        if (plan.SamePerson.Any(s => !duplicate.People.Exists(p => p.Id == s.Key) || !survivor.People.Exists(p => p.Id == s.Value && p.GoneDay is null)))
        {
            throw new Refusal(Problems.PersonUnknown);
        }

        await works.WholeAsync([survivor, duplicate], ct);
        var (into, gone) = (survivor.Household, duplicate.Household);
        var number = write.Changed(ChangeKind.HouseholdLeft, gone.Id, gone.HamletId);
        var moment = new EditMoment(write.Now, Source: EditSource.Merge);
        HouseholdStocks.Count(survivor, works.Services, write.Cells, -1);
        HouseholdStocks.Count(duplicate, works.Services, write.Cells, -1);
        CloseHousehold.Plan(duplicate, CloseReason.Merged, moment, write.Actor).Apply(number, write.Now, write.NewId);
        (gone.MergedIntoId, gone.ByHand) = (into.Id, number);
        duplicate.Into = survivor;
        survivor.Absorbed.Add(duplicate);
        var made = TakeOver(survivor, duplicate, plan, write);
        Fill(survivor, duplicate, moment, number, write);
        HouseholdStocks.Count(survivor, works.Services, write.Cells, 1);
        Finish(works, survivor, duplicate, write);
        into.Version = into.ByHand = write.Changed(ChangeKind.Household, into.Id, into.HamletId);

        var merging = new HouseholdMerging { Id = write.NewId(), SurvivorId = into.Id, DuplicateId = gone.Id, Number = number, At = write.Now, By = write.Actor.Name };
        merging.Followed[People] = string.Join(',', made);
        foreach (var follower in followers)
        {
            merging.Followed[follower.What] = string.Join(',', await follower.FollowAsync(write, gone.Id, into.Id, ct));
        }

        write.Rows.Add(RowStatement.Insert(works.Db, [merging]));
        write.Audit("household.merge", into.Id, into.HamletId, new { duplicate = gone.Id, gone.Head }, new { survivor = into.Id, into.Head, people = plan.SamePerson.Count });
        return merging;
    }

    /// <summary>They are two households after all, and count as if they had never been merged. Who was visited since in the other one stays there as well.</summary>
    public async Task UndoAsync(HouseholdWorks works, HouseholdMerging merging, Write write, CancellationToken ct)
    {
        var (survivor, duplicate) = (works.Find(merging.SurvivorId)!, works.Find(merging.DuplicateId)!);
        if (merging.UndoneAt is not null || duplicate.Household.MergedIntoId != survivor.Household.Id)
        {
            throw new Refusal(Problems.MergeUndone);
        }

        await works.WholeAsync([survivor], ct);
        var top = survivor.Living;
        var (into, gone) = (survivor.Household, duplicate.Household);
        var number = write.Changed(ChangeKind.Household, gone.Id, gone.HamletId);
        HouseholdStocks.Count(top, works.Services, write.Cells, -1);
        survivor.Absorbed.Remove(duplicate);
        duplicate.Into = null;
        gone.MergedIntoId = null;
        CloseHousehold.Plan(duplicate, null, new EditMoment(merging.At, Source: EditSource.PutRight), write.Actor).Apply(number, write.Now, write.NewId);
        GiveBack(survivor, duplicate, merging.IdsOf(People));
        Unfill(survivor, merging.Number);
        HouseholdStocks.Count(top, works.Services, write.Cells, 1);
        HouseholdStocks.Count(duplicate, works.Services, write.Cells, 1);
        Finish(works, survivor, duplicate, write);
        gone.Version = gone.ByHand = number;
        into.Version = into.ByHand = write.Changed(ChangeKind.Household, into.Id, into.HamletId);
        foreach (var follower in followers)
        {
            await follower.ReturnAsync(write, gone.Id, into.Id, merging.IdsOf(follower.What), ct);
        }

        (merging.UndoneAt, merging.UndoneBy) = (write.Now, write.Actor.Name);
        write.Rows.Add(RowStatement.Update(works.Db, [merging], nameof(HouseholdMerging.UndoneAt), nameof(HouseholdMerging.UndoneBy)));
        write.Audit("household.unmerge", into.Id, into.HamletId, new { survivor = into.Id, into.Head }, new { duplicate = gone.Id, gone.Head });
    }

    /// <summary>Each of the duplicate's people is the one named, or goes over as somebody new.</summary>
    private static List<Guid> TakeOver(HouseholdWork survivor, HouseholdWork duplicate, MergePlan plan, Write write)
    {
        var made = new List<Guid>();
        var order = survivor.People.Count == 0 ? 0 : survivor.People.Max(p => p.Order) + 1;
        foreach (var person in duplicate.People.Where(p => p.GoneDay is null))
        {
            if (plan.SamePerson.TryGetValue(person.Id, out var same))
            {
                person.MergedIntoId = same;
            }
            else
            {
                var other = new Person { Id = write.NewId(), HouseholdId = survivor.Household.Id, Name = person.Name, AddedDay = write.Today.Number(), Order = order++ };
                foreach (var field in PersonFields.All)
                {
                    field.Set(other, field.Get(person));
                }

                other.Relation = person.Relation == "head" ? null : person.Relation;
                person.MergedIntoId = other.Id;
                survivor.People.Add(other);
                survivor.NewPeople.Add(other);
                made.Add(other.Id);
            }

            duplicate.EditedPeople.Add(person);
        }

        return made;
    }

    /// <summary>Who came over goes, unless a visit to the surviving household speaks of them.</summary>
    private static void GiveBack(HouseholdWork survivor, HouseholdWork duplicate, IReadOnlyCollection<Guid> made)
    {
        var visited = survivor.Visits.SelectMany(f => f.Activities).Select(a => a.PersonId).ToHashSet();
        foreach (var person in duplicate.People.Where(p => p.MergedIntoId is not null))
        {
            if (survivor.People.Find(p => p.Id == person.MergedIntoId) is { MergedIntoId: null } other && made.Contains(other.Id) && !visited.Contains(other.Id))
            {
                survivor.People.Remove(other);
                survivor.LostPeople.Add(other);
            }

            person.MergedIntoId = null;
            duplicate.EditedPeople.Add(person);
        }
    }

    /// <summary>What the surviving household does not know is taken from the duplicate.</summary>
    private static void Fill(HouseholdWork survivor, HouseholdWork duplicate, EditMoment moment, long number, Write write)
    {
        var editing = new FieldEditing(survivor, moment, write.Actor);
        foreach (var field in HouseholdFields.All.Where(f => f.Get(survivor.Household) is null && f.Get(duplicate.Household) is not null))
        {
            if (field.Code != FieldCode.Lane || survivor.Household.HamletId == duplicate.Household.HamletId)
            {
                editing.Plan(Guid.Empty, survivor.Household, field, field.Get(duplicate.Household));
            }
        }

        editing.Apply(number, write.Now, write.NewId);
    }

    private static void Unfill(HouseholdWork survivor, long number)
    {
        foreach (var edit in survivor.Edits.Where(e => e.Number == number && e.Source == EditSource.Merge).ToList())
        {
            survivor.Forget(edit);
        }
    }

    private static void Finish(HouseholdWorks works, HouseholdWork survivor, HouseholdWork duplicate, Write write)
    {
        var today = write.Today.Number();
        survivor.Settle(today);
        duplicate.Settle(today);
        RecordVisit.Refold(works, survivor);
        RecordVisit.Refold(works, duplicate);
        ChangeHousehold.Describe(survivor);
        ChangeHousehold.Describe(duplicate);
    }
}
