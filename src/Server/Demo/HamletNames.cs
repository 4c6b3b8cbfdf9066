using TungNgo.Areas;

namespace TungNgo.Demo;

/// <summary>Names of hamlets: the true ones where they are known, else such as the region gives.</summary>
internal static class HamletNames
{
    /// <summary>The 61 hamlets of Long Phú by commune. Their number per commune is invented; not all names could be found.</summary>
    private static readonly Dictionary<string, string[]> LongPhu = new()
    {
        ["31639"] = ["1", "2", "3", "4", "5", "Khoan Tang"],
        ["31642"] = ["Phụng Tường 1", "Phụng Tường 2", "Phụng An", "Phụng Sơn"],
        ["31645"] = ["Ngãi Phước", "Ngãi Hội 1", "Ngãi Hội 2", "Ngãi Thạnh"],
        ["31648"] = ["Chùa Ông", "Phố", "Hậu Bối", "Thạnh Lợi"],
        ["31651"] = ["Lợi Đức", "Hòa Hưng", "Hòa Hạnh", "An Đức", "Thạnh Đức", "Lợi Hưng"],
        ["31654"] = ["Trường Thành A", "Trường Thành B", "Trường An", "Trường Bình", "Trường Lộc", "Trường Thọ", "Trường Hưng"],
        ["31657"] = ["Phú Hữu", "Phú Thứ", "Phú Trường", "Phú Đa", "Phú Lợi"],
        ["31660"] = ["Tân Quy A", "Tân Quy B", "Sóc Dong", "Ko Cô", "Tân Lịch", "Tân Hưng"],
        ["31663"] = ["1", "2", "3", "4", "5"],
        ["31666"] = ["Tân Hội", "Tân Hòa", "Tân Lợi", "Tân Thành", "Tân Bình", "Tân Định"],
        ["31669"] = ["Bưng Thum", "Mười Chiến", "Tân Lập", "Phú Đức", "Phú Thành", "Tân Phú", "Thạnh Hưng", "Lợi Thành"],
    };

    /// <summary>Names of Khmer origin that stand on signposts of the province.</summary>
    private static readonly Dictionary<string, string[]> Khmer = new()
    {
        ["31810"] = ["Prey Chóp"], ["31804"] = ["Wathpich"], ["31807"] = ["Nô Pol"], ["31795"] = ["Ponocampoth"], ["31693"] = ["Bưng Thum"],
    };

    private static readonly string[] Endings = ["Hòa", "An", "Lợi", "Thành", "Phước", "Bình", "Hưng", "Phú", "Đức", "Thuận", "Trung", "Đông"];

    public static IReadOnlyList<string> Of(DemoCommune commune, int count)
    {
        if (LongPhu.TryGetValue(commune.Code, out var known))
        {
            return known;
        }

        var special = Khmer.GetValueOrDefault(commune.Code) ?? [];
        // Wards number their khóm, and so do towns and every third commune their ấp; the others build on the commune's name.
        var numbered = commune.Unit.Kind != AreaKind.Commune || int.Parse(commune.Code, System.Globalization.CultureInfo.InvariantCulture) / 3 % 3 == 0;
        var stem = commune.Unit.Name.Split(' ')[0];
        var made = numbered
            ? Enumerable.Range(1, count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : Endings.Where(e => e != stem).Select(e => $"{stem} {e}");
        return [.. special, .. made.Take(count - special.Length)];
    }
}
