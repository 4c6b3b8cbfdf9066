using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Households.Import.Reading;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// New households as plain rows for the database's fast road: tracked entities cost several times the rows, and a province is 1.5
/// million of them.
/// </summary>
internal sealed class ImportRows(Guid importId, int day)
{
    private readonly List<Household> households = [];
    private readonly List<Person> people = [];

    public void Add(ReadHousehold listed, Guid id, Guid? laneId, long number, int order, Write write)
    {
        var household = new Household
        {
            Id = id, Number = number, Version = number, HamletId = listed.HamletId!.Value, Head = listed.Head, Order = order, AddedDay = day, ImportId = importId,
        };
        ListedFields.Fill(household, listed, laneId);
        household.SearchText = Household.SearchTextOf(household.Head, household.Phone, household.Door, household.Landmark, household.Code, listed.People.Select(p => (p.Name, p.Phone)));
        households.Add(household);
        var place = 0;
        foreach (var p in listed.People)
        {
            var person = new Person { Id = write.NewId(), HouseholdId = id, Name = p.Name, Order = place++, AddedDay = day, ImportId = importId };
            ListedFields.Fill(person, p);
            people.Add(person);
            HouseholdStocks.CountNew(person, household.HamletId, day, write.Cells);
        }

        HouseholdStocks.CountNew(household, day, write.Cells);
    }

    public async Task WriteAsync(AppDb db, CancellationToken ct)
    {
        if (households.Count > 0)
        {
            await db.InsertAsync(households, ct);
            await db.InsertAsync(people, ct);
        }
    }
}
