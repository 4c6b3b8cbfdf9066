using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>The units of a day as a table for programs: names of columns and days are the same in every language.</summary>
internal static class AreaCsv
{
    public static readonly string[] Columns = ["id", "code", "name", "kind", "tier", "parent_id", "parent_code", "from", "to", "in_scope"];

    public static IEnumerable<object?[]> Rows(AreaTreeAnswer tree)
    {
        var codes = tree.Areas.ToDictionary(a => a.Id, a => a.Code);
        return tree.Areas.Select(a => (object?[])
        [
            $"{a.Id}", a.Code, a.Name, a.Kind.Word(), a.Tier.Word(), a.ParentId?.ToString(), a.ParentId is { } parent ? codes.GetValueOrDefault(parent) : null, Formats.Iso(a.From), Formats.Iso(a.To),
            a.InScope ? "1" : "0",
        ]);
    }
}
