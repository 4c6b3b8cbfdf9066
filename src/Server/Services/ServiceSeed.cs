using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Services;

/// <summary>
/// Brings the shipped catalogue and guides into the database at every start: adds what is missing, renews what is still as shipped,
/// and leaves alone whatever a person has edited here.
/// </summary>
internal sealed class ServiceSeed(AppDb db, Writer writer) : ISeed
{
    public async Task PlantAsync(CancellationToken ct)
    {
        var file = JsonSerializer.Deserialize<SeedFile>(Open("Services/catalogue.json"), JsonShape.Stored)!;
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var edited = (await db.AuditEntries.Where(a => a.Action == ServiceEdits.ServiceEdited || a.Action == ServiceEdits.GuideEdited)
            .Select(a => a.EntityId).Distinct().ToListAsync(ct)).ToHashSet();
        var services = await db.Services.ToDictionaryAsync(s => s.Code, ct);
        var guides = await db.Guides.ToDictionaryAsync(g => (g.ServiceId, g.Language), ct);
        foreach (var seed in file.Services)
        {
            var service = services.GetValueOrDefault(seed.Code) ?? db.Services.Add(new Service
            {
                Id = write.NewId(), Number = seed.Number, Code = seed.Code, Kind = seed.Kind, Subject = seed.Subject, FromAge = seed.FromAge, Icon = seed.Icon, Order = seed.Number,
            }).Entity;
            if (!edited.Contains(service.Id))
            {
                Plant(service, seed, file.Blockers, write);
            }

            foreach (var language in Web.Texts.Languages)
            {
                var guide = guides.GetValueOrDefault((service.Id, language)) ?? db.Guides.Add(new Guide
                {
                    Id = write.NewId(), ServiceId = service.Id, Language = language, Title = "", Markdown = "",
                }).Entity;
                if (!edited.Contains(guide.Id))
                {
                    Plant(guide, seed.Code, write);
                }
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            write.Audit("service.seed", Guid.Empty, null, null, new { services = file.Services.Count });
            await write.CommitAsync(ct);
        }
    }

    private void Plant(Service service, SeedService seed, Dictionary<string, Dictionary<string, string>> blockers, Write write)
    {
        (service.Name, service.Short, service.Definition, service.Icon) = (seed.Name, seed.Short, seed.Definition, seed.Icon);
        service.Blockers = [.. seed.Blockers.Select(b => new Blocker(b, blockers[b]))];
        if (db.Entry(service).State != EntityState.Unchanged)
        {
            service.Version = write.Changed(ChangeKind.Service, service.Id);
        }
    }

    private void Plant(Guide guide, string code, Write write)
    {
        using var reader = new StreamReader(Open($"guides/{code}.{guide.Language}.md"));
        var parts = reader.ReadToEnd().Split("---", 3, StringSplitOptions.TrimEntries);
        var head = parts[1].Split('\n').Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(l => l[0], l => l[1]);
        (guide.Title, guide.Markdown) = (head["title"], parts[2]);
        guide.NeedsReview = head.TryGetValue("status", out var status) && status.Contains("review", StringComparison.Ordinal);
        if (db.Entry(guide).State != EntityState.Unchanged)
        {
            guide.Version = write.Changed(ChangeKind.Guide, guide.ServiceId);
        }
    }

    private static Stream Open(string name) =>
        typeof(ServiceSeed).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The shipped file {name} is missing.");

    private sealed record SeedFile(Dictionary<string, Dictionary<string, string>> Blockers, List<SeedService> Services);
    private sealed record SeedService(
        int Number, string Code, ServiceKind Kind, ServiceSubject Subject, string Icon, Dictionary<string, string> Name, Dictionary<string, string> Short,
        Dictionary<string, string> Definition, List<string> Blockers, int? FromAge = null);
}
