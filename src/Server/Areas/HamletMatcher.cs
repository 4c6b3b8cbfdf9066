using System.Text.RegularExpressions;
using TungNgo.Data;

namespace TungNgo.Areas;

/// <param name="Name">Without its kind: "Trường Thành A".</param>
/// <param name="Commune">Name of the unit above, without its kind.</param>
/// <param name="Earlier">Names of the communes in which it lay before.</param>
/// <param name="Above">Names of the units above the commune: they say nothing against it.</param>
internal sealed record HamletName(Guid Id, string Name, string Commune, IReadOnlyList<string>? Earlier = null, IReadOnlyList<string>? Above = null);

/// <summary>What a spelling in a file means: one hamlet without doubt, or a question with the likeliest hamlets first.</summary>
/// <param name="Sure">Set when the spelling differs only by accents, case, spaces, "Ấp" or numerals.</param>
/// <param name="Candidates">Likely hamlets, best first; empty when nothing is near.</param>
/// <param name="IsElsewhere">The row names a commune in which none of the hamlets lies.</param>
/// <param name="Said">Key of the commune that the row names, wherever it does; null when it names none.</param>
internal sealed record HamletMatch(Guid? Sure, HamletName[] Candidates, bool IsElsewhere = false, string? Said = null);

/// <summary>
/// Finds the hamlet a list means. It never guesses: anything beyond a difference of form is asked, once for each spelling.
/// </summary>
internal sealed partial class HamletMatcher
{
    private const int OfferedCandidates = 5;

    /// <summary>A province has some thousands of hamlets and a few spellings of each; a column with more of them names something else.</summary>
    private const int MostSpellings = 20_000;
    private static readonly char[] Joints = [',', ';', '–', '(', ')', '\n'];
    private readonly (HamletName Hamlet, string Key, string[] Communes)[] hamlets;
    private readonly HashSet<string> communes;
    private readonly HashSet<string> above;
    private readonly Dictionary<(string, string), HamletMatch> known = [];

    public HamletMatcher(IEnumerable<HamletName> hamlets)
    {
        this.hamlets = [.. hamlets.Select(h => (h, Key(h.Name), (string[])[.. (h.Earlier ?? []).Prepend(h.Commune).SelectMany(BothKeys).Distinct()]))];
        communes = [.. this.hamlets.SelectMany(h => h.Communes)];
        above = [.. this.hamlets.SelectMany(h => h.Hamlet.Above ?? []).Select(CommuneKey)];
    }

    /// <param name="commune">The commune written in the same row, or null; it tells apart the many "Ấp 1".</param>
    public HamletMatch Match(string spelling, string? commune = null)
    {
        var asked = (spelling, commune ?? "");
        if (!known.TryGetValue(asked, out var match))
        {
            var said = SaidCommune(spelling, commune);
            match = Find(Key(spelling), said, withNear: known.Count < MostSpellings) with { Said = said };
            if (known.Count < MostSpellings)
            {
                known[asked] = match;
            }
        }

        return match;
    }

    /// <summary>Two spellings with one key are one question.</summary>
    public static string Key(string spelling)
    {
        // "Ấp Trường An, xã Trường Khánh": the commune behind a comma is not part of the name.
        var name = SearchKey.Fold(TailOfPlace().Replace(spelling, ""));
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && words[0] is "ap" or "khom" or "thon" or "xom" or "kv" or "so")
        {
            words.RemoveAt(0);
        }

        if (words.Count > 2 && words[0] == "khu" && words[1] == "vuc")
        {
            words.RemoveRange(0, 2);
        }

        for (var i = 0; i < words.Count; i++)
        {
            words[i] = words[i] switch
            {
                "i" => "1", "ii" => "2", "iii" => "3", "iv" => "4", "v" => "5", "vi" => "6", "vii" => "7", "viii" => "8", "ix" => "9", "x" => "10",
                var word when word.All(char.IsAsciiDigit) => word.TrimStart('0').PadLeft(1, '0'),
                var word => word,
            };
        }

        return string.Concat(words);
    }

    public static string CommuneKey(string? commune) => Key(CommuneKind().Replace(SearchKey.Fold(commune), ""));

    private HamletMatch Find(string key, string? said, bool withNear)
    {
        var within = said is null ? [] : hamlets.Where(h => h.Communes.Contains(said)).ToArray();
        if (said is not null && within.Length == 0)
        {
            // Another commune than any of ours: whoever sent the list is asked, also when one of ours has a hamlet of that name.
            return new(null, [.. hamlets.Where(h => h.Key == key).Select(h => h.Hamlet).Take(OfferedCandidates)], IsElsewhere: true);
        }

        var among = said is not null ? within : hamlets;
        if (key.Length == 0)
        {
            return new(null, []);
        }

        var equal = among.Where(h => h.Key == key).Select(h => h.Hamlet).ToArray();
        if (equal.Length == 1)
        {
            return new(equal[0].Id, equal);
        }

        if (equal.Length > 1)
        {
            return new(null, equal);
        }

        if (!withNear)
        {
            return new(null, []);
        }

        var near = among.Select(h => (h.Hamlet, Distance: Distance(key, h.Key), Starts: h.Key.StartsWith(key, StringComparison.Ordinal) || key.StartsWith(h.Key, StringComparison.Ordinal)))
            .Where(h => h.Starts || h.Distance <= (key.Length < 5 ? 1 : 2))
            .OrderBy(h => h.Distance).ThenBy(h => h.Hamlet.Name, StringComparer.Ordinal)
            .Select(h => h.Hamlet).Take(OfferedCandidates).ToArray();
        return new(null, near);
    }

    /// <summary>A commune may be called as a kind is: "Xà Phiên" is one with and without "Xã" before it.</summary>
    private static string[] BothKeys(string commune) => [CommuneKey(commune), Key(SearchKey.Fold(commune))];

    /// <summary>
    /// The commune that a row names: behind the hamlet's name, or in a column of its own, an address or a title. Where both do and one of them is none
    /// of ours it is that one: it is asked about. Null when it names none.
    /// </summary>
    private string? SaidCommune(string spelling, string? commune)
    {
        var own = Named(Parts(commune), isTail: false);
        var tail = TailOfPlace().Match(spelling) is { Success: true } behind ? Named(Parts(behind.Value), isTail: true) : null;
        return tail is null || (own is not null && !communes.Contains(own)) ? own : tail;
    }

    /// <param name="isTail">Behind a hamlet's name a district or a province may stand alone; in the commune's own column it is a commune.</param>
    private string? Named(string[] parts, bool isTail)
    {
        foreach (var part in parts)
        {
            var folded = SearchKey.Fold(part);
            var key = Key(folded) is var whole && communes.Contains(whole) ? whole : CommuneKey(part);
            if (key.Length == 0 || HigherKind().IsMatch(folded) || (isTail && NoUnit().IsMatch(folded)))
            {
                continue;
            }

            if (!isTail || CommuneKind().IsMatch(folded) || communes.Contains(key) || !above.Contains(key))
            {
                return key;
            }
        }

        return null;
    }

    private static string[] Parts(string? text) => text is null ? []
        : text.Replace(" - ", ",", StringComparison.Ordinal).Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Letters to change, drop, add or swap (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3)
        {
            return int.MaxValue;
        }

        var before = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        var now = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }
            }

            (before, last, now) = (last, now, before);
        }

        return last[b.Length];
    }

    [GeneratedRegex(@"\s*(?:[,;(]|\s[-–]\s|\s(?:xã|phường|thị trấn)\s).*$", RegexOptions.IgnoreCase)]
    private static partial Regex TailOfPlace();

    [GeneratedRegex(@"^(?:xa|x|phuong|p|tt|thi tran) ")]
    private static partial Regex CommuneKind();

    /// <summary>"Trường An, tổ 3", "Trường An (gần chùa)": a place within the hamlet.</summary>
    [GeneratedRegex(@"^(?:to|ngo|hem|duong|so|nha|khu|lo|cum|tuyen|kenh|doi dien|gan|canh|sau|truoc|cu|moi) |^(?:cu|moi|\d+ ho.*)$")]
    private static partial Regex NoUnit();

    [GeneratedRegex(@"^(?:huyen|h|tinh|t|tp|thanh pho|thi xa|tx|q|quan) ")]
    private static partial Regex HigherKind();
}
