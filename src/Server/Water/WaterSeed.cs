using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water;

/// <summary>Brings the shipped stations, limits and rules into the database; what is there is left alone, since offices edit it.</summary>
internal sealed class WaterSeed(AppDb db, Writer writer) : ISeed
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public async Task PlantAsync(CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        await PlantStationsAsync(write, ct);
        await PlantThresholdsAsync(write, ct);
        foreach (var side in Enum.GetValues<Side>())
        {
            if (!await db.HazardRules.AnyAsync(r => r.Measure == Measure.Salinity && r.Side == side, ct))
            {
                db.HazardRules.Add(new HazardRule { Id = write.NewId(), Measure = Measure.Salinity, Side = side, RisePerDay = side == Side.Above ? 2 : 0 });
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            write.Changed(ChangeKind.Threshold, Guid.Empty);
            write.Audit("water.seed", Guid.Empty, null, null, new { stations = await db.Stations.CountAsync(ct) });
            await write.CommitAsync(ct);
        }
    }

    private async Task PlantStationsAsync(Write write, CancellationToken ct)
    {
        var known = (await db.Stations.Where(s => s.SeedKey != null).Select(s => s.SeedKey!).ToListAsync(ct)).ToHashSet();
        var versions = await db.AreaVersions.AsNoTracking().Where(v => v.ParentId == null).ToListAsync(ct);
        if (versions.Find(v => v.IsValidOn(write.Today) && v.Tier == Areas.AreaTier.Province) is not { } province)
        {
            return;
        }

        var number = await db.Stations.MaxAsync(s => (int?)s.Number, ct) ?? 0;
        foreach (var seed in Read<SeedStation[]>("stations").Where(s => !known.Contains(s.Key)))
        {
            var station = new Station
            {
                Id = write.NewId(), Number = ++number, SeedKey = seed.Key, Name = seed.Name, OtherNames = string.Join('\n', seed.Others), River = seed.River, KmFromMouth = seed.Km,
                Latitude = seed.Lat, Longitude = seed.Lon, Operator = "Chi cục Thủy lợi", AreaId = province.AreaId, Most = seed.Most, Step = seed.Step, HighWaterLag = seed.Lag,
            };
            station.NameKeys = StationNames.KeysOf(station);
            db.Stations.Add(station);
            db.StationStates.Add(new StationState { StationId = station.Id, LookedAt = write.Now });
        }
    }

    private async Task PlantThresholdsAsync(Write write, CancellationToken ct)
    {
        var known = (await db.Thresholds.Where(t => t.SeedKey != null).Select(t => t.SeedKey!).ToListAsync(ct)).ToHashSet();
        foreach (var seed in Read<SeedThreshold[]>("thresholds").Where(t => !known.Contains(t.Key)))
        {
            db.Thresholds.Add(new Threshold
            {
                Id = write.NewId(), SeedKey = seed.Key, Crop = seed.Crop, Stage = seed.Stage, Use = seed.Use, Measure = Measure.Salinity, Side = seed.Side, Limit = seed.Limit, Level = seed.Level,
                Source = seed.Source, ValidFrom = new DateOnly(2000, 1, 1), State = ThresholdState.Signed, ProposedBy = Actor.System.Name, ProposedAt = write.Now, SignedBy = Actor.System.Name,
                SignedAt = write.Now,
            });
        }
    }

    private static T Read<T>(string name)
    {
        using var stream = typeof(WaterSeed).Assembly.GetManifestResourceStream($"Water/{name}.json") ?? throw new InvalidOperationException($"The shipped file {name}.json is missing.");
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }

    private sealed record SeedStation(string Key, string Name, string[] Others, string River, double? Km, double? Lat, double? Lon, double Most, double Step, int? Lag);

    private sealed record SeedThreshold(string Key, string? Crop, string? Stage, WaterUse Use, Side Side, double Limit, int Level, string Source);
}
