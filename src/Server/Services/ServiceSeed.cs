using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Services;

/// <summary>Brings the shipped catalogue and guides into an empty database; never overwrites what the province has edited.</summary>
internal sealed class ServiceSeed(AppDb db, Writer writer)
{
    public async Task<bool> PlantAsync(CancellationToken ct)
    {
        if (await db.Services.AnyAsync(ct))
        {
            return false;
        }

        var file = JsonSerializer.Deserialize<SeedFile>(Open("Services/catalogue.json"), new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        })!;
        await using var write = await writer.BeginAsync(Actor.System, ct);
        foreach (var (seed, order) in file.Services.Select((s, i) => (s, i)))
        {
            var id = write.NewId();
            db.Services.Add(new Service
            {
                Id = id, Number = seed.Number, Code = seed.Code, Kind = seed.Kind, Subject = seed.Subject, Name = seed.Name, Short = seed.Short,
                Definition = seed.Definition, Icon = seed.Icon, Order = order, Blockers = [.. seed.Blockers.Select(b => new Blocker(b, file.Blockers[b]))],
                Version = write.Changed(ChangeKind.Service, id),
            });
            foreach (var language in Web.Texts.Languages)
            {
                AddGuide(seed.Code, id, language, write);
            }
        }

        write.Audit("service.seed", Guid.Empty, null, null, new { services = file.Services.Count });
        await write.CommitAsync(ct);
        return true;
    }

    private void AddGuide(string code, Guid serviceId, string language, Write write)
    {
        using var reader = new StreamReader(Open($"guides/{code}.{language}.md"));
        var parts = reader.ReadToEnd().Split("---", 3, StringSplitOptions.TrimEntries);
        var head = parts[1].Split('\n').Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(l => l[0], l => l[1]);
        db.Guides.Add(new Guide
        {
            Id = write.NewId(), ServiceId = serviceId, Language = language, Title = head["title"], Markdown = parts[2],
            NeedsReview = head.TryGetValue("status", out var status) && status.Contains("review", StringComparison.Ordinal),
            Version = write.Changed(ChangeKind.Guide, serviceId),
        });
    }

    private static Stream Open(string name) =>
        typeof(ServiceSeed).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The shipped file {name} is missing.");

    private sealed record SeedFile(Dictionary<string, Dictionary<string, string>> Blockers, List<SeedService> Services);
    private sealed record SeedService(
        int Number, string Code, ServiceKind Kind, ServiceSubject Subject, string Icon, Dictionary<string, string> Name, Dictionary<string, string> Short,
        Dictionary<string, string> Definition, List<string> Blockers);
}
