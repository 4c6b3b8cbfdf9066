using TungNgo.Data;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// What a list says of the register's fields. Blanks are filled; other values follow the newer list, except those that somebody corrected by
/// hand since: the door knows better than the file.
/// </summary>
internal static class ListedFields
{
    private static readonly (FieldCode Field, Func<ReadHousehold, Guid?, object?> Read)[] OfHousehold =
    [
        (FieldCode.Code, (r, _) => r.Code), (FieldCode.Lane, (_, lane) => lane), (FieldCode.Door, (r, _) => r.Door), (FieldCode.Landmark, (r, _) => r.Landmark),
        (FieldCode.Phone, (r, _) => r.Phone), (FieldCode.Smartphones, (r, _) => r.Smartphones), (FieldCode.Note, (r, _) => r.NoteWithMarks),
        .. PlainColumns.All.Select(p => (p.Field, (Func<ReadHousehold, Guid?, object?>)((r, _) => r.Plain.GetValueOrDefault(p.Field)))),
    ];

    private static readonly (FieldCode Field, Func<ReadPerson, object?> Read)[] OfPerson =
    [
        (FieldCode.BirthYear, r => r.BirthYear), (FieldCode.Sex, r => r.Sex), (FieldCode.PersonPhone, r => r.Phone), (FieldCode.Relation, r => r.Relation),
        (FieldCode.Smartphone, r => r.Smartphone),
    ];

    public static void Fill(Household household, ReadHousehold listed, Guid? lane)
    {
        foreach (var (code, read) in OfHousehold)
        {
            var field = HouseholdFields.Of(code);
            field.Set(household, field.Fit(read(listed, lane)));
        }
    }

    public static void Fill(Person person, ReadPerson listed)
    {
        foreach (var (code, read) in OfPerson)
        {
            var field = PersonFields.Of(code);
            field.Set(person, field.Fit(read(listed)));
        }
    }

    /// <summary>A new person as the list has them.</summary>
    public static FieldValues Of(ReadPerson listed)
    {
        var values = new FieldValues { [FieldCode.Name] = listed.Name };
        foreach (var (code, read) in OfPerson)
        {
            values[code] = PersonFields.Of(code).Fit(read(listed));
        }

        return values;
    }

    /// <summary>Fields that the list would change, and how many it would but for somebody's hand.</summary>
    public static (FieldValues Changes, int KeptByHand) Changes(HouseholdWork work, ReadHousehold listed, Guid? lane)
    {
        var (household, changes, kept) = (work.Household, new FieldValues(), 0);
        foreach (var (code, read) in OfHousehold)
        {
            var field = HouseholdFields.Of(code);
            var (before, after) = (field.Get(household), field.Fit(read(listed, lane)));
            // "0089" and "89" are one code: which of the two is printed is the office's matter.
            if (after is null || Equals(before, after) || (code == FieldCode.Code && TextCells.Code(new SheetCell(before)).Value == (string)after))
            {
                continue;
            }

            if (before is not null && work.Edits.Exists(e => e.PersonId == Guid.Empty && e.Field == code && e.Source == EditSource.Hand))
            {
                kept++;
                continue;
            }

            changes[code] = after;
        }

        return (changes, kept);
    }

    /// <summary>What the list knows of a person and the register does not; nothing known is overwritten.</summary>
    public static FieldValues Changes(Person person, ReadPerson listed)
    {
        var changes = new FieldValues();
        foreach (var (code, read) in OfPerson)
        {
            var field = PersonFields.Of(code);
            if (field.Get(person) is null && field.Fit(read(listed)) is { } value)
            {
                changes[code] = value;
            }
        }

        return changes;
    }

    /// <summary>The person of the household that the list means: same name, and no other birth year.</summary>
    public static Person? Find(IEnumerable<Person> people, ReadPerson listed)
    {
        var key = SearchKey.Fold(listed.Name);
        return people.FirstOrDefault(p => p.GoneDay is null && SearchKey.Fold(p.Name) == key && (p.BirthYear is null || listed.BirthYear is null || p.BirthYear == listed.BirthYear));
    }
}
