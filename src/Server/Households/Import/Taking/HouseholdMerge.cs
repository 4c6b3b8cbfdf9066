using System.Text.Json;
using TungNgo.Data;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Taking;

/// <summary>
/// Brings what a list says into a household that is already there. Blanks are filled; other values follow the newer list, except
/// those that somebody corrected by hand since: the door knows better than the file.
/// </summary>
internal static class HouseholdMerge
{
    /// <summary>Names of the fields as the audit writes them.</summary>
    private static readonly (string Name, Func<Household, object?> Get, Func<ReadHousehold, Guid?, object?> Listed, Action<Household, object?> Set)[] Fields =
    [
        ("code", h => h.Code, (r, _) => r.Code, (h, v) => h.Code = (string?)v),
        ("laneId", h => h.LaneId, (_, lane) => lane, (h, v) => h.LaneId = (Guid?)v),
        ("door", h => h.Door, (r, _) => r.Door, (h, v) => h.Door = (string?)v),
        ("landmark", h => h.Landmark, (r, _) => r.Landmark, (h, v) => h.Landmark = (string?)v),
        ("language", h => h.Language, (r, _) => r.Language, (h, v) => h.Language = (string?)v),
        ("phone", h => h.Phone, (r, _) => r.Phone, (h, v) => h.Phone = (string?)v),
        ("size", h => h.Size, (r, _) => r.Size, (h, v) => h.Size = (int?)v),
        ("smartphones", h => h.Smartphones, (r, _) => r.Smartphones, (h, v) => h.Smartphones = (int?)v),
        ("note", h => h.Note, (r, _) => r.NoteWithMarks, (h, v) => h.Note = (string?)v),
    ];

    private static readonly (string Name, Func<Person, object?> Get, Func<ReadPerson, object?> Listed, Action<Person, object?> Set)[] PersonFields =
    [
        ("birthYear", p => p.BirthYear, r => r.BirthYear, (p, v) => p.BirthYear = (int?)v),
        ("sex", p => p.Sex, r => r.Sex, (p, v) => p.Sex = (string?)v),
        ("phone", p => p.Phone, r => r.Phone, (p, v) => p.Phone = (string?)v),
        ("relation", p => p.Relation, r => r.Relation, (p, v) => p.Relation = (string?)v),
        ("smartphone", p => p.Smartphone, r => r.Smartphone, (p, v) => p.Smartphone = (bool?)v),
    ];

    /// <summary>Fields that the list would change, with both values. Sets them when <paramref name="apply"/>.</summary>
    public static Dictionary<string, object?[]> Apply(
        Household household, ReadHousehold listed, Guid? laneId, IReadOnlySet<string> byHand, bool apply, ref int keptByHand)
    {
        var changed = new Dictionary<string, object?[]>();
        foreach (var (name, get, read, set) in Fields)
        {
            var (before, after) = (get(household), read(listed, laneId));
            // "0089" and "89" are one code: which of the two is printed is the office's matter.
            if (after is null || Equals(before, after) || (name == "code" && TextCells.Code(new SheetCell(before)).Value == (string)after))
            {
                continue;
            }

            if (before is not null && byHand.Contains(name))
            {
                keptByHand++;
                continue;
            }

            changed[name] = [before, after];
            if (apply)
            {
                set(household, after);
            }
        }

        return changed;
    }

    /// <summary>Puts back what an import changed, where nobody has changed it again since. Returns the fields put back.</summary>
    public static List<string> Revert(Household household, string fieldsJson)
    {
        var back = new List<string>();
        var stored = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(fieldsJson)!;
        foreach (var (name, get, _, set) in Fields)
        {
            if (stored.TryGetValue(name, out var pair) && JsonSerializer.Serialize(get(household)) == pair[1].GetRawText())
            {
                set(household, ValueOf(pair[0], name));
                back.Add(name);
            }
        }

        return back;
    }

    /// <summary>The person of the household that the list means: same name, and no other birth year.</summary>
    public static Person? Find(IEnumerable<Person> people, ReadPerson listed)
    {
        var key = SearchKey.Fold(listed.Name);
        return people.FirstOrDefault(p => p.GoneDay is null && SearchKey.Fold(p.Name) == key
            && (p.BirthYear is null || listed.BirthYear is null || p.BirthYear == listed.BirthYear));
    }

    /// <summary>Fills what is not known of a person; nothing known is overwritten. Returns the names of the fields, separated by commas.</summary>
    public static string Fill(Person person, ReadPerson listed, bool apply)
    {
        var filled = string.Join(',', PersonFields.Where(f => f.Get(person) is null && f.Listed(listed) is not null).Select(f => f.Name));
        foreach (var (name, get, read, set) in PersonFields)
        {
            if (apply && get(person) is null)
            {
                set(person, read(listed));
            }
        }

        return filled;
    }

    /// <summary>Empties the fields of a person that an import filled.</summary>
    public static void Empty(Person person, string fields)
    {
        foreach (var (name, _, _, set) in PersonFields)
        {
            if (fields.Split(',').Contains(name))
            {
                set(person, null);
            }
        }
    }

    private static object? ValueOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetInt32(),
        _ => name == "laneId" ? value.GetGuid() : value.GetString(),
    };
}
