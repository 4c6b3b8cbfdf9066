using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Water.Authorities;

/// <summary>
/// Units by the names that people write: "Xã Trường Khánh, huyện Long Phú", "các xã Đại Ngãi, Song Phụng và Hậu Thạnh". Only what is called exactly so,
/// in whatever accents, is found; a name that several units bear is told apart by what stands behind it, or is not found.
/// </summary>
internal sealed partial class PlaceNames(DayTree tree, Guid unitId)
{
    public (IReadOnlyList<Guid> Found, IReadOnlyList<string> Unknown) Find(string description)
    {
        // The issuing unit, what lies below it, and what it lies in: neighbours are none of its business.
        var known = tree.Below(unitId).Concat(tree.LineOf(unitId).Skip(1)).ToList();
        var byKey = known.ToLookup(u => u.NameKey);
        var byName = known.ToLookup(u => SearchKey.Fold(u.Name));
        var places = new List<(string Said, List<AreaVersion> Units)>();
        AreaTier? carried = null;
        foreach (var said in Parts().Split(description).Take(200))
        {
            var key = Several().Replace(SearchKey.Fold(said), "");
            if (key.Length == 0)
            {
                continue;
            }

            var units = byKey[key].ToList();
            if (units.Count > 0)
            {
                carried = units.TrueForAll(u => u.Tier == units[0].Tier) ? units[0].Tier : null;
            }
            else
            {
                units = [.. byName[key]];
                units = units.Count > 1 && units.Where(u => u.Tier == carried).ToList() is { Count: > 0 } same ? same : units;
            }

            places.Add((said.Trim(), units));
        }

        return Settle(places);
    }

    /// <summary>What stands behind a place says where it lies: "Ấp 1, xã Trường Khánh" is one hamlet and not all of the commune too.</summary>
    private (IReadOnlyList<Guid> Found, IReadOnlyList<string> Unknown) Settle(List<(string Said, List<AreaVersion> Units)> places)
    {
        var (found, unknown) = (new List<Guid>(), new List<string>());
        var settled = new AreaVersion?[places.Count];
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var units = places[i].Units;
            if (units.Count > 1 && settled.Skip(i + 1).FirstOrDefault(s => s is not null && units.Exists(u => IsBelow(u, s))) is { } within)
            {
                units = [.. units.Where(u => IsBelow(u, within))];
            }

            settled[i] = units.Count == 1 ? units[0] : null;
        }

        for (var i = 0; i < places.Count; i++)
        {
            if (settled[i] is not { } unit)
            {
                unknown.Add(places[i].Said);
            }
            else if (!settled.Take(i).Any(earlier => earlier is not null && IsBelow(earlier, unit)))
            {
                found.Add(unit.AreaId);
            }
        }

        return (found, unknown);
    }

    private bool IsBelow(AreaVersion unit, AreaVersion above) => unit.AreaId != above.AreaId && tree.IsWithin(unit.AreaId, above.AreaId);

    [GeneratedRegex(@"[,;\n]|\s(?:và|and|&|និង)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex("^(?:cac|nhung) ")]
    private static partial Regex Several();
}
