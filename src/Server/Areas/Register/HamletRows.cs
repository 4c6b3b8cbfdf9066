using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>One line of an office's list of hamlets; empty text where the file says nothing.</summary>
internal sealed record HamletRow(int Number, string Commune, AreaKind? Kind, string Name, string? Code, string Lanes, string CommuneColumn, string NameColumn);

/// <summary>Reads the list: finds its header by words, whatever stands above it, and takes the kind from a column or from the name.</summary>
internal static class HamletRows
{
    private const int SearchedRows = 20;

    /// <summary>Many times the hamlets of the country's largest province.</summary>
    private const int MostRows = 20_000;

    public static IReadOnlyList<HamletRow> Read(string path)
    {
        List<(string Sheet, string[] Cells, int Number)> rows;
        try
        {
            rows = [.. SheetFile.Rows(path).Take(MostRows + 1).Select(r => (r.Sheet, r.Cells.Select(c => FreeText.CleanLines(c.Display) ?? "").ToArray(), r.Number))];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        if (rows.Count > MostRows)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        var header = rows.Take(SearchedRows).ToList().FindIndex(r => Array.Exists(r.Cells, c => IsName(SearchKey.Fold(c))));
        if (header < 0)
        {
            throw new Refusal(Problems.ListWithoutHeader);
        }

        var titles = rows[header].Cells;
        var keys = titles.Select(SearchKey.Fold).ToArray();
        var name = Array.FindIndex(keys, IsName);
        var commune = Array.FindIndex(keys, k => k is "xa phuong" or "xa" or "phuong xa" or "ten xa" or "xa phuong thi tran" or "commune");
        var kind = Array.FindIndex(keys, k => k is "loai" or "loai hinh" or "kind");
        var code = Array.FindIndex(keys, k => k is "ma" or "ma ap" or "ma ap khom" or "code");
        var lanes = Array.FindIndex(keys, k => k is "to" or "ngo" or "cac to" or "to ngo" or "ngo to" or "to nhan dan tu quan" or "lanes");
        return [.. rows.Skip(header + 1).Where(r => r.Sheet == rows[header].Sheet && Array.Exists(r.Cells, c => c.Length > 0))
            .Select(r =>
            {
                var (given, bare) = Split(At(r.Cells, name));
                return new HamletRow(
                    r.Number, At(r.Cells, commune), KindOf(At(r.Cells, kind)) ?? given, bare, At(r.Cells, code) is { Length: > 0 } c ? c : null, At(r.Cells, lanes),
                    commune < 0 ? "" : titles[commune], titles[name]);
            })];
    }

    private static bool IsName(string key) => key is "ap khom" or "ten ap khom" or "ap" or "khom" or "ten ap" or "ten khom" or "ap/khom" or "hamlet";

    private static string At(string[] row, int column) => column >= 0 && column < row.Length ? row[column] : "";

    private static AreaKind? KindOf(string text) => SearchKey.Fold(text) switch { "ap" => AreaKind.Hamlet, "khom" => AreaKind.UrbanHamlet, _ => null };

    private static (AreaKind?, string) Split(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && KindOf(name[..space]) is { } kind ? (kind, name[(space + 1)..].Trim()) : (null, name);
    }
}
