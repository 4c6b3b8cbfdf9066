using TungNgo.Data;

namespace TungNgo.Water.Stations;

/// <summary>Finds the station that a bulletin means: marks, case, brackets and words such as "rạch" or "trạm" differ from day to day.</summary>
internal static class StationNames
{
    private static readonly HashSet<string> Filler = ["tram", "song", "rach", "r", "cong", "vam", "kenh", "diem", "do", "xa", "tt", "thi", "tran", "cua"];

    /// <summary>Folded names, one a line.</summary>
    public static string KeysOf(Station station) => string.Join('\n', station.OtherNames.Split('\n').Prepend(station.Name).SelectMany(Keys).Distinct());

    /// <returns>The station; null when none or several fit.</returns>
    public static Station? Find(IEnumerable<Station> stations, string name)
    {
        var all = stations.ToList();
        foreach (var key in Keys(name))
        {
            var fits = all.Where(s => s.NameKeys.Split('\n').Contains(key)).ToList();
            if (fits.Count == 1)
            {
                return fits[0];
            }
        }

        return null;
    }

    /// <summary>The name as it stands, without what is in brackets, and without words that say only what it is; the most exact first.</summary>
    private static IEnumerable<string> Keys(string name)
    {
        var whole = Words(name);
        yield return string.Join(' ', whole);
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var bare = bracket > 0 ? Words(name[..bracket]) : whole;
        yield return string.Join(' ', bare);
        // "Trần Đề" begins with such a word: what is left must still be a name.
        if (bare.SkipWhile(Filler.Contains).ToList() is { Count: > 0 } named && named.Count < bare.Count && named.Sum(w => w.Length) > 4)
        {
            yield return string.Join(' ', named);
        }
    }

    private static List<string> Words(string name) => [.. SearchKey.Fold(name).Split([' ', '-', '–', '.', ',', '(', ')', '/', '\''], StringSplitOptions.RemoveEmptyEntries)];
}
