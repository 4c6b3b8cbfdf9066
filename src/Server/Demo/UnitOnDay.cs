using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Areas;

namespace TungNgo.Demo;

/// <summary>
/// Where a page goes when the demo's clock is set: the same page, of what its unit was or became by then. A unit that was made of several, or went into
/// several, leads to the one that holds them all.
/// </summary>
internal static class UnitOnDay
{
    /// <summary>Tells the page that it speaks of another unit than before.</summary>
    public const string MovedKey = "moved";

    /// <param name="address">A path of this server with its query.</param>
    /// <param name="before">The day that was shown.</param>
    /// <param name="areas">On the day that is shown now.</param>
    public static string Follow(string address, DateOnly before, AreaTree areas)
    {
        var (path, query) = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (address[..at], address[at..]) : (address, "");
        var moved = false;
        var parts = path.Split('/').Select(p => Guid.TryParse(p, out var id) ? Now(id) : p).ToList();
        var asked = QueryHelpers.ParseQuery(query).Where(q => q.Key != MovedKey)
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, Guid.TryParse(v, out var id) ? Now(id) : v))).ToList();
        if (!moved)
        {
            return address;
        }

        return QueryHelpers.AddQueryString(string.Join('/', parts), asked.Append(KeyValuePair.Create(MovedKey, (string?)"true")));

        string Now(Guid id)
        {
            if (areas.VersionsOf(id).Count == 0 || areas.Today.Find(id) is not null)
            {
                return $"{id}";
            }

            moved = true;
            return $"{PlaceOf(id, before, areas)}";
        }
    }

    private static Guid PlaceOf(Guid id, DateOnly before, AreaTree areas)
    {
        var today = areas.Today;
        var places = areas.Lineage.Place(id, before, today.Day).Where(p => today.Find(p) is not null).ToList();
        if (places.Count == 0)
        {
            // A tier that is gone, or one that is yet to come, lives on in what has its hamlets.
            places = [.. areas.On(before).HamletsOf(id).SelectMany(h => areas.Lineage.Place(h, before, today.Day)).Distinct().Where(p => today.Find(p) is not null)];
        }

        return places.Count switch
        {
            0 => today.Roots.First().AreaId,
            1 => places[0],
            _ => today.LineOf(places[0]).Select(u => u.AreaId).FirstOrDefault(above => places.All(p => today.IsWithin(p, above)), today.Roots.First().AreaId),
        };
    }
}
