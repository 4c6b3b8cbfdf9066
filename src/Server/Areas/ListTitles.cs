using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Areas;

/// <summary>Reads from titles, sections and addresses which hamlet, lane and commune they name.</summary>
internal static partial class ListTitles
{
    private const int LongestName = 6;
    private static readonly string[] CommuneKinds = ["xã", "phường", "thị trấn", "tt"];

    /// <summary>"DANH SÁCH HỘ DÂN ẤP TRƯỜNG AN, XÃ TRƯỜNG KHÁNH" and the like, over several rows.</summary>
    public static ListContext ContextOf(IEnumerable<string> titles, ListPlaces? places)
    {
        var context = ListContext.None;
        foreach (var title in titles.Select(TextCells.Clean))
        {
            context = new(context.Hamlet ?? HamletIn(title, places), context.Commune ?? CommuneIn(title, places));
        }

        return context;
    }

    /// <summary>The hamlet that a text names with its kind; without knowing the hamlets, whatever stands behind the kind.</summary>
    public static string? HamletIn(string text, ListPlaces? places)
    {
        string? likely = null;
        foreach (Match match in Hamlet().Matches(text))
        {
            var name = Ended().Replace(match.Groups["name"].Value, "").Trim();
            if (name.Length == 0)
            {
                continue;
            }

            if (Longest(name, places is null ? _ => true : places.IsHamlet) is { } known)
            {
                return match.Groups["kind"].Value + " " + known;
            }

            likely ??= name.Split(' ').Length <= LongestName && !NoName().IsMatch(SearchKey.Fold(name)) ? match.Groups["kind"].Value + " " + name : null;
        }

        return likely;
    }

    /// <summary>The commune that a text names with its kind, when there is one of that name.</summary>
    public static string? CommuneIn(string text, ListPlaces? places) => places is null || !Array.Exists(CommuneKinds, k => text.Contains(k, StringComparison.OrdinalIgnoreCase)) ? null
        : Commune().Matches(text).Select(m => Longest(Ended().Replace(m.Groups["name"].Value, "").Trim(), places.IsCommune)).FirstOrDefault(n => n is not null);

    /// <summary>The commune behind a comma of an address, whether or not there is one of that name: "Ấp Trường An, xã Lạ".</summary>
    public static string? AnyCommuneIn(string address) => CommuneBehind().Match(address) is { Success: true } behind ? TextCells.Clean(behind.Groups["name"].Value) : null;

    /// <summary>A row that stands between others and says of those below where they are; null for any other row.</summary>
    public static (string? Hamlet, string? Lane)? SectionOf(SheetRow row, ListPlaces? places)
    {
        string? text = null;
        var isAlone = true;
        foreach (var cell in row.Cells)
        {
            if (cell.IsBlank || IsCounter(cell))
            {
                isAlone &= cell.IsBlank;
                continue;
            }

            // One text, beside nothing but its number and how many it holds.
            if (text is not null || cell.Text is not { Length: <= 90 } only)
            {
                return null;
            }

            text = only;
        }

        return text is null ? null : Section(TextCells.Clean(text), isAlone ? places : null);
    }

    /// <param name="places">Null where other cells stand beside the text: a head of household may be called like a hamlet.</param>
    private static (string? Hamlet, string? Lane)? Section(string text, ListPlaces? places)
    {
        var bare = Leader().Replace(Counted().Replace(Numbered().Replace(text, ""), ""), "").Trim(' ', ':', '-', '–', '.', '*', '·');
        if (LaneOnly().IsMatch(bare))
        {
            return (null, bare);
        }

        var lane = LaneBehind().Match(bare) is { Success: true } behind ? behind.Groups["lane"].Value : null;
        var hamlet = lane is null ? bare : bare[..^LaneBehind().Match(bare).Value.Length].Trim();
        return SectionTitle().IsMatch(hamlet) || (places?.IsHamlet(hamlet) ?? false) ? (hamlet, lane) : null;
    }

    /// <summary>"Tổ 3", "tổ nhân dân tự quản số 3", "hẻm 12a" and nothing else.</summary>
    public static bool IsLane(string text) => LaneOnly().IsMatch(text);

    /// <summary>The lane behind a hamlet's name: "Trường An, tổ 3".</summary>
    public static string? LaneIn(string hamlet) => LaneBehind().Match(hamlet) is { Success: true } behind ? behind.Groups["lane"].Value : null;

    /// <summary>"I", "1.", "A", "25", "25 hộ".</summary>
    private static bool IsCounter(SheetCell cell) => cell.Number is not null || (cell.Text is { Length: <= 20 } text && (text.Length <= 6 || char.IsAsciiDigit(text[0])) && Counter().IsMatch(text.Trim()));

    /// <summary>The longest beginning that is one: what follows a name in a title has no end of its own.</summary>
    private static string? Longest(string text, Func<string, bool> isOne)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var n = Math.Min(words.Length, LongestName); n > 0; n--)
        {
            var name = string.Join(' ', words[..n]);
            if (isOne(name))
            {
                return name;
            }
        }

        return null;
    }

    [GeneratedRegex(@",\s*(?<name>(?:xã|phường|thị trấn)\s+[^,;()–]+)", RegexOptions.IgnoreCase)]
    private static partial Regex CommuneBehind();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?<kind>ấp|khóm|thôn|khu vực)\s*:?\s+(?<name>[\p{L}\p{N}][^,;:()\n–]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Hamlet();

    [GeneratedRegex(@"(?<!(?:hợp tác|thị)\s)(?<![\p{L}\p{N}])(?:xã|phường|thị trấn|tt\.?)\s*:?\s+(?<name>[\p{L}\p{N}][^,;:()\n–]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Commune();

    /// <summary>Where a name in a title ends.</summary>
    [GeneratedRegex(@"\s+(?:-|xã|phường|thị trấn|huyện|thị xã|tỉnh|thành phố|năm|tháng|quý|đợt|ngày|tổ|ấp|khóm)(?:\s.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(?:van hoa|nong thon|bien gioi|thanh thi|tren|nay|duoc|co|cua|va|de|la|cac|trong)\b")]
    private static partial Regex NoName();

    [GeneratedRegex(@"^(?:\(?(?:[IVX]{1,5}|\d{1,3}|[A-Z])\)?\s*[.)·:/–-]\s*|[IVX]{1,5}\s+)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\s*[(:,–-]?\s*(?:có|gồm|tổng số|tổng|cộng)?\s*:?\s*\d+\s*(?:hộ|người|khẩu|nhân khẩu)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    /// <summary>Who leads it is no part of its name.</summary>
    [GeneratedRegex(@"\s*[(,:–-]\s*(?:tổ trưởng|tổ phó|trưởng ấp|trưởng khóm|phụ trách)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Leader();

    [GeneratedRegex(@"^\(?(?:[IVX]{1,5}|\d{1,4}|[A-Z])\)?\s*[.)·:/-]?$|^\d+\s*(?:hộ|người|khẩu|nhân khẩu)$", RegexOptions.IgnoreCase)]
    private static partial Regex Counter();

    [GeneratedRegex(@"^(?:ấp|khóm|thôn|khu vực)\s*:?\s+\S.{0,60}$", RegexOptions.IgnoreCase)]
    private static partial Regex SectionTitle();

    [GeneratedRegex(@"^(?:tổ|ngõ|hẻm|tuyến)\s+(?:\p{L}+\s+){0,4}?(?:số\s*)?\d{1,3}[a-z]?$", RegexOptions.IgnoreCase)]
    private static partial Regex LaneOnly();

    [GeneratedRegex(@"\s*[,;(–-]?\s*(?<lane>(?:tổ|ngõ|hẻm)\s+(?:\p{L}+\s+){0,4}?(?:số\s*)?\d{1,3}[a-z]?)\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex LaneBehind();
}
