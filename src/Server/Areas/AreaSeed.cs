using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>Brings the shipped units of Sóc Trăng and their reorganisations into an empty database; harmless when they are there.</summary>
internal sealed class AreaSeed(AppDb db, Writer writer)
{
    public async Task<bool> PlantAsync(CancellationToken ct)
    {
        if (await db.Areas.AnyAsync(a => a.SeedKey != null, ct))
        {
            return false;
        }

        var file = Read();
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var ids = file.Areas.ToDictionary(a => a.Key, _ => write.NewId());
        foreach (var seed in file.Areas)
        {
            var area = new Area { Id = ids[seed.Key], SeedKey = seed.Key };
            area.Versions.AddRange(seed.Versions.Select(v => VersionOf(area.Id, v, ids, write)));
            db.Areas.Add(area);
            db.AreaStatistics.AddRange(seed.Versions.Where(v => v.Population is not null).Select(v => new AreaStatistics
            {
                Id = write.NewId(), AreaId = area.Id, AsOf = v.From ?? new DateOnly(2019, 4, 1), People = v.Population, Source = v.Act ?? "Tổng điều tra 2019",
            }));
            write.Changed(ChangeKind.Area, area.Id);
        }

        db.Successions.AddRange(file.Successions.Select(s => new Succession
        {
            Id = write.NewId(), FromId = ids[s.From], ToId = ids[s.To], Kind = s.Kind, Date = s.Date, LegalAct = s.Act,
        }));
        write.Audit("area.seed", Guid.Empty, null, null, new { units = file.Areas.Count });
        await write.CommitAsync(ct);
        return true;
    }

    private static AreaVersion VersionOf(Guid areaId, SeedVersion v, Dictionary<string, Guid> ids, Write write)
    {
        var version = new AreaVersion
        {
            Id = write.NewId(), AreaId = areaId, Name = v.Name, NameKey = "", Kind = v.Kind, Code = v.Code, ParentId = v.Parent is null ? null : ids[v.Parent],
            ValidFrom = v.From, ValidTo = v.To, LegalAct = v.Act, Latitude = v.Lat, Longitude = v.Lon, RecordedAt = write.Now,
        };
        version.NameKey = SearchKey.Fold(AreaNames.WithKind(version));
        return version;
    }

    private static SeedFile Read()
    {
        using var stream = typeof(AreaSeed).Assembly.GetManifestResourceStream("Areas/areas.json")!;
        return JsonSerializer.Deserialize<SeedFile>(stream, new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        })!;
    }

    private sealed record SeedFile(List<SeedArea> Areas, List<SeedSuccession> Successions);
    private sealed record SeedArea(string Key, List<SeedVersion> Versions);
    private sealed record SeedVersion(
        string Name, AreaKind Kind, string? Code, string? Parent, DateOnly? From, DateOnly? To, string? Act, double? Lat, double? Lon, int? Population);
    private sealed record SeedSuccession(string From, string To, SuccessionKind Kind, DateOnly Date, string? Act);
}
