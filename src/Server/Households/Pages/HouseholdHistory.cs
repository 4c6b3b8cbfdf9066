using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>One field of a household as it was changed once.</summary>
/// <param name="At">From when on it was true.</param>
/// <param name="Person">Whose field it is; null is the household's own.</param>
internal sealed record FieldChange(DateTime At, string Actor, string Field, string? Person, string Before, string After, EditSource Source);

/// <summary>Reads the history of a household's fields, newest first.</summary>
internal static class HouseholdHistory
{
    private const int MostEdits = 100;

    public static async Task<List<FieldChange>> ReadAsync(AppDb db, Guid householdId, IReadOnlyList<Person> people, AreaTree areas, Texts texts, CancellationToken ct)
    {
        var edits = await db.FieldEdits.AsNoTracking().Where(e => e.HouseholdId == householdId).OrderByDescending(e => e.At).ThenByDescending(e => e.Number).Take(MostEdits).ToListAsync(ct);
        return [.. edits.Select(e => new FieldChange(
            e.At, e.By, NameOf(e.Field), people.FirstOrDefault(p => p.Id == e.PersonId)?.Name, FieldWords.Show(e.Field, e.Before, areas, texts), FieldWords.Show(e.Field, e.After, areas, texts), e.Source))];
    }

    private static string NameOf(FieldCode code) => code switch
    {
        FieldCode.Hamlet => "hamletId",
        FieldCode.Closed => "closed",
        FieldCode.Gone => "gone",
        < FieldCode.Hamlet => HouseholdFields.Of(code).Name,
        _ => PersonFields.Of(code).Name,
    };
}

/// <summary>How a stored value of a field reads.</summary>
internal static class FieldWords
{
    public static string Label(FieldCode code, Texts texts) => texts[$"households.field.{(code < FieldCode.Hamlet ? HouseholdFields.Of(code).Name : PersonFields.Of(code).Name)}"];

    public static string Show(FieldCode code, string? stored, AreaTree areas, Texts texts) => stored is null ? Formats.Missing : code switch
    {
        FieldCode.Hamlet when Guid.TryParse(stored, out var hamlet) => HouseholdWords.Hamlet(areas, hamlet),
        FieldCode.Lane when Guid.TryParse(stored, out var lane) => areas.LaneName(lane) ?? Formats.Missing,
        FieldCode.Language => HouseholdWords.Language(stored, texts),
        FieldCode.Sex => HouseholdWords.Sex(stored, texts),
        FieldCode.Relation => HouseholdWords.Relation(stored, texts),
        FieldCode.Closed => HouseholdWords.Closed(Enum.Parse<CloseReason>(stored), texts),
        FieldCode.Gone => YesNo(stored, texts),
        < FieldCode.Hamlet when HouseholdFields.Of(code).Kind == FieldKind.YesNo => YesNo(stored, texts),
        > FieldCode.Closed when PersonFields.Of(code).Kind == FieldKind.YesNo => YesNo(stored, texts),
        _ => stored,
    };

    private static string YesNo(string stored, Texts texts) => texts[stored == "1" ? "households.yes" : "households.no"];
}
