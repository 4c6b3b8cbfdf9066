using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Adding and editing a person of a household from the door.</summary>
internal static class PersonRules
{
    public static void Add(MutationContext context, PushPerson push)
    {
        var work = PushRules.Reach(context, push.HouseholdId);
        var batch = context.Batch;
        if (string.IsNullOrWhiteSpace(push.Name) || work.People.Any(p => p.Id == push.Id))
        {
            throw new Refusal(Problems.Invalid, "name");
        }

        CitizenNumbers.Refuse(push.Name, push.Phone);
        var day = LegalDay.Of(batch.Now).Number();
        var person = new Person
        {
            Id = push.Id, HouseholdId = work.Household.Id, Name = HouseholdRules.Text(push.Name, 100)!, AddedDay = day,
            Order = work.People.Count == 0 ? 0 : work.People.Max(p => p.Order) + 1,
        };
        foreach (var set in Fields.Where(f => f.Key != "name").Select(f => f.Value))
        {
            set(person, push);
        }

        work.People.Add(person);
        batch.Db.People.Add(person);
        Touch(context, work);
        batch.Cells.Add(work.Household.HamletId, Indicators.People, day, 1);
        batch.Audit(context.Actor, "person.add", person.Id, work.Household.HamletId, null, PushRules.Json(push));
    }

    public static void Edit(MutationContext context, PushPerson push)
    {
        var work = PushRules.Reach(context, push.HouseholdId);
        var person = work.People.Find(p => p.Id == push.Id && p.GoneDay is null) ?? throw new Refusal(Problems.PersonUnknown);
        CitizenNumbers.Refuse(push.Name, push.Phone);
        var batch = context.Batch;
        var fields = push.Fields ?? [];
        if (fields.FirstOrDefault(f => !Fields.ContainsKey(f) || (f == "name" && string.IsNullOrWhiteSpace(push.Name))) is { } wrong)
        {
            throw new Refusal(Problems.Invalid, wrong);
        }

        batch.Track(person);
        var before = new { person.Name, person.BirthYear, person.Sex, person.Phone, person.Relation };
        foreach (var field in fields)
        {
            Fields[field](person, push);
        }

        if (push.Gone)
        {
            Leave(batch, work, person);
        }

        Touch(context, work);
        batch.Audit(context.Actor, push.Gone ? "person.gone" : "person.edit", person.Id, work.Household.HamletId, PushRules.Json(before),
            PushRules.Json(new { person.Name, person.BirthYear, person.Sex, person.Phone, person.Relation, push.Gone }));
    }

    /// <summary>Who has left no longer counts in the stocks; what was done with them stays in the flows and the history.</summary>
    private static void Leave(PushBatch batch, HouseholdWork work, Person person)
    {
        var day = LegalDay.Of(batch.Now).Number();
        person.GoneDay = day;
        batch.Cells.Add(work.Household.HamletId, Indicators.People, day, -1);
        foreach (var standing in work.Standings.Values.Where(s => s.PersonId == person.Id && s.Stage != Stage.None))
        {
            batch.Cells.Add(work.Household.HamletId, Indicators.StageOf(batch.Services[standing.ServiceId].Number, standing.Stage), day, -1);
        }
    }

    private static void Touch(MutationContext context, HouseholdWork work)
    {
        var (batch, household) = (context.Batch, work.Household);
        batch.Track(household);
        household.SearchText = HouseholdRules.SearchText(work);
        household.Version = batch.Changed(ChangeKind.Person, household.Id, household.HamletId, context.Actor);
    }

    private static readonly Dictionary<string, Action<Person, PushPerson>> Fields = new()
    {
        ["name"] = (p, w) => p.Name = HouseholdRules.Text(w.Name, 100)!,
        ["birthYear"] = (p, w) => p.BirthYear = w.BirthYear is >= 1890 and <= 2100 ? w.BirthYear : null,
        ["sex"] = (p, w) => p.Sex = w.Sex is "m" or "f" ? w.Sex : null,
        ["phone"] = (p, w) => p.Phone = HouseholdRules.Text(w.Phone, 30),
        ["relation"] = (p, w) => p.Relation = HouseholdRules.Text(w.Relation, 20),
    };
}
