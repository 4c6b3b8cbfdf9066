using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>Adding and editing the people of a household, for every door.</summary>
internal static class ChangePerson
{
    private const string GoneValue = "1";

    /// <summary>Adds a person who belonged to the household at the moment, and counts from that day on.</summary>
    public static async Task<Person> AddAsync(HouseholdWorks works, HouseholdWork work, Guid id, FieldValues values, EditMoment moment, Write write, CancellationToken ct)
    {
        if (work.People.Exists(p => p.Id == id))
        {
            throw new Refusal(Problems.IdTaken);
        }

        var fields = Check(PersonFields.All.Where(f => f.Needed || values.ContainsKey(f.Code)), values, moment.Source);
        var household = work.Household;
        var day = Math.Max(LegalDay.Of(moment.At).Number(), household.AddedDay);
        var person = new Person { Id = id, HouseholdId = household.Id, Name = "", AddedDay = day, ImportId = moment.ImportId, Order = work.People.Count == 0 ? 0 : work.People.Max(p => p.Order) + 1 };
        foreach (var (field, value) in fields)
        {
            field.Set(person, value);
        }

        if (household.Closed is null && day > (household.SettledDay ?? int.MinValue))
        {
            work.People.Add(person);
            HouseholdStocks.CountNew(person, household.HamletId, day, write.Cells);
        }
        else
        {
            await works.WholeAsync([work], ct);
            HouseholdStocks.Change(work, works.Services, write.Cells, () => work.People.Add(person));
        }

        work.NewPeople.Add(person);
        household.Version = write.Changed(ChangeKind.Person, household.Id, household.HamletId);
        household.ByHand = moment.Source == EditSource.Hand ? household.Version : household.ByHand;
        ChangeHousehold.Describe(work);
        write.Audit("person.add", id, household.HamletId, null, fields.Where(f => f.Value is not null).ToDictionary(f => f.Field.Name, f => FieldText.Of(f.Value)));
        return person;
    }

    /// <returns>Fields that somebody else had changed meanwhile.</returns>
    public static async Task<IReadOnlyList<EditConflict>> EditAsync(
        HouseholdWorks works, HouseholdWork work, Person person, FieldValues values, EditMoment moment, Write write, CancellationToken ct)
    {
        var fields = Check(PersonFields.All.Where(f => values.ContainsKey(f.Code)), values, moment.Source);
        await works.EditsAsync([work], ct);
        var editing = new FieldEditing(work, moment, write.Actor);
        foreach (var (field, value) in fields)
        {
            editing.Plan(person.Id, person, field, value);
        }

        if (!editing.IsEmpty)
        {
            work.EditedPeople.Add(person);
        }

        return await ChangeHousehold.ApplyAsync(works, work, editing, "person.edit", person.Id, moment, write, ct);
    }

    /// <summary>
    /// Who has left no longer counts in the stocks from that day on; what was done with them stays in the flows and the history. Coming back,
    /// or never having left, is the same edit the other way round.
    /// </summary>
    public static async Task LeaveAsync(HouseholdWorks works, HouseholdWork work, Person person, bool gone, EditMoment moment, Write write, CancellationToken ct)
    {
        await works.EditsAsync([work], ct);
        var day = LegalDay.Of(moment.At).Number();
        var editing = new FieldEditing(work, moment, write.Actor);
        editing.Plan(person.Id, FieldCode.Gone, "gone", person.GoneDay is null ? null : GoneValue, gone ? GoneValue : null, () => person.GoneDay = gone ? day : null);
        if (editing.IsEmpty)
        {
            return;
        }

        work.EditedPeople.Add(person);
        work.Settle(day);
        await ChangeHousehold.ApplyAsync(works, work, editing, gone ? "person.gone" : "person.back", person.Id, moment, write, ct);
    }

    private static List<(RegisterField<Person> Field, object? Value)> Check(IEnumerable<RegisterField<Person>> fields, FieldValues values, EditSource source) =>
        [.. fields.Select(f => (f, source == EditSource.List ? values.GetValueOrDefault(f.Code) : f.Check(values.GetValueOrDefault(f.Code))))];
}
