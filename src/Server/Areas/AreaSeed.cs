using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>Brings the shipped units of Sóc Trăng and their reorganisations into an empty database; harmless when they are there.</summary>
internal sealed class AreaSeed(AppDb db, Writer writer, ServerOptions options) : ISeed
{
    public async Task PlantAsync(CancellationToken ct)
    {
        if (await db.Areas.AnyAsync(a => a.SeedKey != null, ct))
        {
            return;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var (areas, successions, statistics) = options.Country ? ([CountryOf(write)], [], []) : Read(write.NewId, write.Now);
        db.Areas.AddRange(areas);
        db.Successions.AddRange(successions);
        db.AreaStatistics.AddRange(statistics);
        foreach (var area in areas)
        {
            write.Changed(ChangeKind.Area, area.Id);
        }

        write.Audit("area.seed", Guid.Empty, null, null, new { units = areas.Count });
        await write.CommitAsync(ct);
    }

    /// <summary>A node above the provinces has one unit of its own; theirs come with their figures.</summary>
    private static Area CountryOf(Write write)
    {
        var area = new Area { Id = write.NewId(), SeedKey = "country" };
        area.Versions.Add(VersionOf(area.Id, new("Việt Nam", AreaKind.Country, null, null, null, null, null, null, null), [], write.NewId(), write.Now));
        return area;
    }

    /// <summary>The shipped register as entities, with fresh ids.</summary>
    public static (List<Area> Areas, List<Succession> Successions, List<AreaStatistics> Statistics) Read(Func<Guid> newId, DateTime now)
    {
        var file = ReadFile();
        var ids = file.Areas.ToDictionary(a => a.Key, _ => newId());
        var areas = file.Areas.Select(seed =>
        {
            var area = new Area { Id = ids[seed.Key], SeedKey = seed.Key };
            area.Versions.AddRange(seed.Versions.Select(v => VersionOf(area.Id, v, ids, newId(), now)));
            return area;
        }).ToList();
        var successions = file.Successions.Select(s => new Succession
        {
            Id = newId(), FromId = ids[s.From], ToId = ids[s.To], Kind = s.Kind, Date = s.Date, LegalAct = s.Act,
        }).ToList();
        var statistics = file.Statistics.Select(s => new AreaStatistics
        {
            Id = newId(), AreaId = ids[s.Area], AsOf = s.AsOf, Households = s.Households, People = s.People, KhmerShare = s.KhmerShare, Source = s.Source,
        }).ToList();
        return (areas, successions, statistics);
    }

    private static AreaVersion VersionOf(Guid areaId, SeedVersion v, Dictionary<string, Guid> ids, Guid id, DateTime now)
    {
        var version = new AreaVersion
        {
            Id = id, AreaId = areaId, Name = v.Name, NameKey = "", Kind = v.Kind, Code = v.Code, ParentId = v.Parent is null ? null : ids[v.Parent],
            ValidFrom = v.From, ValidTo = v.To, LegalAct = v.Act, Latitude = v.Lat, Longitude = v.Lon, RecordedAt = now,
        };
        version.NameKey = SearchKey.Fold(AreaNames.WithKind(version));
        return version;
    }

    private static SeedFile ReadFile()
    {
        using var stream = typeof(AreaSeed).Assembly.GetManifestResourceStream("Areas/areas.json")!;
        return JsonSerializer.Deserialize<SeedFile>(stream, JsonShape.Stored)!;
    }

    private sealed record SeedFile(List<SeedArea> Areas, List<SeedSuccession> Successions, List<SeedStatistics> Statistics);
    private sealed record SeedArea(string Key, List<SeedVersion> Versions);
    private sealed record SeedVersion(
        string Name, AreaKind Kind, string? Code, string? Parent, DateOnly? From, DateOnly? To, string? Act, double? Lat, double? Lon);
    private sealed record SeedStatistics(string Area, DateOnly AsOf, int? Households, int? People, double? KhmerShare, string Source);
    private sealed record SeedSuccession(string From, string To, SuccessionKind Kind, DateOnly Date, string? Act);
}
