using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Periods;

namespace TungNgo.Reports.Catalogue;

/// <summary>
/// Brings the shipped indicators and kinds of periods into the database: what is missing is added, and what is there, shipped or the province's own, is left
/// as it is, since a version that figures were read by never changes.
/// </summary>
internal sealed class IndicatorSeed(AppDb db, Writer writer) : ISeed
{
    /// <summary>The first whole year of the teams; figures of before belong to nobody.</summary>
    private const int FirstYear = 2020;

    /// <summary>Codes of the kinds that ship: what reads "M" and "MA" by name relies on them.</summary>
    public static IReadOnlySet<string> ShippedKinds { get; } = Read<List<PeriodKind>>("periods.json").Select(k => k.Code).ToHashSet();

    public async Task PlantAsync(CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var known = (await db.Indicators.Select(i => i.Code).Distinct().ToListAsync(ct)).ToHashSet();
        var kinds = (await db.PeriodKinds.Select(k => k.Code).ToListAsync(ct)).ToHashSet();
        foreach (var kind in Read<List<PeriodKind>>("periods.json").Where(k => !kinds.Contains(k.Code)))
        {
            db.PeriodKinds.Add(kind);
        }

        foreach (var seed in Read<SeedFile>("indicators.json").Indicators.Where(s => !known.Contains(s.Code)))
        {
            db.Indicators.Add(new Indicator
            {
                Id = write.NewId(), Code = seed.Code, Version = 1, Name = seed.Name, Definition = seed.Definition, Numerator = seed.Numerator, Denominator = seed.Denominator,
                Unit = seed.Unit, Kind = seed.Kind, Origin = seed.Origin, AreaRule = seed.AreaRule, Decimals = seed.Decimals, Qualifier = seed.Qualifier, Direction = seed.Direction,
                From = seed.From, EnteredBy = seed.EnteredBy, LegalSource = seed.LegalSource, FirstYear = FirstYear, Order = seed.Order, RecordedAt = write.Now, RecordedBy = write.Actor.Name,
            });
        }

        if (db.ChangeTracker.HasChanges())
        {
            write.Changed(ChangeKind.Indicator, Guid.Empty);
            write.Audit("indicator.seed", Guid.Empty, null, null, new { indicators = db.Indicators.Local.Count });
            await write.CommitAsync(ct);
        }
    }

    private static T Read<T>(string name)
    {
        using var stream = typeof(IndicatorSeed).Assembly.GetManifestResourceStream($"Reports/{name}")!;
        return JsonSerializer.Deserialize<T>(stream, JsonShape.Stored)!;
    }

    private sealed record SeedFile(List<SeedIndicator> Indicators);

    private sealed record SeedIndicator(
        string Code, Dictionary<string, string> Name, Dictionary<string, string> Definition, Dictionary<string, string> Numerator, Dictionary<string, string> Denominator,
        Dictionary<string, string> Unit, IndicatorKind Kind, IndicatorOrigin Origin, AreaRule AreaRule, int Decimals, Qualifier Qualifier, Direction Direction,
        string? From, string? EnteredBy, string? LegalSource, int Order);
}
