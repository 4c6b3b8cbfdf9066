using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TungNgo.Areas;

namespace TungNgo.Figures.Charts;

/// <summary>Where a unit is drawn: an SVG path and the place of its label.</summary>
internal sealed record UnitShape(Guid AreaId, string Path, double X, double Y);

/// <summary>The schematic map of a unit's children: cells around their points, or tiles when points are not known.</summary>
internal sealed record UnitMap(int Width, int Height, bool IsTiled, IReadOnlyList<UnitShape> Shapes)
{
    public const int Side = 560;
    private const double Margin = 6;

    // Shapes follow from the tree alone; figures only colour them.
    private static readonly ConditionalWeakTable<DayTree, System.Collections.Concurrent.ConcurrentDictionary<Guid, UnitMap>> Known = [];

    public static UnitMap Of(DayTree tree, Guid areaId) =>
        Known.GetValue(tree, _ => new()).GetOrAdd(areaId, (id, t) => Draw([.. t.ChildrenOf(id)]), tree);

    internal static UnitMap Draw(IReadOnlyList<AreaVersion> units)
    {
        var placed = units.Where(u => u is { Latitude: not null, Longitude: not null }).ToList();
        return placed.Count == units.Count && placed.Select(u => (u.Latitude, u.Longitude)).Distinct().Count() == units.Count && units.Count > 1 ? Cells(units) : Tiles(units);
    }

    private static UnitMap Cells(IReadOnlyList<AreaVersion> units)
    {
        // A degree of longitude is shorter than one of latitude, by the cosine: at 9.6° north by 1.4 %.
        var middle = Math.Cos(units.Average(u => u.Latitude!.Value) * Math.PI / 180);
        var points = units.Select(u => new Point(u.Longitude!.Value * middle, -u.Latitude!.Value)).ToList();
        var cells = Voronoi.Cells(points);
        var all = cells.SelectMany(c => c).ToList();
        var (left, top) = (all.Min(p => p.X), all.Min(p => p.Y));
        var zoom = (Side - 2 * Margin) / Math.Max(all.Max(p => p.X) - left, all.Max(p => p.Y) - top);
        Point Place(Point p) => new((p.X - left) * zoom + Margin, (p.Y - top) * zoom + Margin);
        var shapes = units.Select((u, i) => Shape(u.AreaId, [.. cells[i].Select(Place)])).ToList();
        return new UnitMap(
            (int)Math.Ceiling((all.Max(p => p.X) - left) * zoom + 2 * Margin), (int)Math.Ceiling((all.Max(p => p.Y) - top) * zoom + 2 * Margin), false, shapes);
    }

    private static UnitShape Shape(Guid areaId, Point[] corners) => new(areaId, PathOf(corners), Voronoi.Middle(corners).X, Voronoi.Middle(corners).Y);

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
        return new UnitMap(Side, (int)Math.Ceiling(2 * Margin + Math.Ceiling(units.Count / (double)columns) * high), true, shapes);
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
