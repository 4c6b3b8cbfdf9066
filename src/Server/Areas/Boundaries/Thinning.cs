using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace TungNgo.Areas.Boundaries;

/// <summary>
/// Thins shapes for pages. Neighbours are thinned together: a line that two of them share loses the same corners on both sides, so that no gap opens.
/// </summary>
internal static class Thinning
{
    /// <summary>A whole province on one page: at twenty characters a corner this stays below 300 kB.</summary>
    public const int MostCorners = 14_000;

    private const double Finest = 0.0002;

    /// <summary>In the order given; a shape that thinning would break stays as it is.</summary>
    public static IReadOnlyList<Geometry> Of(IReadOnlyList<Geometry> shapes)
    {
        var whole = shapes.ToArray();
        var (thin, tolerance) = (whole, Finest);
        for (var round = 0; round < 9 && thin.Sum(s => s.NumPoints) > MostCorners; round++, tolerance *= 2)
        {
            thin = CoverageSimplifier.Simplify(whole, tolerance);
        }

        return [.. thin.Select((s, i) => s is { IsEmpty: false, IsValid: true } and (Polygon or MultiPolygon) ? s : whole[i])];
    }
}
