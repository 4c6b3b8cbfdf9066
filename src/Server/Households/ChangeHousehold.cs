using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>A value for each field that is set; blank is unknown.</summary>
internal sealed class FieldValues : Dictionary<FieldCode, object?>;

/// <summary>Adding and editing a household, for every door.</summary>
internal static class ChangeHousehold
{
    /// <summary>Adds a household that somebody saw at an instant: it counts from that day on.</summary>
    /// <exception cref="Refusal">The id is taken, a field is wrong, or the lane is another hamlet's.</exception>
    public static HouseholdWork Add(HouseholdWorks works, AreaTree areas, Guid id, Guid hamletId, FieldValues values, DateTime at, Write write)
    {
        if (works.Find(id) is not null)
        {
            throw new Refusal(Problems.IdTaken);
        }

        var fields = Check(areas, hamletId, HouseholdFields.All.Where(f => f.Needed || values.ContainsKey(f.Code)).ToDictionary(f => f.Code, f => values.GetValueOrDefault(f.Code)));
        var day = LegalDay.Of(at).Number();
        var number = write.Changed(ChangeKind.Household, id, hamletId);
        var household = new Household { Id = id, Number = number, HamletId = hamletId, Head = "", AddedDay = day, Version = number, ByHand = number };
        foreach (var (field, value) in fields)
        {
            field.Set(household, value);
        }

        var work = new HouseholdWork(household) { IsNew = true, IsWhole = true, HasEdits = true };
        works.Add(work);
        Describe(work);
        HouseholdStocks.CountNew(household, day, write.Cells);
        write.Audit("household.add", id, hamletId, null, fields.Where(f => f.Value is not null).ToDictionary(f => f.Field.Name, f => f.Field.Code == FieldCode.Point ? "…" : FieldText.Of(f.Value)));
        return work;
    }

    /// <returns>Fields that somebody else had changed meanwhile; their rows are part of the write.</returns>
    /// <exception cref="Refusal">A field is wrong, or the lane is another hamlet's.</exception>
    public static async Task<IReadOnlyList<EditConflict>> EditAsync(
        HouseholdWorks works, HouseholdWork work, AreaTree areas, FieldValues values, EditMoment moment, Write write, CancellationToken ct)
    {
        var household = work.Household;
        var fields = moment.Source == EditSource.List ? values.Select(v => (Field: HouseholdFields.Of(v.Key), v.Value)).ToList() : Check(areas, household.HamletId, values);
        await works.EditsAsync([work], ct);
        var editing = new FieldEditing(work, moment, write.Actor);
        foreach (var (field, value) in fields)
        {
            editing.Plan(Guid.Empty, household, field, value);
        }

        return await ApplyAsync(works, work, editing, "household.edit", household.Id, moment, write, ct);
    }

    /// <summary>Makes planned edits of a household or its people, moves its figures where they depend on them, feeds and audits.</summary>
    internal static async Task<IReadOnlyList<EditConflict>> ApplyAsync(
        HouseholdWorks works, HouseholdWork work, FieldEditing editing, string action, Guid entityId, EditMoment moment, Write write, CancellationToken ct)
    {
        if (editing.IsEmpty)
        {
            return [];
        }

        var counts = editing.Moves(HouseholdStocks.Fields);
        if (counts)
        {
            await works.WholeAsync([work], ct);
        }

        var household = work.Household;
        var number = write.Changed(entityId == household.Id ? ChangeKind.Household : ChangeKind.Person, household.Id, household.HamletId);
        IReadOnlyList<EditConflict> conflicts = [];
        void Do() => conflicts = editing.Apply(number, write.Now, write.NewId);
        if (counts)
        {
            HouseholdStocks.Change(work, works.Services, write.Cells, Do);
        }
        else
        {
            Do();
        }

        household.Version = number;
        household.ByHand = moment.Source is EditSource.List or EditSource.Reorganisation ? household.ByHand : number;
        Describe(work);
        write.Audit(action, entityId, household.HamletId, editing.Before, editing.After);
        if (conflicts.Count > 0)
        {
            write.Rows.Add(RowStatement.Insert(works.Db, conflicts.ToList()));
        }

        return conflicts;
    }

    /// <summary>Phones replace what they hold by the version; a change by hand keeps the household when its list is undone.</summary>
    public static void Touch(HouseholdWork work, Write write, ChangeKind kind)
    {
        var household = work.Living.Household;
        household.Version = household.ByHand = write.Changed(kind, household.Id, household.HamletId);
        work.Living.Visited = true;
    }

    /// <summary>Brings the search words up to what the household and its people are called.</summary>
    internal static void Describe(HouseholdWork work)
    {
        var household = work.Household;
        work.Edited = true;
        household.SearchText = Household.SearchTextOf(
            household.Head, household.Phone, household.Door, household.Landmark, household.Code, work.People.Where(p => p.GoneDay is null).OrderBy(p => p.Order).Select(p => (p.Name, p.Phone)));
    }

    /// <summary>All is checked before anything is touched: a refused change leaves no trace.</summary>
    private static List<(RegisterField<Household> Field, object? Value)> Check(AreaTree areas, Guid hamletId, IReadOnlyDictionary<FieldCode, object?> values)
    {
        List<(RegisterField<Household> Field, object? Value)> fields = [.. HouseholdFields.All.Where(f => values.ContainsKey(f.Code)).Select(f => (f, f.Check(values[f.Code])))];
        if (values.GetValueOrDefault(FieldCode.Lane) is Guid lane && areas.LanesOf(hamletId).All(l => l.Id != lane))
        {
            throw new Refusal(Problems.LaneUnknown);
        }

        return fields;
    }
}
