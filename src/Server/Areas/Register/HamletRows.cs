using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>One line of an office's list of hamlets; empty text where the file says nothing.</summary>
/// <param name="Problem">Why nothing of it can be taken.</param>
internal sealed record HamletRow(int Number, string Commune, AreaKind? Kind, string Name, string? Code, string Lanes, string CommuneColumn, string NameColumn, Problem? Problem);

/// <summary>Reads the list: finds its header by words, whatever stands above it, and takes the kind from a column or from the name.</summary>
internal static partial class HamletRows
{
    /// <summary>Many times the hamlets of the country's largest province.</summary>
    private const int MostRows = 20_000;

    private static readonly Headings<string> Fields = new(new Dictionary<string, string[]>
    {
        ["name"] = ["ap khom", "ten ap khom", "ap", "khom", "ten ap", "ten khom", "hamlet", "ap khom thon"],
        ["commune"] = ["xa phuong", "xa", "phuong xa", "ten xa", "xa phuong thi tran", "thuoc xa", "commune"],
        ["kind"] = ["loai", "loai hinh", "kind"],
        ["code"] = ["ma", "ma ap", "ma ap khom", "code"],
        ["lanes"] = ["to", "ngo", "cac to", "to ngo", "ngo to", "to nhan dan tu quan", "to dan cu", "lanes"],
    }.SelectMany(f => f.Value.Select(t => (t, f.Key))).ToDictionary(f => f.t, f => f.Key));

    public static IReadOnlyList<HamletRow> Read(string path)
    {
        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(path).Take(MostRows + 1)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        if (rows.Count > MostRows)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        var lines = new SheetTable<string>(Fields, new HashSet<string> { "commune", "kind" }, c => c.ContainsKey("name"), text => Commune().IsMatch(text)).Read(rows);
        return lines.Count > 0 || rows.Exists(r => Fields.ColumnsOf(r).ContainsKey("name")) ? [.. lines.Select(Row)] : throw new Refusal(Problems.ListWithoutHeader);
    }

    private static HamletRow Row(TableLine<string> line)
    {
        string Cell(string field) => line.Columns.TryGetValue(field, out var column) ? FreeText.CleanLines(line.Row[column].Display) ?? "" : "";
        string Title(string field) => line.Columns.TryGetValue(field, out var column) ? line.Header[column].Display.Trim() : "";
        var (given, bare) = Split(Cell("name"));
        // Over the hamlets of each commune its name stands in a row of its own.
        var commune = Cell("commune") is { Length: > 0 } own ? own : Numbered().Replace(line.Section ?? "", "");
        var problem = line.OldFont != LegacyFont.None ? Problems.ListOldFont : line.Columns.Values.Any(c => line.Row[c].IsError) ? Problems.ListCellError : null;
        return new(line.Row.Number, commune, KindOf(Cell("kind")) ?? given, bare, Cell("code") is { Length: > 0 } code ? code : null, Cell("lanes"), Title("commune"), Title("name"), problem);
    }

    private static AreaKind? KindOf(string text) => SearchKey.Fold(text) switch { "ap" => AreaKind.Hamlet, "khom" => AreaKind.UrbanHamlet, _ => null };

    private static (AreaKind?, string) Split(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && KindOf(name[..space]) is { } kind ? (kind, name[(space + 1)..].Trim()) : (null, name);
    }

    [GeneratedRegex(@"^(?:[IVX\d]+\s*[.)]\s*)?(?:xã|phường|thị trấn|tt\.?)\s+\S", RegexOptions.IgnoreCase)]
    private static partial Regex Commune();

    [GeneratedRegex(@"^[IVX\d]+\s*[.)]\s*")]
    private static partial Regex Numbered();
}
