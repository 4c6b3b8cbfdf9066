using System.Text.Json;
using System.Text.Unicode;
using NetTopologySuite.Geometries;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Areas.Boundaries;

/// <summary>One feature of a file, as far as it can be read.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Shape">Null when the feature is at fault; <see cref="Fault"/> says why.</param>
/// <param name="Turned">Rings that ran the other way than RFC 7946 wants, and were turned.</param>
internal sealed record GeoFeature(int Number, IReadOnlyDictionary<string, string> Properties, Geometry? Shape, ShapeFault? Fault, int Turned);

/// <summary>Reads a GeoJSON FeatureCollection. What is wrong with the file as a whole is refused; what is wrong with a feature is said of that feature.</summary>
internal static class GeoFile
{
    public const int MostBytes = 20 << 20;

    /// <summary>A feature's coordinates lie eight levels deep; properties may nest a little.</summary>
    private const int Deepest = 24;
    private const int MostFeatures = 20_000, MostPoints = 1_000_000, MostProperties = 60, LongestProperty = 160;

    /// <param name="swapped">Latitude comes first.</param>
    public static async Task<IReadOnlyList<GeoFeature>> ReadAsync(Stream file, bool swapped, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int read; (read = await file.ReadAsync(piece, ct)) > 0;)
        {
            if (buffer.Length + read > MostBytes)
            {
                throw new Refusal(Problems.BoundaryFileLarge, MostBytes >> 20);
            }

            buffer.Write(piece, 0, read);
        }

        return Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), swapped);
    }

    public static IReadOnlyList<GeoFeature> Read(ReadOnlyMemory<byte> bytes, bool swapped)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            throw new Refusal(Problems.BoundaryFileEncoding);
        }

        using var document = Parse(bytes);
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !type.ValueEquals("FeatureCollection") || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            throw new Refusal(Problems.BoundaryFileKind);
        }

        if (features.GetArrayLength() is var count && count is 0 or > MostFeatures)
        {
            throw new Refusal(Problems.BoundaryFileCount, count, MostFeatures);
        }

        var reader = new ShapeReader(swapped, MostPoints);
        return [.. features.EnumerateArray().Select((f, i) => Feature(f, i + 1, reader))];
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            throw new Refusal(Problems.BoundaryFileBroken, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
    }

    private static GeoFeature Feature(JsonElement feature, int number, ShapeReader reader)
    {
        if (feature.ValueKind != JsonValueKind.Object)
        {
            return new(number, new Dictionary<string, string>(), null, new(ShapeProblem.NotPolygon), 0);
        }

        var properties = Properties(feature);
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
        {
            return new(number, properties, null, new(ShapeProblem.Empty), 0);
        }

        var (shape, fault, turned) = reader.Read(geometry);
        return new(number, properties, shape, fault, turned);
    }

    private static Dictionary<string, string> Properties(JsonElement feature)
    {
        var found = new Dictionary<string, string>();
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Take(MostProperties))
            {
                var text = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString(),
                    JsonValueKind.Number => property.Value.GetRawText(),
                    _ => null,
                };
                if (FreeText.CleanCovered(property.Name, LongestProperty) is { } name && FreeText.CleanCovered(text, LongestProperty) is { } value)
                {
                    found[name] = value;
                }
            }
        }

        return found;
    }
}
