using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using TungNgo.Web;

namespace TungNgo.Areas.Boundaries;

/// <summary>A boundary that can be taken.</summary>
internal sealed record ReadBoundary(int Number, AreaVersion Unit, Geometry Shape, double Hectares);

/// <param name="Number">The feature's place in the file; null when it is of the file as a whole.</param>
/// <param name="Keeps">The feature is not taken.</param>
internal sealed record BoundaryFault(int? Number, string Name, string Key, object?[] Values, bool Keeps);

/// <summary>What a file holds and what is wrong with it, before anything is changed.</summary>
/// <param name="Turned">Rings that were turned.</param>
/// <param name="MaySwap">Features whose latitude seems to come first.</param>
internal sealed record BoundaryCheck(
    int Features, IReadOnlyList<ReadBoundary> Read, IReadOnlyList<BoundaryFault> Faults, int Turned, int MaySwap, IReadOnlyList<string> Properties)
{
    private const int MostFaults = 300;

    /// <summary>Less is a difference of drawing: a strip of a hand's width along a commune.</summary>
    private const double LeastHectares = 0.1;

    private const string Prefix = "areas.boundaries.fault.";

    /// <param name="tree">The units of the day from which on the boundaries hold.</param>
    /// <param name="others">Boundaries of that day that are kept already.</param>
    public static BoundaryCheck Of(IReadOnlyList<GeoFeature> features, DayTree tree, string? codeProperty, IReadOnlyDictionary<Guid, Geometry> others)
    {
        var matcher = new UnitMatcher(tree, codeProperty);
        var (read, faults, taken) = (new List<ReadBoundary>(), new List<BoundaryFault>(), new Dictionary<Guid, int>());
        foreach (var feature in features)
        {
            var name = UnitMatcher.NameOf(feature);
            void Fault(string key, bool keeps, params object?[] values) => faults.Add(new(feature.Number, name, Prefix + key, values, keeps));
            var units = matcher.Find(feature);
            if (feature.Fault is { } wrong)
            {
                Fault(wrong.Problem.Word(), true, wrong.Values);
            }
            else if (units.Count != 1)
            {
                Fault(units.Count == 0 ? "unknown" : "several", true, matcher.CodeOf(feature) ?? "—");
            }
            else if (!taken.TryAdd(units[0].AreaId, feature.Number))
            {
                Fault("twice", true, taken[units[0].AreaId]);
            }
            else
            {
                if (UnitMatcher.IsNamedOtherwise(feature, units[0]))
                {
                    Fault("otherName", false, AreaNames.WithKind(units[0]));
                }

                read.Add(new(feature.Number, units[0], feature.Shape!, Ground.Hectares(feature.Shape!)));
            }
        }

        foreach (var tier in read.GroupBy(r => r.Unit.Tier).ToList())
        {
            Neighbours(tier.Key, [.. tier], tree, others, faults);
        }

        return new(
            features.Count, read, [.. faults.Take(MostFaults)], features.Sum(f => f.Turned), features.Count(f => f.Fault?.Problem == ShapeProblem.Swapped),
            [.. features.SelectMany(f => f.Properties.Keys).Distinct().Order(StringComparer.Ordinal).Take(60)]);
    }

    private static void Neighbours(AreaTier tier, List<ReadBoundary> read, DayTree tree, IReadOnlyDictionary<Guid, Geometry> others, List<BoundaryFault> faults)
    {
        var own = read.ToDictionary(r => r.Unit.AreaId);
        var kept = tree.All.Where(v => v.Tier == tier && !own.ContainsKey(v.AreaId) && others.ContainsKey(v.AreaId)).Select(v => (Unit: v, Shape: others[v.AreaId])).ToList();
        var all = read.Select(r => (r.Unit, r.Shape)).Concat(kept).ToList();
        var index = new STRtree<int>();
        for (var i = 0; i < all.Count; i++)
        {
            index.Insert(all[i].Shape.EnvelopeInternal, i);
        }

        int? NumberOf(int a, int b) => (own.GetValueOrDefault(all[a].Unit.AreaId) ?? own.GetValueOrDefault(all[b].Unit.AreaId))?.Number;
        string Pair(AreaVersion a, AreaVersion b) => $"{AreaNames.WithKind(a)} – {AreaNames.WithKind(b)}";
        for (var i = 0; i < all.Count && faults.Count < MostFaults; i++)
        {
            foreach (var j in index.Query(all[i].Shape.EnvelopeInternal).Where(j => j > i).Order())
            {
                if (Ground.Shared(all[i].Shape, all[j].Shape) is not { } shape)
                {
                    faults.Add(new(NumberOf(i, j), Pair(all[i].Unit, all[j].Unit), Prefix + "notCompared", [], false));
                }
                else if (Ground.Hectares(shape) is var shared && shared >= LeastHectares)
                {
                    faults.Add(new(NumberOf(i, j), Pair(all[i].Unit, all[j].Unit), Prefix + "overlap", [Formats.Number(shared, 1)], false));
                }
            }
        }

        if (Ground.Together(all.Select(a => a.Shape)) is not { } whole)
        {
            faults.Add(new(null, Formats.Missing, Prefix + "notCompared", [], false));
            whole = Ground.Shapes.CreateMultiPolygon();
        }

        foreach (var gap in Enumerable.Range(0, whole.NumGeometries).Select(whole.GetGeometryN).OfType<Polygon>().SelectMany(p => p.Holes).Select(h => Ground.Shapes.CreatePolygon(h)))
        {
            if (Ground.Hectares(gap) is var size && size >= LeastHectares)
            {
                var beside = index.Query(gap.EnvelopeInternal).Order().Where(i => all[i].Shape.Distance(gap) < 1e-7).Take(4).Select(i => AreaNames.WithKind(all[i].Unit));
                faults.Add(new(null, string.Join(", ", beside), Prefix + "gap", [Formats.Number(size, 1), ShapeReader.Said(gap.InteriorPoint.Coordinate)], false));
            }
        }

        if (tree.All.Where(v => v.Tier == tier && !own.ContainsKey(v.AreaId)).ToList() is { Count: > 0 } missing && tier < AreaTier.Hamlet)
        {
            faults.Add(new(null, string.Join(", ", missing.Take(12).Select(AreaNames.WithKind)) + (missing.Count > 12 ? "…" : ""), Prefix + "missing", [missing.Count], false));
        }
    }
}
