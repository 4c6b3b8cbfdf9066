namespace TungNgo.Figures.Charts;

internal readonly record struct Point(double X, double Y);

/// <summary>
/// A schematic map from points alone: each unit's cell is all that lies nearer to it than to any other, cut to a disc so that the
/// province keeps its outline where no boundary file exists.
/// </summary>
internal static class Voronoi
{
    private const int Corners = 28;

    /// <summary>Cells in the order of the points, as polygons.</summary>
    /// <param name="radius">How far a cell reaches where no neighbour ends it, in the points' measure.</param>
    public static Point[][] Cells(IReadOnlyList<Point> points, double radius) => [.. points.Select((p, i) => Cell(points, i, radius))];

    /// <summary>A radius that closes most gaps between neighbours: twice the middle distance to the nearest one.</summary>
    public static double UsualRadius(IReadOnlyList<Point> points)
    {
        if (points.Count < 2)
        {
            return 1;
        }

        var nearest = points.Select((p, i) => points.Where((_, j) => j != i).Min(q => Distance(p, q))).Where(d => d > 0).Order().ToList();
        return nearest.Count == 0 ? 1 : nearest[nearest.Count / 2] * 1.35;
    }

    private static Point[] Cell(IReadOnlyList<Point> points, int i, double radius)
    {
        var p = points[i];
        var cell = Enumerable.Range(0, Corners)
            .Select(k => 2 * Math.PI * k / Corners).Select(a => new Point(p.X + radius * Math.Cos(a), p.Y + radius * Math.Sin(a))).ToList();
        for (var j = 0; j < points.Count && cell.Count > 0; j++)
        {
            if (j != i && points[j] != p && Distance(p, points[j]) < 2 * radius)
            {
                cell = Cut(cell, p, points[j]);
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

            if (sideA < 0 != sideB < 0 && sideA != 0 && sideB != 0)
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
