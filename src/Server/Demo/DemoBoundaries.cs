using NetTopologySuite.Geometries;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures.Charts;

namespace TungNgo.Demo;

/// <summary>
/// Boundaries that look like some: what lies nearest each commune's centre, within an outline around all, with edges that bend. They are marked as made up,
/// and no chance is used, so that nothing else of the demo depends on them.
/// </summary>
internal sealed class DemoBoundaries(AppDb db)
{
    private static readonly DateOnly First = new(2015, 1, 1);

    /// <summary>Degrees: how far land reaches around a centre, how much of a bay is filled, and where an edge ends to bend.</summary>
    private const double Reach = 0.062, Bay = 0.05, Shortest = 0.004;

    /// <summary>How far an edge bends in its middle, as a part of its length.</summary>
    private const double Bend = 0.06;

    public void Add(AreaTree areas, Write write)
    {
        var communes = areas.On(First).All.Where(u => u is { Tier: AreaTier.Commune, Latitude: not null, Longitude: not null })
            .OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var list = new BoundaryList
        {
            Id = write.NewId(), FileName = "ranh-gioi-mau.geojson", ValidFrom = First, Source = "Dữ liệu mẫu của Từng Ngõ", Licence = "CC0 1.0", Synthetic = true,
            State = BoundaryListState.Applied, Taken = communes.Count, By = write.Actor.Name, At = write.Now, AppliedAt = write.Now,
        };
        var shapes = Shapes([.. communes.Select(u => new Coordinate(u.Longitude!.Value, u.Latitude!.Value))]);
        db.BoundaryLists.Add(list);
        db.Boundaries.AddRange(BoundaryDesk.Rows(list, [.. communes.Zip(shapes, (u, s) => new ReadBoundary(0, u, s, Ground.Hectares(s)))], write.NewId));
        communes.ForEach(u => write.Changed(ChangeKind.Boundary, u.AreaId));
    }

    /// <summary>In the order of the centres, without gap or overlap.</summary>
    internal static IReadOnlyList<Geometry> Shapes(IReadOnlyList<Coordinate> centres)
    {
        var outline = Ground.Shapes.CreateMultiPointFromCoords([.. centres]).Buffer(Reach + Bay).Buffer(-Bay);
        return [.. Voronoi.Cells([.. centres.Select(c => new Figures.Charts.Point(c.X, c.Y))]).Select(cell => Shape(cell, outline))];
    }

    private static Geometry Shape(Figures.Charts.Point[] cell, Geometry outline)
    {
        var corners = cell.Select(p => new Coordinate(p.X, p.Y)).ToList();
        var shape = Ground.Areal(Ground.Shapes.CreatePolygon([.. corners, corners[0]]).Intersection(outline));
        var largest = Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().MaxBy(p => p.Area)!;
        return Ground.Shapes.CreatePolygon(Bent([.. largest.ExteriorRing.Coordinates.Select(c => new Coordinate(Math.Round(c.X, 6), Math.Round(c.Y, 6)))]));
    }

    private static Coordinate[] Bent(Coordinate[] ring)
    {
        var bent = new List<Coordinate> { ring[0] };
        foreach (var (from, to) in ring.Zip(ring.Skip(1)).Where(e => !e.First.Equals2D(e.Second)))
        {
            Bow(from, to, bent);
        }

        return [.. bent.SkipLast(1), bent[0].Copy()];
    }

    /// <summary>Both neighbours of an edge bend it the same way: by its own ends, whichever they begin with.</summary>
    private static void Bow(Coordinate from, Coordinate to, List<Coordinate> line)
    {
        if (from.Distance(to) < Shortest)
        {
            line.Add(to);
            return;
        }

        var (a, b) = from.CompareTo(to) < 0 ? (from, to) : (to, from);
        var by = Bend * ((Math.Abs(Math.Sin((a.X * 7919) + (a.Y * 104_729) + (b.X * 1299) + (b.Y * 15_485))) * 2) - 1);
        var middle = new Coordinate(Math.Round(((a.X + b.X) / 2) - ((b.Y - a.Y) * by), 6), Math.Round(((a.Y + b.Y) / 2) + ((b.X - a.X) * by), 6));
        Bow(from, middle, line);
        Bow(middle, to, line);
    }
}
