using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Gateways.Cap;

namespace TungNgo.Water.Authorities;

/// <summary>Where an alert holds, in units of today within the issuing one.</summary>
/// <param name="Areas">None overlaps another.</param>
/// <param name="Unresolved">Places that it names and that are no unit here, in its own words.</param>
/// <param name="Outside">Units that it names and that are not the issuing unit's.</param>
/// <param name="Whole">No place was found: the issuing unit stands for it.</param>
internal sealed record Placed(Guid[] Areas, IReadOnlyList<string> Unresolved, IReadOnlyList<string> Outside, bool Whole);

/// <summary>
/// Finds the units of an alert: by the statistics office's codes as they were on its day, else by points within what is drawn, else by names. It never
/// guesses; what is not found is said.
/// </summary>
internal sealed class AlertPlaces(AreaTree areas)
{
    private static readonly string[] OfficialCodes = ["gso", "gso code", "vn gso", "gso vn", "dvhc", "ma dvhc", "dvhcvn"];

    private const double EarthRadius = 6371.0;

    public Placed Find(IReadOnlyList<CapArea> told, DateOnly day, Guid unitId)
    {
        var then = areas.On(day);
        then = then.Roots.Any() ? then : areas.Today;
        var (found, unresolved) = (new List<Guid>(), new List<string>());
        foreach (var area in told)
        {
            found.AddRange(FindOne(area, then, unitId, unresolved));
        }

        var (inside, outside) = (new HashSet<Guid>(), new List<string>());
        foreach (var id in found.Distinct())
        {
            var now = Today(id, then).ToList();
            var mine = now.Where(a => areas.Today.IsWithin(a, unitId)).ToList();
            mine = mine.Count == 0 && now.Any(a => areas.Today.IsWithin(unitId, a)) ? [unitId] : mine;
            inside.UnionWith(mine);
            if (mine.Count == 0)
            {
                outside.Add(then.NameWithParent(id));
            }
        }

        var gathered = Gather(inside, unitId);
        return new(gathered.Length > 0 ? gathered : [unitId], [.. unresolved.Distinct()], [.. outside.Distinct()], gathered.Length == 0);
    }

    private List<Guid> FindOne(CapArea area, DayTree then, Guid unitId, List<string> unresolved)
    {
        var found = new List<Guid>();
        foreach (var code in (area.Geocodes ?? []).Where(g => OfficialCodes.Contains(SearchKey.Fold(g.Name.Replace('_', ' ')))))
        {
            if (then.All.FirstOrDefault(u => u.Code == code.Value.Trim()) is { } unit)
            {
                found.Add(unit.AreaId);
            }
            else
            {
                unresolved.Add(Shown($"{code.Name} {code.Value}"));
            }
        }

        if (found.Count == 0 && (area.Polygons is not null || area.Circles is not null))
        {
            found.AddRange(Within(area, unitId));
        }

        if (found.Count == 0)
        {
            var (named, unknown) = new PlaceNames(then, unitId).Find(area.Description);
            found.AddRange(named);
            unresolved.AddRange(named.Count > 0 ? unknown.Select(Shown) : [Shown(area.Description)]);
        }

        return found;
    }

    /// <summary>A hamlet lies where its own point lies, one without a point where its commune's does; a commune without hamlets where its own does.</summary>
    private IEnumerable<Guid> Within(CapArea area, Guid unitId)
    {
        var tree = areas.Today;
        foreach (var unit in tree.Below(unitId).Where(u => u.Tier == AreaTier.Hamlet || (u.Tier == AreaTier.Commune && !tree.ChildrenOf(u.AreaId).Any())))
        {
            var placed = unit.Latitude is null && unit.ParentId is { } parent ? tree.Find(parent) ?? unit : unit;
            if (placed is { Latitude: { } latitude, Longitude: { } longitude } && Holds(area, latitude, longitude))
            {
                yield return unit.AreaId;
            }
        }
    }

    private static bool Holds(CapArea area, double latitude, double longitude) =>
        (area.Polygons ?? []).Any(p => Holds(p, latitude, longitude))
        || (area.Circles ?? []).Any(c => Kilometres((double)c.Centre.Latitude, (double)c.Centre.Longitude, latitude, longitude) <= (double)c.Radius);

    /// <summary>Whether a ray to the east crosses the line an odd number of times. No alert here goes around the date line or a pole.</summary>
    private static bool Holds(IReadOnlyList<CapPoint> line, double latitude, double longitude)
    {
        var inside = false;
        for (int i = 0, j = line.Count - 1; i < line.Count; j = i++)
        {
            var (y1, x1, y2, x2) = ((double)line[i].Latitude, (double)line[i].Longitude, (double)line[j].Latitude, (double)line[j].Longitude);
            if (y1 > latitude != y2 > latitude && longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    private static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (north, east) = (double.DegreesToRadians(latitude2 - latitude1) / 2, double.DegreesToRadians(longitude2 - longitude1) / 2);
        var chord = Math.Pow(Math.Sin(north), 2)
            + Math.Cos(double.DegreesToRadians(latitude1)) * Math.Cos(double.DegreesToRadians(latitude2)) * Math.Pow(Math.Sin(east), 2);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    /// <summary>The unit as it is today: itself, or the hamlets it had, wherever they belong now, or what followed it.</summary>
    private IEnumerable<Guid> Today(Guid id, DayTree then)
    {
        if (areas.Today.Find(id) is not null)
        {
            return [id];
        }

        var hamlets = then.HamletsOf(id).Select(h => areas.HeirOn(h, areas.Today.Day)).OfType<Guid>().Distinct().ToList();
        return hamlets.Count > 0 ? hamlets
            : areas.Successions.Where(s => s.FromId == id && s.ToId != id && s.Date <= areas.Today.Day).Select(s => s.ToId).Distinct().SelectMany(next => Today(next, areas.Today)).ToList();
    }

    /// <summary>A unit of which every part is meant stands for its parts, and what lies below a unit that is meant need not be named.</summary>
    private Guid[] Gather(HashSet<Guid> ids, Guid unitId)
    {
        var tree = areas.Today;
        for (var tier = AreaTier.Commune; tier >= AreaTier.Province; tier--)
        {
            foreach (var unit in tree.Below(unitId).Where(u => u.Tier == tier && !ids.Contains(u.AreaId)).ToList())
            {
                if (tree.ChildrenOf(unit.AreaId).Any() && tree.ChildrenOf(unit.AreaId).All(c => ids.Contains(c.AreaId)))
                {
                    ids.Add(unit.AreaId);
                }
            }
        }

        return [.. ids.Where(id => !tree.LineOf(id).Skip(1).Any(above => ids.Contains(above.AreaId)))];
    }

    private static string Shown(string place) => FreeText.CleanCovered(place, 120) ?? "?";
}
