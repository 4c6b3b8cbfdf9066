using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Help;

/// <summary>Finds the hamlet that somebody writes from.</summary>
internal static class HelpPlaces
{
    /// <summary>Beyond this from every centre the point is not in our area, or the centres are not known.</summary>
    private const double FarthestKm = 10;
    private const double KmPerDegree = 111.2;

    /// <summary>The hamlet whose centre is nearest; null when none is near.</summary>
    public static Guid? Nearest(DayTree tree, double latitude, double longitude)
    {
        var narrow = Math.Cos(latitude * Math.PI / 180);
        var nearest = tree.All.Where(u => u is { Tier: AreaTier.Hamlet, Latitude: not null, Longitude: not null })
            .Select(u => (Unit: u, Km: KmPerDegree * double.Hypot(u.Latitude!.Value - latitude, (u.Longitude!.Value - longitude) * narrow)))
            .OrderBy(u => u.Km).FirstOrDefault();
        return nearest.Unit is { } unit && nearest.Km <= FarthestKm ? unit.AreaId : null;
    }

    /// <summary>The hamlet that a text names ("ấp Trường Thành B"), with its commune where several are called so; null when none or not clear which.</summary>
    public static Guid? Named(DayTree tree, Guid within, string text)
    {
        var words = $" {SearchKey.Fold(text)} ";
        bool Says(AreaVersion unit) => words.Contains($" {unit.NameKey} ", StringComparison.Ordinal);
        var named = tree.Below(within).Where(u => u.Tier == AreaTier.Hamlet && Says(u)).ToList();
        if (named.Count > 1)
        {
            // "ấp Trường Thành B" also contains "ấp Trường Thành".
            var longest = named.Max(u => u.NameKey.Length);
            named = [.. named.Where(u => u.NameKey.Length == longest)];
        }

        if (named.Count > 1)
        {
            named = [.. named.Where(u => u.ParentId is { } parent && tree.Find(parent) is { } commune && words.Contains($" {SearchKey.Fold(commune.Name)} ", StringComparison.Ordinal))];
        }

        return named is [var one] ? one.AreaId : null;
    }

    /// <summary>The hamlet that somebody was asked for and typed, with or without "ấp" and commune; null when it is not clear which.</summary>
    public static Guid? Called(DayTree tree, Guid within, string typed)
    {
        if (Named(tree, within, typed) is { } named)
        {
            return named;
        }

        var words = SearchKey.Fold(typed);
        var called = tree.Below(within).Where(u => u.Tier == AreaTier.Hamlet
            && (words == SearchKey.Fold(u.Name) || (u.ParentId is { } parent && tree.Find(parent) is { } commune
                && (words == $"{SearchKey.Fold(u.Name)} {SearchKey.Fold(commune.Name)}" || words == $"{SearchKey.Fold(u.Name)} {commune.NameKey}")))).ToList();
        return called is [var one] ? one.AreaId : null;
    }
}
