using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Boundaries;

internal static class BoundariesSetup
{
    private const string GeoJson = "application/geo+json";

    /// <summary>RFC 7946: outer rings against the clock; no box and no id of ours.</summary>
    private static readonly JsonSerializerOptions Written = new()
    {
        Converters = { new GeoJsonConverterFactory(Ground.Shapes, false, "id", RingOrientationOption.EnforceRfc9746) },
    };

    public static IServiceCollection AddBoundaries(this IServiceCollection services) => services.AddFeedReader<BoundaryBook>().AddScoped<BoundaryDesk>();

    public static void MapBoundaries(this IEndpointRouteBuilder routes) => routes.MapGet("/api/boundaries.geojson", WriteAsync)
        .WithTags("areas").WithMetadata(new NeedsAttribute(Permission.ViewFigures), new OpenToProgramsAttribute()).Produces(StatusCodes.Status200OK, contentType: GeoJson)
        .WithSummary("Boundaries of the units below a unit on a day as a GeoJSON FeatureCollection; those that were put together from others are marked.");

    private static async Task<FileContentHttpResult> WriteAsync(
        [Description("the unit, itself included when it is of that level; the caller's own when left out")] Guid? area, [Description("province, district, commune (the default) or hamlet")] string? level,
        [Description("yyyy-MM-dd; today when left out")] DateOnly? day, AppDb db, CurrentUser user, AreaTree areas, BoundaryBook book, TimeProvider clock, CancellationToken ct)
    {
        var within = user.AreaOf(area, Permission.ViewFigures);
        var on = day ?? clock.Today();
        var tier = string.IsNullOrEmpty(level) ? AreaTier.Commune
            : Enum.TryParse<AreaTier>(level, true, out var told) && Enum.IsDefined(told) ? told
            : throw new Refusal(Problems.Invalid, nameof(level));
        var land = await book.WholeAsync(db, ct);
        var (tree, features) = (areas.On(on), new FeatureCollection());
        foreach (var unit in tree.Below(within).Where(u => u.Tier == tier))
        {
            if (land.Of(unit.AreaId, on) is { } shape)
            {
                features.Add(new Feature(Rounded(shape.Shape), Properties(unit, shape, tree, areas)));
            }
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(features, Written);
        return TypedResults.Bytes(body, GeoJson, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..12])}\""));
    }

    private static AttributesTable Properties(AreaVersion unit, LandShape shape, DayTree tree, AreaTree areas) => new()
    {
        { "areaId", unit.AreaId.ToString() },
        { "code", unit.Code },
        { "name", AreaNames.WithKind(unit) },
        { "kind", unit.Kind.Word() },
        { "parentCode", unit.ParentId is { } parent ? tree.Find(parent)?.Code : null },
        { "validFrom", Formats.Iso(shape.From) },
        { "validTo", areas.VersionsOf(unit.AreaId)[^1].ValidTo is { } last ? Formats.Iso(last) : null },
        { "derived", shape.Derived },
        { "synthetic", shape.Synthetic },
        { "source", shape.Source },
    };

    /// <summary>Six decimals are a decimetre: what more is written is not known.</summary>
    private static Geometry Rounded(Geometry shape)
    {
        var copy = shape.Copy();
        copy.Apply(new Decimals());
        return copy;
    }

    private sealed class Decimals : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            seq.SetX(i, Math.Round(seq.GetX(i), 6));
            seq.SetY(i, Math.Round(seq.GetY(i), 6));
        }
    }
}
