using System.Globalization;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Lists;

/// <summary>One line of an office's list of teams and members.</summary>
internal sealed record TeamListRow(SheetRow Source, IReadOnlyDictionary<string, int> Columns)
{
    public SheetCell this[string field] => Columns.TryGetValue(field, out var column) ? Source[column] : SheetCell.Blank;

    public string? Text(string field) => TextCells.Clean(this[field].Display) is { Length: > 0 } text ? text : null;
}

/// <param name="Titles">The header as the file has it, to give refused rows back in the same form.</param>
internal sealed record TeamListFile(string[] Titles, IReadOnlyList<TeamListRow> Rows, IReadOnlyDictionary<string, int> Columns);

/// <summary>Reads the list: finds its header under whatever stands above it, in any of the three languages.</summary>
internal static class TeamListReader
{
    private const int SearchedRows = 30;
    private const int MostRows = 100_000;
    private static readonly string[] Needed = ["team", "area", "member"];

    private static readonly Dictionary<string, string> Fields = Known();

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

        for (var i = 0; i < Math.Min(rows.Count, SearchedRows); i++)
        {
            var columns = ColumnsOf(rows[i]);
            if (Needed.All(columns.ContainsKey))
            {
                return new(
                    [.. rows[i].Cells.Select(c => c.Display.Trim())],
                    [.. rows.Skip(i + 1).Where(r => r.Sheet == rows[i].Sheet).Select(r => new TeamListRow(r, columns)).Where(r => columns.Keys.Any(f => !r[f].IsBlank))], columns);
            }
        }

        throw new Refusal(Problems.TeamListWithoutHeader);
    }

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

    private static Dictionary<string, int> ColumnsOf(SheetRow row)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (Fields.TryGetValue(SearchKey.Fold(row.Cells[i].Display), out var field))
            {
                columns.TryAdd(field, i);
            }
        }

        return columns;
    }

    private static Dictionary<string, string> Known()
    {
        var known = new Dictionary<string, string>
        {
            ["ten to"] = "team", ["ten to cnscd"] = "team", ["to cnscd"] = "team", ["cap to"] = "level", ["ap khom"] = "area", ["don vi ap khom"] = "area", ["dia ban"] = "area",
            ["xa phuong"] = "under", ["xa phuong thi tran"] = "under", ["xa"] = "under", ["quyet dinh"] = "decision", ["so qd"] = "decision", ["ngay qd"] = "decision-day", ["ho ten"] = "member",
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
