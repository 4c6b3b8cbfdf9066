using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>How material is spoken of on pages and in sheets.</summary>
internal static class StockWords
{
    public static IReadOnlyList<string> Columns(StockTable table, Texts t) =>
        [t[IsOfUnits(table) ? "stock.unit" : "stock.team"], .. table.Kinds.Select(k => k.NameIn(t)), t["stock.out"], t["stock.late"], t["stock.look"]];

    /// <summary>A line for each unit below, and not for each team.</summary>
    public static bool IsOfUnits(StockTable table) => table.Lines.Count > 0 && table.Lines.All(l => l.Team is null);

    public static IEnumerable<object?[]> Rows(StockTable table, Texts t) => table.Lines.Select(l => (object?[])
        [l.Name, .. table.Kinds.Select(k => l.Has.TryGetValue(k.Id, out var has) ? (object?)has : null), l.Out, l.Late, l.Low > 0 ? t["stock.low", l.Low] : null]);

    public static string Deed(StockMove move, Texts t) => t[$"stock.deed.{move.Deed.ToString().ToLowerInvariant()}"];

    /// <summary>Whole numbers as people write them: "1500", "1.500".</summary>
    /// <returns>-1 of what is none; that is refused as a number that nobody counts.</returns>
    public static int Whole(string? text) => int.TryParse(text?.Trim().Replace(".", "", StringComparison.Ordinal), out var number) ? number : -1;
}
