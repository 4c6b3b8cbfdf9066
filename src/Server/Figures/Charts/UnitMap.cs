using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NetTopologySuite.Geometries;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;

namespace TungNgo.Figures.Charts;

/// <summary>What a map is drawn from.</summary>
internal enum MapKind
{
    /// <summary>Nothing but names: tiles in their order.</summary>
    Tiles,

    /// <summary>Centres: what lies nearest each of them.</summary>
    Cells,

    /// <summary>Boundaries for some units, cells for the others.</summary>
    Mixed,
    Boundaries,
}

/// <summary>Where a unit is drawn: an SVG path and the place of its label.</summary>
internal sealed record UnitShape(Guid AreaId, string Path, double X, double Y);

/// <summary>The map of a unit's children: their boundaries where they are known, else cells around their points, or tiles when points are not known.</summary>
/// <param name="Derived">Some boundaries were put together from those of other units.</param>
/// <param name="Synthetic">Some boundaries are made up.</param>
internal sealed record UnitMap(int Width, int Height, MapKind Kind, IReadOnlyList<UnitShape> Shapes, bool Derived = false, bool Synthetic = false)
{
    public const int Side = 560;
    private const double Margin = 6;

    // Shapes follow from the tree and the boundaries alone; figures only colour them.
    private static readonly ConditionalWeakTable<DayTree, ConditionalWeakTable<Land, ConcurrentDictionary<Guid, UnitMap>>> Known = [];

    public static UnitMap Of(DayTree tree, Guid areaId, Land land) => Known.GetValue(tree, _ => []).GetValue(land, _ => new()).GetOrAdd(
        areaId, (id, from) => Draw([.. from.tree.ChildrenOf(id)], from.land.IsEmpty ? null : u => from.land.Of(u, from.tree.Day)), (tree, land));

    /// <param name="landOf">The boundary of a unit; null where none is known.</param>
    internal static UnitMap Draw(IReadOnlyList<AreaVersion> units, Func<Guid, LandShape?>? landOf = null)
    {
        var lands = units.Select(u => landOf?.Invoke(u.AreaId)).ToList();
        var isPlaced = units.All(u => u is { Latitude: not null, Longitude: not null })
            && units.Select(u => (u.Latitude, u.Longitude)).Distinct().Count() == units.Count && units.Count > 1;
        if (units.Count == 0 || (!isPlaced && lands.Contains(null)))
        {
            return Tiles(units);
        }

        // A degree of longitude is shorter than one of latitude, by the cosine: at 9.6° north by 1.4 %.
        var middle = Math.Cos((isPlaced ? units.Average(u => u.Latitude!.Value) : lands[0]!.Shape.Centroid.Y) * Math.PI / 180);
        var cells = lands.Contains(null) ? Voronoi.Cells([.. units.Select(u => new Point(u.Longitude!.Value * middle, -u.Latitude!.Value))]) : [];
        var rings = units.Select((u, i) => lands[i] is { } land ? Rings(land.Shape, middle) : [cells[i]]).ToList();
        var corners = rings.SelectMany(r => r).SelectMany(r => r).ToList();
        var (left, top) = (corners.Min(p => p.X), corners.Min(p => p.Y));
        var zoom = (Side - (2 * Margin)) / Math.Max(corners.Max(p => p.X) - left, corners.Max(p => p.Y) - top);
        Point Place(Point p) => new(((p.X - left) * zoom) + Margin, ((p.Y - top) * zoom) + Margin);
        var shapes = units.Select((u, i) =>
        {
            var label = lands[i] is { } land ? LabelOf(land.Shape, middle) : Voronoi.Middle(cells[i]);
            var at = Place(label);
            return (Shape: new UnitShape(u.AreaId, string.Concat(rings[i].Select(r => PathOf(r.Select(Place)))), at.X, at.Y), IsCell: lands[i] is null);
        });

        // What is surveyed lies above what is only nearest.
        var ordered = shapes.OrderByDescending(s => s.IsCell).Select(s => s.Shape).ToList();
        return new(
            (int)Math.Ceiling(((corners.Max(p => p.X) - left) * zoom) + (2 * Margin)), (int)Math.Ceiling(((corners.Max(p => p.Y) - top) * zoom) + (2 * Margin)),
            !lands.Contains(null) ? MapKind.Boundaries : lands.TrueForAll(l => l is null) ? MapKind.Cells : MapKind.Mixed,
            ordered, lands.Exists(l => l is { Derived: true }), lands.Exists(l => l is { Synthetic: true }));
    }

    private static Point[][] Rings(Geometry shape, double middle) =>
    [
        .. Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().SelectMany(p => p.InteriorRings.Prepend(p.ExteriorRing))
            .Select(r => r.Coordinates.SkipLast(1).Select(c => new Point(c.X * middle, -c.Y)).ToArray()),
    ];

    /// <summary>In the middle where that lies inside; in a bent or broken shape somewhere that surely does.</summary>
    private static Point LabelOf(Geometry shape, double middle)
    {
        var at = shape.Centroid is var centre && shape.Contains(centre) ? centre : shape.InteriorPoint;
        return new(at.X * middle, -at.Y);
    }

    private static UnitMap Tiles(IReadOnlyList<AreaVersion> units)
    {
        var columns = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(units.Count * 1.4)));
        var size = (Side - 2 * Margin) / columns;
        var high = Math.Min(size, 110);
        var shapes = units.Select((u, i) =>
        {
            var (x, y) = (Margin + i % columns * size, Margin + i / columns * high);
            Point[] corners = [new(x + 2, y + 2), new(x + size - 2, y + 2), new(x + size - 2, y + high - 2), new(x + 2, y + high - 2)];
            return new UnitShape(u.AreaId, PathOf(corners), x + size / 2, y + high / 2);
        }).ToList();
        return new UnitMap(Side, (int)Math.Ceiling(2 * Margin + Math.Ceiling(units.Count / (double)columns) * high), MapKind.Tiles, shapes);
    }

    private static string PathOf(IEnumerable<Point> corners)
    {
        var path = new StringBuilder();
        foreach (var corner in corners)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{corner.X:0.#} {corner.Y:0.#}");
        }

        return path.Append('Z').ToString();
    }
}
