using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using TungNgo.Web;

namespace TungNgo.Areas.Boundaries;

/// <summary>What is wrong with a feature's shape. Each has its sentence (<c>areas.boundaries.fault.</c>).</summary>
internal enum ShapeProblem
{
    NotPolygon, Empty, NotNumber, Heights, OutOfRange, Swapped, OutOfVietnam, RingOpen, RingShort, SelfCrossing, HoleOutside, Nested, Parted, TooMany,
}

internal sealed record ShapeFault(ShapeProblem Problem, params object?[] Values);

/// <summary>Reads polygons from GeoJSON, with the fault of each that is none, and turns rings that run the wrong way.</summary>
internal sealed class ShapeReader(bool swapped, int mostPoints)
{
    private int points;

    public (Geometry? Shape, ShapeFault? Fault, int Turned) Read(JsonElement geometry)
    {
        try
        {
            var turned = 0;
            var kind = geometry.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
            if (kind is not ("Polygon" or "MultiPolygon"))
            {
                throw Bad(ShapeProblem.NotPolygon, Data.FreeText.CleanCovered(kind, 40) ?? "—");
            }

            if (!geometry.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array || coordinates.GetArrayLength() == 0)
            {
                throw Bad(ShapeProblem.Empty);
            }

            Geometry shape = kind == "Polygon" ? Polygon(coordinates, ref turned) : Polygons(coordinates, ref turned);
            Place(shape);
            if (new IsValidOp(shape).ValidationError is { } wrong)
            {
                throw Bad(
                    wrong.ErrorType switch
                    {
                        TopologyValidationErrors.HoleOutsideShell => ShapeProblem.HoleOutside,
                        TopologyValidationErrors.NestedHoles or TopologyValidationErrors.NestedShells or TopologyValidationErrors.DuplicateRings => ShapeProblem.Nested,
                        TopologyValidationErrors.DisconnectedInteriors => ShapeProblem.Parted,
                        TopologyValidationErrors.TooFewPoints => ShapeProblem.RingShort,
                        _ => ShapeProblem.SelfCrossing,
                    },
                    Said(wrong.Coordinate));
            }

            return (shape, null, turned);
        }
        catch (BadShapeException e)
        {
            return (null, e.Fault, 0);
        }
    }

    public static string Said(Coordinate? at) => at is null ? "—" : $"{Formats.Number(at.X, 5)}; {Formats.Number(at.Y, 5)}";

    private MultiPolygon Polygons(JsonElement parts, ref int turned)
    {
        var polygons = new List<Polygon>();
        foreach (var part in parts.EnumerateArray())
        {
            polygons.Add(Polygon(part, ref turned));
        }

        return Ground.Shapes.CreateMultiPolygon([.. polygons]);
    }

    private Polygon Polygon(JsonElement rings, ref int turned)
    {
        if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
        {
            throw Bad(ShapeProblem.Empty);
        }

        var read = new List<LinearRing>();
        foreach (var ring in rings.EnumerateArray())
        {
            var line = Ring(ring);
            // Outer rings run against the clock and holes with it; many programs write it the other way, and nothing is lost by turning them.
            if (Orientation.IsCCW(line) != (read.Count == 0))
            {
                Array.Reverse(line);
                turned++;
            }

            read.Add(Ground.Shapes.CreateLinearRing(line));
        }

        return Ground.Shapes.CreatePolygon(read[0], [.. read.Skip(1)]);
    }

    private Coordinate[] Ring(JsonElement ring)
    {
        if (ring.ValueKind != JsonValueKind.Array || ring.GetArrayLength() == 0)
        {
            throw Bad(ShapeProblem.Empty);
        }

        if ((points += ring.GetArrayLength()) > mostPoints)
        {
            throw Bad(ShapeProblem.TooMany, Formats.Number(mostPoints));
        }

        var line = ring.EnumerateArray().Select(Position).ToArray();
        return !line[0].Equals2D(line[^1]) ? throw Bad(ShapeProblem.RingOpen, Said(line[0]), Said(line[^1]))
            : line.Length < 4 ? throw Bad(ShapeProblem.RingShort, Said(line[0]))
            : line;
    }

    private Coordinate Position(JsonElement position)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2)
        {
            throw Bad(ShapeProblem.NotNumber);
        }

        if (position.GetArrayLength() > 2)
        {
            throw Bad(ShapeProblem.Heights);
        }

        var (x, y) = (Number(position[0]), Number(position[1]));
        return swapped ? new(y, x) : new(x, y);
    }

    /// <summary>A hundredth of a metre is kept: finer differences of shared corners are noise of whoever wrote the file.</summary>
    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? Math.Round(number, 7) : throw Bad(ShapeProblem.NotNumber);

    private static void Place(Geometry shape)
    {
        var (all, most) = (shape.Coordinates, shape.EnvelopeInternal);
        if (most.MinX >= Ground.Vietnam.MinY && most.MaxX <= Ground.Vietnam.MaxY && most.MinY >= Ground.Vietnam.MinX && most.MaxY <= Ground.Vietnam.MaxX)
        {
            throw Bad(ShapeProblem.Swapped);
        }

        if (Array.Find(all, c => Math.Abs(c.X) > 180 || Math.Abs(c.Y) > 90) is { } beyond)
        {
            throw Bad(ShapeProblem.OutOfRange, Said(beyond));
        }

        if (Array.Find(all, c => !Ground.IsInVietnam(c)) is { } outside)
        {
            throw Bad(ShapeProblem.OutOfVietnam, Said(outside));
        }
    }

    private static BadShapeException Bad(ShapeProblem problem, params object?[] values) => new(new(problem, values));

    private sealed class BadShapeException(ShapeFault fault) : Exception
    {
        public ShapeFault Fault { get; } = fault;
    }
}
