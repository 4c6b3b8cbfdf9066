using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Provinces;

/// <summary>Names the provinces that a node above them waits for (Resolution 202/2025/QH15), so that what is missing can be said before anything has come.</summary>
internal sealed class ProvinceSeed(AppDb db, Writer writer) : ISeed
{
    public async Task PlantAsync(CancellationToken ct)
    {
        if (!await db.AreaVersions.AnyAsync(v => v.Kind == AreaKind.Country, ct) || await db.Provinces.AnyAsync(ct))
        {
            return;
        }

        using var stream = typeof(ProvinceSeed).Assembly.GetManifestResourceStream("Provinces/provinces.json")!;
        var seed = JsonSerializer.Deserialize<SeedFile>(stream, JsonShape.Stored)!;
        await using var write = await writer.BeginAsync(Actor.System, ct);
        db.Provinces.AddRange(seed.Provinces.Select(p => new Province { Id = write.NewId(), Code = p.Key, Name = p.Value, ValidFrom = seed.From }));
        write.Changed(ChangeKind.Province, Guid.Empty);
        write.Audit("province.seed", Guid.Empty, null, null, new { provinces = seed.Provinces.Count, seed.Act });
        await write.CommitAsync(ct);
    }

    private sealed record SeedFile(string Act, DateOnly From, Dictionary<string, string> Provinces);
}
