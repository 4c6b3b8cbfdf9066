using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Audit;

/// <summary>What a reader asks of the trail; null leaves a question out.</summary>
/// <param name="Actor">Id of an official or a member, or part of the name.</param>
/// <param name="Action">"household" for all of a kind, "household.edit" for one.</param>
/// <param name="Entity">Id of what was changed.</param>
/// <param name="From">First legal day.</param>
/// <param name="To">Last legal day.</param>
internal sealed record AuditQuestion(string? Actor, string? Action, Guid? Entity, DateOnly? From, DateOnly? To);

/// <summary>One field of an entry, as it was and as it is.</summary>
internal sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>Reads the trail within the caller's areas. There is no way to change or remove an entry: the app only ever adds.</summary>
internal sealed class AuditTrail(AppDb db, CurrentUser user, AreaTree areas)
{
    /// <summary>Entries from the newest on.</summary>
    /// <param name="after">Number of the last entry seen; null for the first page.</param>
    public Task<List<AuditEntry>> ReadAsync(AuditQuestion question, long? after, int size, CancellationToken ct) =>
        Asked(question).Where(e => after == null || e.Number < after).OrderByDescending(e => e.Number).Take(size).ToListAsync(ct);

    public IAsyncEnumerable<AuditEntry> All(AuditQuestion question, int most) =>
        Asked(question).OrderByDescending(e => e.Number).Take(most).AsAsyncEnumerable();

    /// <summary>Fields with their values before and after, covered where they may tell of a resident or a volunteer and the reader may not see households there.</summary>
    public IReadOnlyList<FieldChange> Fields(AuditEntry entry)
    {
        var (before, after) = (Read(entry.Before), Read(entry.After));
        var near = entry.AreaId is { } area && user.Can(Permission.ViewHouseholds, area);
        return [.. before.Keys.Union(after.Keys).Select(field => (field, veiled: !near && !AuditVeil.IsHarmless(entry.Action, field))).Select(f => new FieldChange(
            f.field, Shown(before.GetValueOrDefault(f.field), f.veiled), Shown(after.GetValueOrDefault(f.field), f.veiled)))];
    }

    /// <summary>Name of the unit an entry belongs to, as it is or was last called.</summary>
    public string? AreaName(Guid? areaId) => areaId is not { } id || areas.VersionsOf(id) is not [.., var last]
        ? null
        : areas.Today.Find(id) is not null ? areas.Today.NameWithParent(id) : AreaNames.WithKind(last);

    private IQueryable<AuditEntry> Asked(AuditQuestion question)
    {
        var entries = InScope();
        if (Guid.TryParse(question.Actor, out var actor))
        {
            entries = entries.Where(e => e.UserId == actor || e.MemberId == actor || e.DeviceId == actor);
        }
        else if (!string.IsNullOrWhiteSpace(question.Actor))
        {
            var part = question.Actor.Trim();
            entries = entries.Where(e => e.Actor.Contains(part));
        }

        if (!string.IsNullOrWhiteSpace(question.Action))
        {
            var (one, kind) = (question.Action.Trim(), question.Action.Trim() + ".");
            entries = entries.Where(e => e.Action == one || e.Action.StartsWith(kind));
        }

        if (question.Entity is { } entity)
        {
            entries = entries.Where(e => e.EntityId == entity);
        }

        if (question.From is { } from)
        {
            var start = LegalDay.Start(from);
            entries = entries.Where(e => e.At >= start);
        }

        if (question.To is { } to)
        {
            var end = LegalDay.Start(to.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }

        return entries;
    }

    /// <summary>Whoever audits the whole province also sees what belongs to no unit: sign-ins, the catalogue, the system's own writes.</summary>
    private IQueryable<AuditEntry> InScope()
    {
        var roots = user.AreasWith(Permission.ViewAudit).ToHashSet();
        if (areas.Today.Roots.All(r => roots.Contains(r.AreaId)))
        {
            return db.AuditEntries.AsNoTracking();
        }

        var units = roots.SelectMany(areas.Today.Below).Select(u => (Guid?)u.AreaId).ToHashSet();
        return db.AuditEntries.AsNoTracking().Where(e => units.Contains(e.AreaId));
    }

    private static Dictionary<string, JsonElement> Read(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone())
            : new() { [""] = document.RootElement.Clone() };
    }

    private string? Shown(JsonElement value, bool veiled) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ when veiled => "•••",
        JsonValueKind.String => value.TryGetGuid(out var id) && AreaName(id) is { } unit ? unit : value.GetString(),
        _ => value.GetRawText(),
    };
}
