using TungNgo.Data;

namespace TungNgo.Areas.Boundaries;

/// <summary>Finds which unit a feature speaks of: by its code, else by name and kind, within the unit above where that is told.</summary>
internal sealed class UnitMatcher(DayTree tree, string? codeProperty)
{
    private static readonly string[] Codes = ["code", "ma", "maxa", "madvhc", "maphuongxa", "mapx", "wardcode", "gsoid", "maquanhuyen", "mahuyen", "id"];
    private static readonly string[] Names = ["name", "ten", "tenxa", "tendvhc", "tenphuongxa", "wardname", "fullname", "tenhuyen"];
    private static readonly string[] Parents = ["parent", "parentcode", "mahuyen", "tenhuyen", "districtcode", "districtname", "matinh"];

    private readonly ILookup<string, AreaVersion> byCode = tree.All.Where(v => v.Code is not null).ToLookup(v => v.Code!.TrimStart('0'));
    private readonly ILookup<string, AreaVersion> byName =
        tree.All.SelectMany(v => new[] { v.NameKey, SearchKey.Fold(v.Name) }.Distinct().Select(k => (Key: k, Unit: v))).ToLookup(p => p.Key, p => p.Unit);

    /// <summary>How the feature calls itself, for people to find it in the file.</summary>
    public static string NameOf(GeoFeature feature) => First(feature, Names) ?? First(feature, Codes) ?? "—";

    public string? CodeOf(GeoFeature feature) => codeProperty is { Length: > 0 } given ? feature.Properties.GetValueOrDefault(given) : First(feature, Codes);

    /// <returns>None when nothing fits, several when nobody can tell which.</returns>
    public IReadOnlyList<AreaVersion> Find(GeoFeature feature)
    {
        if (CodeOf(feature) is { } code && byCode[code.Trim().TrimStart('0')].ToList() is { Count: > 0 } found)
        {
            return found;
        }

        if (First(feature, Names) is not { } name)
        {
            return [];
        }

        var named = byName[SearchKey.Fold(name)].DistinctBy(v => v.AreaId).ToList();
        // "Long Phú" was both a town and a commune: the one that is called so with its kind comes first.
        var whole = named.Where(v => v.NameKey == SearchKey.Fold(name)).ToList();
        named = whole.Count > 0 ? whole : named;
        if (named.Count > 1 && First(feature, Parents) is { } parent)
        {
            var key = SearchKey.Fold(parent);
            named = [.. named.Where(v => v.ParentId is { } id && tree.Find(id) is { } above && (above.Code == parent || above.NameKey == key || SearchKey.Fold(above.Name) == key))];
        }

        return named;
    }

    /// <summary>The code fits but the name is another: codes have been given to other units.</summary>
    public static bool IsNamedOtherwise(GeoFeature feature, AreaVersion unit) =>
        First(feature, Names) is { } name && SearchKey.Fold(name) is var key && key != unit.NameKey && key != SearchKey.Fold(unit.Name);

    private static string? First(GeoFeature feature, string[] wished) =>
        wished.Select(w => feature.Properties.FirstOrDefault(p => Plain(p.Key) == w).Value).FirstOrDefault(v => v is not null);

    private static string Plain(string property) => string.Concat(SearchKey.Fold(property).Where(char.IsLetterOrDigit));
}
