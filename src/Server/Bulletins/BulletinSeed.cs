using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Kinds;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Bulletins;

/// <summary>
/// Brings the shipped kinds, approval rules and templates into the database at every start: adds what is missing, renews what is still as
/// shipped, and leaves alone whatever a person has edited here.
/// </summary>
internal sealed class BulletinSeed(AppDb db, Writer writer) : ISeed
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public async Task PlantAsync(CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var edited = (await db.AuditEntries.Where(a => a.Action == BulletinSettings.KindEdited || a.Action == BulletinSettings.RuleEdited || a.Action == BulletinSettings.TemplateEdited)
            .Select(a => a.EntityId).Distinct().ToListAsync(ct)).ToHashSet();
        await PlantKindsAsync(write, edited, ct);
        await PlantRulesAsync(write, edited, ct);
        await PlantTemplatesAsync(write, edited, ct);
        if (db.ChangeTracker.HasChanges())
        {
            write.Changed(ChangeKind.BulletinSettings, Guid.Empty);
            write.Audit("bulletin.seed", Guid.Empty, null, null, new { templates = await db.BulletinTemplates.CountAsync(ct) });
            await write.CommitAsync(ct);
        }
    }

    private async Task PlantKindsAsync(Write write, HashSet<Guid> edited, CancellationToken ct)
    {
        var known = await db.BulletinKinds.ToDictionaryAsync(k => k.Code, ct);
        foreach (var (seed, order) in Read<SeedKind[]>("kinds").Select((s, i) => (s, i)))
        {
            var kind = known.GetValueOrDefault(seed.Code) ?? db.BulletinKinds.Add(new BulletinKind { Id = write.NewId(), Code = seed.Code, Icon = seed.Icon, Order = order }).Entity;
            if (!edited.Contains(kind.Id))
            {
                (kind.Name, kind.Icon, kind.CapCategory, kind.Urgency, kind.Order) = (seed.Name, seed.Icon, seed.CapCategory, seed.Urgency, order);
            }
        }
    }

    private async Task PlantRulesAsync(Write write, HashSet<Guid> edited, CancellationToken ct)
    {
        var known = await db.ApprovalRules.Where(r => r.SeedKey != null).ToDictionaryAsync(r => r.SeedKey!, ct);
        foreach (var (seed, order) in Read<SeedRule[]>("rules").Select((s, i) => (s, i)))
        {
            var rule = known.GetValueOrDefault(seed.Key) ?? db.ApprovalRules.Add(new ApprovalRule { Id = write.NewId(), SeedKey = seed.Key }).Entity;
            if (!edited.Contains(rule.Id))
            {
                (rule.Kind, rule.Urgency, rule.Tier, rule.Approver, rule.Deputy, rule.Minutes, rule.Order) = (seed.Kind, seed.Urgency, seed.Tier, seed.Approver, seed.Deputy, seed.Minutes, 10 * order);
            }
        }
    }

    private async Task PlantTemplatesAsync(Write write, HashSet<Guid> edited, CancellationToken ct)
    {
        var known = await db.BulletinTemplates.ToDictionaryAsync(t => t.Code, ct);
        foreach (var (seed, order) in Read<SeedTemplate[]>("templates").Select((s, i) => (s, i)))
        {
            var template = known.GetValueOrDefault(seed.Code) ?? db.BulletinTemplates.Add(new BulletinTemplate { Id = write.NewId(), Code = seed.Code, Kind = seed.Kind }).Entity;
            if (!edited.Contains(template.Id))
            {
                (template.Kind, template.Name, template.Title, template.Body, template.Short) = (seed.Kind, seed.Name, seed.Title, seed.Body, seed.Short);
                (template.Fields, template.NeedsReview, template.Order) = (seed.Fields, string.Join(',', seed.NeedsReview), order);
            }
        }
    }

    private static T Read<T>(string name)
    {
        using var stream = typeof(BulletinSeed).Assembly.GetManifestResourceStream($"Bulletins/{name}.json") ?? throw new InvalidOperationException($"The shipped file {name}.json is missing.");
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }

    private sealed record SeedKind(string Code, string Icon, string CapCategory, Urgency Urgency, Dictionary<string, string> Name);
    private sealed record SeedRule(string Key, string? Kind, Urgency Urgency, AreaTier Tier, Role Approver, Role? Deputy, int Minutes);
    private sealed record SeedTemplate(
        string Code, string Kind, Dictionary<string, string> Name, List<TemplateField> Fields, Dictionary<string, string> Title, Dictionary<string, string> Body,
        Dictionary<string, string> Short, string[] NeedsReview);
}
