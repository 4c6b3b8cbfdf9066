using TungNgo.Feed;

namespace TungNgo.Figures.Charts;

internal readonly record struct Point(double X, double Y);

/// <summary>
/// A schematic map from points alone: each unit's cell is all that lies nearer to it than to any other, within an outline drawn
/// around all points, where no boundary file exists.
/// </summary>
internal static class Voronoi
{
    private const int Corners = 16;

    /// <summary>Cells in the order of the points, as polygons without gap or overlap inside the outline.</summary>
    public static Point[][] Cells(IReadOnlyList<Point> points)
    {
        var outline = Outline(points);
        return [.. points.Select((p, i) => Cell(points, i, outline))];
    }

    /// <summary>The centre of gravity of a polygon: where a label sits in the middle of what is coloured.</summary>
    public static Point Middle(IReadOnlyList<Point> polygon)
    {
        var (area, x, y) = (0.0, 0.0, 0.0);
        for (var k = 0; k < polygon.Count; k++)
        {
            var (a, b) = (polygon[k], polygon[(k + 1) % polygon.Count]);
            var cross = a.X * b.Y - b.X * a.Y;
            area += cross;
            x += (a.X + b.X) * cross;
            y += (a.Y + b.Y) * cross;
        }

        return area == 0 ? polygon[0] : new Point(x / (3 * area), y / (3 * area));
    }

    /// <summary>The convex hull of a ring around every point: outer units get about as much room as inner ones.</summary>
    private static Point[] Outline(IReadOnlyList<Point> points)
    {
        var nearest = points.Select((p, i) => points.Where((_, j) => j != i).Select(q => Distance(p, q)).DefaultIfEmpty(1).Min()).Order().ToList();
        var reach = nearest[nearest.Count / 2] * 0.62;
        var rings = points.SelectMany(p => Enumerable.Range(0, Corners).Select(k => 2 * Math.PI * k / Corners)
            .Select(a => new Point(p.X + reach * Math.Cos(a), p.Y + reach * Math.Sin(a)))).OrderBy(p => p.X).ThenBy(p => p.Y).ToList();
        var lower = HalfHull(rings);
        var upper = HalfHull(Enumerable.Reverse(rings));
        return [.. lower.SkipLast(1), .. upper.SkipLast(1)];
    }

    private static List<Point> HalfHull(IEnumerable<Point> sorted)
    {
        var hull = new List<Point>();
        foreach (var p in sorted)
        {
            while (hull.Count > 1 && Turn(hull[^2], hull[^1], p) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(p);
        }

        return hull;
    }

    private static double Turn(Point a, Point b, Point c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    private static Point[] Cell(IReadOnlyList<Point> points, int i, Point[] outline)
    {
        var cell = outline.ToList();
        for (var j = 0; j < points.Count && cell.Count > 0; j++)
        {
            if (j != i && points[j] != points[i])
            {
                cell = Cut(cell, points[i], points[j]);
            }
        }

        return [.. cell];
    }

    /// <summary>Keeps the part of a convex polygon that is nearer to p than to q.</summary>
    private static List<Point> Cut(List<Point> cell, Point p, Point q)
    {
        var kept = new List<Point>(cell.Count + 1);
        for (var k = 0; k < cell.Count; k++)
        {
            var (a, b) = (cell[k], cell[(k + 1) % cell.Count]);
            var (sideA, sideB) = (Side(a, p, q), Side(b, p, q));
            if (sideA <= 0)
            {
                kept.Add(a);
            }

            if (sideA * sideB < 0)
            {
                var t = sideA / (sideA - sideB);
                kept.Add(new Point(a.X + t * (b.X - a.X), a.Y + t * (b.Y - a.Y)));
            }
        }

        return kept;
    }

    /// <summary>Negative on p's side of the line half way between p and q.</summary>
    private static double Side(Point a, Point p, Point q) =>
        (a.X - (p.X + q.X) / 2) * (q.X - p.X) + (a.Y - (p.Y + q.Y) / 2) * (q.Y - p.Y);

    private static double Distance(Point a, Point b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
