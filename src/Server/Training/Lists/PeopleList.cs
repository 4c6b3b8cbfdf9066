using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Teams.Lists;
using TungNgo.Web;

namespace TungNgo.Training.Lists;

/// <summary>A person as a line of a list names them.</summary>
/// <param name="Name">As it is shown.</param>
internal sealed record NamedPerson(string Name, string? Phone, string? Unit)
{
    public string Key { get; } = SearchKey.Fold(Name);
}

/// <summary>A line of a list of people.</summary>
internal sealed record PeopleLine(SheetRow Source, IReadOnlyDictionary<string, int> Columns)
{
    private const int LongestUnit = 160;

    public SheetCell this[string field] => Columns.TryGetValue(field, out var column) ? Source[column] : SheetCell.Blank;

    public bool Has(string field) => Columns.ContainsKey(field);

    /// <summary>What the list calls the person, to name the line to its reader.</summary>
    public string Shown => FreeText.Shown(IdentityGuard.Masked(this["member"]), 60);

    /// <exception cref="Refusal">It names nobody, or holds what is no phone number or a citizen number.</exception>
    public NamedPerson Person()
    {
        if (Columns.Keys.Any(field => IdentityGuard.Holds(this[field])))
        {
            throw new Refusal(Problems.CitizenNumber);
        }

        var name = TextCells.Name(this["member"]).Value ?? throw new Refusal(Problems.MemberNameNeeded);
        var phone = PhoneCell.Read(this["phone"]).Value;
        if (phone is null && !this["phone"].IsBlank)
        {
            throw new Refusal(Problems.MemberPhone, FreeText.Shown(this["phone"].Display, 40));
        }

        return new(name, phone, FreeText.Clean(this["unit"].Display, LongestUnit));
    }

    /// <exception cref="Refusal">What stands there is no day.</exception>
    public DateOnly? Day(string field)
    {
        var cell = this[field];
        // Platforms write the hour behind the day.
        return TeamListReader.Day(cell.Text?.Trim().Split(' ') is [{ Length: > 0 } day, _, ..] ? new SheetCell(day) : cell);
    }
}

/// <summary>Reads a list of people of any form: its header is found by what stands in it, in any order and under whatever stands above it.</summary>
internal static class PeopleList
{
    public const long MostBytes = 5L << 20;
    public const int MostRows = 20_000;
    private const int SearchedRows = 30;

    /// <summary>What columns are called, folded, by what they hold.</summary>
    private static readonly Dictionary<string, string> Fields = new (string Field, string[] Called)[]
    {
        ("member", ["ho ten", "ho va ten", "ho va ten hoc vien", "ho ten hoc vien", "ten hoc vien", "hoc vien", "ho va ten nguoi hoc", "nguoi hoc", "full name", "name"]),
        ("phone", ["dien thoai", "so dien thoai", "sdt", "so dt", "di dong", "dien thoai di dong", "phone", "phone number"]),
        ("unit", ["don vi", "don vi cong tac", "co quan don vi", "to", "ten to", "to cnscd", "dia ban", "ap khom", "xa phuong", "unit", "organisation", "organization"]),
        ("course", ["khoa hoc", "ten khoa hoc", "khoa", "lop hoc", "ten lop", "ten lop hoc", "course"]),
        ("day", ["ngay hoan thanh", "hoan thanh ngay", "thoi gian hoan thanh", "ngay ket thuc", "ngay cap", "ngay cap chung nhan", "completed on", "completion date"]),
        ("result", ["ket qua", "ket qua hoc tap", "trang thai", "tinh trang", "result", "status"]),
    }.SelectMany(f => f.Called.Select(c => (Called: c, f.Field))).ToDictionary(f => f.Called, f => f.Field);

    /// <param name="needed">Without a column of each of them a row is no header.</param>
    /// <exception cref="Refusal">It is no list, has no header, or more lines than a province has members.</exception>
    public static IReadOnlyList<PeopleLine> Read(string path, params string[] needed)
    {
        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(path).Take(MostRows + SearchedRows + 1)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.TrainingListUnreadable);
        }

        for (var i = 0; i < Math.Min(rows.Count, SearchedRows); i++)
        {
            var columns = ColumnsOf(rows[i]);
            if (needed.All(columns.ContainsKey))
            {
                var lines = rows.Skip(i + 1).Where(r => r.Sheet == rows[i].Sheet).Select(r => new PeopleLine(r, columns))
                    .Where(l => columns.Keys.Any(f => !l[f].IsBlank)).ToList();
                return lines.Count <= MostRows ? lines : throw new Refusal(Problems.TrainingListLong, MostRows);
            }
        }

        throw new Refusal(Problems.TrainingListWithoutHeader, string.Join(", ", needed.Select(f => Texts.In("vi")[$"training.sheet.{f}"])));
    }

    private static Dictionary<string, int> ColumnsOf(SheetRow row)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (Fields.TryGetValue(SearchKey.Fold(row.Cells[i].Display).Trim('*', ':', ' '), out var field))
            {
                columns.TryAdd(field, i);
            }
        }

        return columns;
    }
}
