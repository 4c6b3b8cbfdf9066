using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Lists;

/// <summary>One line of an office's list of teams and members.</summary>
/// <param name="Around">What a section, the title or the sheet's name say where the line says nothing.</param>
internal sealed record TeamListRow(SheetRow Source, IReadOnlyDictionary<string, int> Columns, IReadOnlyDictionary<string, string> Around, LegacyFont OldFont)
{
    public SheetCell this[string field] =>
        Columns.TryGetValue(field, out var column) && Source[column] is { IsBlank: false } cell ? cell : Around.TryGetValue(field, out var text) ? new SheetCell(text) : SheetCell.Blank;

    public string? Text(string field) => TextCells.Clean(this[field].Display) is { Length: > 0 } text ? text : null;
}

/// <param name="Titles">The header as the file has it, to give refused rows back in the same form.</param>
internal sealed record TeamListFile(string[] Titles, IReadOnlyList<TeamListRow> Rows, IReadOnlyDictionary<string, int> Columns);

/// <summary>Reads the list: finds its header under whatever stands above it, in any of the three languages.</summary>
internal static partial class TeamListReader
{
    private const int MostRows = 100_000;
    private static readonly string[] Needed = ["team", "area", "member"];

    /// <summary>What a cell merged downwards, or a mark, says of the rows below.</summary>
    private static readonly HashSet<string> Shared = ["team", "level", "area", "under", "decision", "decision-day", "from", "languages", "role"];

    private static readonly Headings<string> Fields = new(Known());

    public static TeamListFile Read(string path)
    {
        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(path).Take(MostRows)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.TeamListUnreadable);
        }

        var lines = new SheetTable<string>(Fields, Shared, IsHeader, text => Hamlet().IsMatch(text) || Team().IsMatch(text)).Read(rows);
        var read = lines.Select(l => new TeamListRow(l.Row, l.Columns, Around(l), l.OldFont)).ToList();
        if (lines.Count == 0)
        {
            return rows.Select(Fields.ColumnsOf).FirstOrDefault(c => Needed.All(c.ContainsKey)) is { } columns ? new([], [], columns) : throw new Refusal(Problems.TeamListWithoutHeader);
        }

        // Neither in columns nor around them a team or a place: it is no list of teams.
        if (!Needed.All(lines[0].Columns.ContainsKey) && !read.Exists(r => !r["area"].IsBlank && !r["team"].IsBlank))
        {
            throw new Refusal(Problems.TeamListWithoutHeader);
        }

        return new([.. lines[0].Header.Cells.Select(c => c.Display.Trim())], read, lines[0].Columns);
    }

    /// <summary>A hamlet's own list names it in the title, and has no column for the team.</summary>
    private static bool IsHeader(IReadOnlyDictionary<string, int> columns) =>
        Needed.All(columns.ContainsKey) || (columns.ContainsKey("member") && columns.Keys.Count(k => k is "role" or "hats" or "birth" or "phone" or "team" or "area") >= 2);

    private static Dictionary<string, string> Around(TableLine<string> line)
    {
        var around = new Dictionary<string, string>();
        string[] texts = [.. new[] { line.Section }.OfType<string>(), .. line.Titles, line.Row.Sheet];
        if (texts.Select(t => ListTitles.HamletIn(t, null)).FirstOrDefault(h => h is not null) is not { } hamlet)
        {
            return around;
        }

        around["area"] = hamlet;
        if (line.Columns.ContainsKey("team") || texts.Any(t => Team().IsMatch(t)))
        {
            var space = hamlet.IndexOf(' ', StringComparison.Ordinal);
            var (kind, name) = (hamlet[..space].ToLowerInvariant(), hamlet[(space + 1)..]);
            around["team"] = $"Tổ công nghệ số cộng đồng {kind} {TextCells.Name(new SheetCell(name)).Value ?? name}";
        }

        return around;
    }

    [GeneratedRegex(@"^(?:[IVX\d]+\s*[.)]\s*)?(?:ấp|khóm|thôn|khu vực)\s+\S", RegexOptions.IgnoreCase)]
    private static partial Regex Hamlet();

    [GeneratedRegex(@"tổ\s+(?:công nghệ số|cnsc|cns)", RegexOptions.IgnoreCase)]
    private static partial Regex Team();

    /// <summary>A day in any of the ways offices write it.</summary>
    public static DateOnly? Day(SheetCell cell)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        if (cell.Date is { } date)
        {
            return date;
        }

        if (cell.Number is > 20_000 and < 80_000 and var serial)
        {
            return DateOnly.FromDateTime(DateTime.FromOADate(serial));
        }

        var text = cell.Display.Trim().Replace('-', '/').Replace('.', '/');
        return DateOnly.TryParseExact(text, ["d/M/yyyy", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new Refusal(Problems.TeamDayUnreadable, cell.Display.Trim());
    }

    public static TeamRole? Role(SheetCell cell) => cell.IsBlank ? null
        : Word(cell, Enum.GetValues<TeamRole>(), TeamWords.Role) ?? SearchKey.Fold(cell.Display) switch
        {
            "thanh vien" or "uy vien" => TeamRole.Member,
            "pho to truong" or "to pho truc" => TeamRole.Deputy,
            "truong" => TeamRole.Leader,
            _ => throw new Refusal(Problems.TeamRoleUnknown, cell.Display.Trim()),
        };

    public static TeamLevel? Level(SheetCell cell) => cell.IsBlank ? null
        : Word(cell, Enum.GetValues<TeamLevel>(), TeamWords.Level) ?? SearchKey.Fold(cell.Display) switch
        {
            "ap" or "khom" or "cap ap" or "cap khom" or "ap khom" => TeamLevel.Hamlet,
            "xa" or "phuong" or "thi tran" or "xa phuong" => TeamLevel.Commune,
            "huyen" or "thi xa" => TeamLevel.District,
            "tinh" or "thanh pho" => TeamLevel.Province,
            _ => throw new Refusal(Problems.TeamLevelUnknown, cell.Display.Trim()),
        };

    public static string[]? Languages(SheetCell cell)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        var words = cell.Display.Split([',', ';', '/', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. words.Select(w => Array.Find(MemberBook.Languages, code => Texts.Languages.Any(l => SearchKey.Fold(TeamWords.Language(code, Texts.In(l))) == SearchKey.Fold(w)))
            ?? WordCells.Language(new SheetCell(w)).Value ?? throw new Refusal(Problems.TeamLanguageUnknown, w)).Distinct()];
    }

    private static T? Word<T>(SheetCell cell, T[] values, Func<T, Texts, string> name)
        where T : struct
    {
        var key = SearchKey.Fold(cell.Display);
        foreach (var value in values)
        {
            if (Texts.Languages.Any(l => SearchKey.Fold(name(value, Texts.In(l))) == key))
            {
                return value;
            }
        }

        return null;
    }

    private static Dictionary<string, string> Known()
    {
        var known = new Dictionary<string, string>
        {
            ["ten to"] = "team", ["ten to cnscd"] = "team", ["to cnscd"] = "team", ["cap to"] = "level", ["ap khom"] = "area", ["don vi ap khom"] = "area", ["dia ban"] = "area",
            ["xa phuong"] = "under", ["xa phuong thi tran"] = "under", ["xa"] = "under", ["quyet dinh"] = "decision", ["so qd"] = "decision", ["ngay qd"] = "decision-day", ["ho ten"] = "member", ["ho va ten"] = "member", ["ho ten thanh vien"] = "member", ["quyet dinh so"] = "decision", ["quyet dinh ngay"] = "decision-day",
            ["nam sinh"] = "birth", ["ngay sinh"] = "birth", ["chuc vu"] = "role", ["chuc danh"] = "role", ["nhiem vu"] = "role", ["chuc vu kiem nhiem"] = "hats", ["ngon ngu"] = "languages",
            ["so dien thoai"] = "phone", ["dien thoai di dong"] = "phone", ["sdt"] = "phone", ["ngay tham gia"] = "from", ["tham gia tu"] = "from",
        };
        foreach (var field in TeamSheets.ListFields)
        {
            foreach (var language in Texts.Languages)
            {
                known.TryAdd(SearchKey.Fold(Texts.In(language)[$"teams.sheet.{field}"]), field);
            }
        }

        return known;
    }
}
