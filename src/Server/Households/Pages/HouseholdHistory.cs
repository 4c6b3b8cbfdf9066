using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>One field of a household as it was changed once.</summary>
internal sealed record FieldChange(DateTime At, string Actor, string Field, string Before, string After);

/// <summary>Reads the history of a household's fields out of the audit, newest first.</summary>
internal static class HouseholdHistory
{
    private const int MostEntries = 100;
    private static readonly string[] Actions = ["household.edit", "household.import", "household.add"];
    private static readonly string[] Known = ["head", "laneId", "hamletId", "code", "door", "landmark", "language", "phone", "size", "smartphones", "note", "point"];

    public static async Task<List<FieldChange>> ReadAsync(AppDb db, Guid householdId, AreaTree areas, Texts texts, CancellationToken ct)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(a => a.EntityId == householdId && Actions.Contains(a.Action) && a.Before != null && a.After != null)
            .OrderByDescending(a => a.Number).Take(MostEntries).Select(a => new { a.At, a.Actor, a.Before, a.After }).ToListAsync(ct);
        return [.. entries.SelectMany(e => Fields(e.After!).Where(f => Known.Contains(f.Key))
            .Select(f => new FieldChange(e.At, e.Actor, f.Key, Show(f.Key, Fields(e.Before!).GetValueOrDefault(f.Key), areas, texts), Show(f.Key, f.Value, areas, texts))))];
    }

    private static Dictionary<string, JsonElement> Fields(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];

    private static string Show(string field, JsonElement value, AreaTree areas, Texts texts)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return Formats.Missing;
        }

        var text = value.ToString();
        return field switch
        {
            "hamletId" when Guid.TryParse(text, out var hamlet) => HouseholdWords.Hamlet(areas.Today, hamlet),
            "laneId" when Guid.TryParse(text, out var lane) => areas.Today.All.SelectMany(u => areas.LanesOf(u.AreaId)).FirstOrDefault(l => l.Id == lane)?.Name ?? Formats.Missing,
            "language" => HouseholdWords.Language(text, texts),
            _ => text,
        };
    }
}
