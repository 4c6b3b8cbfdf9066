using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace TungNgo.Areas.Boundaries;

/// <summary>Shapes on the ground: degrees to hectares, where Vietnam lies, how shapes are kept.</summary>
internal static class Ground
{
    /// <summary>Mainland, islands near the coast, and some sea around them.</summary>
    public static readonly Envelope Vietnam = new(102, 110.5, 8, 23.5);

    public static readonly GeometryFactory Shapes = new NtsGeometryServices(GeometryOverlay.NG).CreateGeometryFactory(4326);

    public static bool IsInVietnam(Coordinate point) => Vietnam.Contains(point);

    /// <summary>
    /// Area on the ellipsoid's tangent at the shape's own latitude: for a commune it is right to less than a thousandth, which no boundary file is.
    /// </summary>
    public static double Hectares(Geometry shape)
    {
        if (shape.IsEmpty)
        {
            return 0;
        }

        var middle = shape.EnvelopeInternal.Centre.Y * Math.PI / 180;
        var north = 111_132.954 - (559.822 * Math.Cos(2 * middle)) + (1.175 * Math.Cos(4 * middle));
        var east = (111_412.84 * Math.Cos(middle)) - (93.5 * Math.Cos(3 * middle)) + (0.118 * Math.Cos(5 * middle));
        return shape.Area * north * east / 10_000;
    }

    public static byte[] Kept(Geometry shape) => new WKBWriter().Write(shape);

    public static Geometry Of(byte[] kept) => new WKBReader(Shapes.GeometryServices).Read(kept);

    /// <returns>Null where the lines lie so close that no arithmetic tells them apart: nobody knows then, and nothing breaks.</returns>
    public static Geometry? Together(IEnumerable<Geometry> shapes) => Reckoned(() => OverlayNGRobust.Union(shapes));

    /// <returns>What two shapes share; null as in <see cref="Together"/>.</returns>
    public static Geometry? Shared(Geometry one, Geometry other) => Reckoned(() => OverlayNGRobust.Overlay(one, other, SpatialFunction.Intersection));

    private static Geometry? Reckoned(Func<Geometry> work)
    {
        try
        {
            return Areal(work());
        }
        catch (TopologyException)
        {
            return null;
        }
    }

    /// <summary>Only what has an area: two neighbours that touch share a line, and a union may leave a point behind.</summary>
    public static Geometry Areal(Geometry shape)
    {
        var polygons = Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().Where(p => !p.IsEmpty).ToArray();
        return polygons.Length == 1 ? polygons[0] : Shapes.CreateMultiPolygon(polygons);
    }
}
