using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households.Import.Reading;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// New households as plain rows for the database's fast road: tracked entities cost several times the rows, and a province is 1.5
/// million of them. Column lists stand here once; a test compares them with the model.
/// </summary>
internal sealed class ImportRows(Guid importId, int day)
{
    public static readonly string[] HouseholdColumns =
    [
        "Id", "Number", "HamletId", "LaneId", "Code", "Head", "Door", "Landmark", "Language", "Phone", "Size", "Smartphones", "Order", "Note",
        "SearchText", "AddedDay", "ImportId", "Version",
    ];

    public static readonly string[] PersonColumns =
        ["Id", "HouseholdId", "Name", "BirthYear", "Sex", "Phone", "Relation", "Smartphone", "Order", "AddedDay", "ImportId"];

    private readonly List<object?[]> households = [];
    private readonly List<object?[]> people = [];

    public void Add(ReadHousehold listed, Guid id, Guid? laneId, long number, int order, Write write)
    {
        var hamlet = listed.HamletId!.Value;
        var smartphones = listed.Smartphones;
        households.Add(
        [
            id, number, hamlet, laneId, listed.Code, listed.Head, listed.Door, listed.Landmark, listed.Language, listed.Phone, listed.Size, smartphones, order,
            listed.NoteWithMarks, Household.SearchTextOf(listed.Head, listed.Phone, listed.Door, listed.Landmark, listed.Code, listed.People.Select(p => (p.Name, p.Phone))),
            day, importId, number,
        ]);
        var place = 0;
        foreach (var p in listed.People)
        {
            people.Add([write.NewId(), id, p.Name, p.BirthYear, p.Sex, p.Phone, p.Relation, p.Smartphone, place++, day, importId]);
        }

        write.Cells.Add(hamlet, Indicators.Households, day, 1);
        write.Cells.Add(hamlet, Indicators.People, day, listed.People.Count);
        write.Cells.Add(hamlet, Indicators.KhmerHouseholds, day, HouseholdFigures.IsKhmer(listed.Language) ? 1 : 0);
        write.Cells.Add(hamlet, Indicators.SmartphoneHouseholds, day, smartphones > 0 ? 1 : 0);
    }

    public static Person PersonOf(ReadPerson listed, Guid householdId, Guid id, int day, int order, Guid importId) => new()
    {
        Id = id, HouseholdId = householdId, Name = listed.Name, BirthYear = listed.BirthYear, Sex = listed.Sex, Phone = listed.Phone,
        Relation = listed.Relation, Smartphone = listed.Smartphone, Order = order, AddedDay = day, ImportId = importId,
    };

    public async Task WriteAsync(AppDb db, CancellationToken ct)
    {
        if (households.Count > 0)
        {
            await db.InsertRowsAsync("Households", HouseholdColumns, households, ct);
            await db.InsertRowsAsync("People", PersonColumns, people, ct);
        }
    }
}
