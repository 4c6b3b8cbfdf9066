using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Pages;

/// <param name="Place">Rank in the column; null as in <see cref="RankedUnit"/>.</param>
internal sealed record CompareCell(IndicatorValue? Value, int? Place);

/// <param name="Cells">In the order of the indicators.</param>
internal sealed record CompareRow(AreaVersion Unit, IReadOnlyList<CompareCell> Cells);

/// <summary>
/// The units one step down, or some that were chosen, beside each other: some indicators of one period, each column with its ranks, and the whole below.
/// </summary>
/// <param name="Whole">The unit's own figures: what is added up is added up there, and a quotient is made of sums.</param>
internal sealed record CompareTable(IReadOnlyList<Indicator> Indicators, IReadOnlyList<CompareRow> Rows, IReadOnlyList<IndicatorValue?> Whole, bool HasFew)
{
    /// <summary>More columns fit on no screen and no sheet of paper.</summary>
    public const int Most = 12;

    /// <summary>More units than these are compared below the unit that holds them all.</summary>
    public const int MostUnits = 5;

    public const string UnitKey = "unit";

    private static readonly string[] Usual = ["TO", "THANH_VIEN", "HO", "DAN", "TY_LE_THAM_GIA", "TY_LE_ZALO"];

    /// <param name="codes">Codes of the indicators; the usual ones when none is named.</param>
    /// <param name="units">Those that were chosen; the units one step down when none is.</param>
    /// <param name="sort">A code; the order of names when it is none of the columns.</param>
    public static CompareTable Of(IndicatorCatalogue catalogue, IndicatorQuestion question, IndicatorTable table, IReadOnlyCollection<string> codes, IReadOnlyList<AreaVersion> units,
        string? sort, string? dir, Func<AreaVersion, bool> shown)
    {
        var among = units.Count > 0 ? units : null;
        var indicators = (codes.Count > 0 ? codes : Usual).Distinct().Select(c => catalogue.Find(c, question.Period.Year)).OfType<Indicator>().Take(Most).ToList();
        var columns = indicators.ConvertAll(i => IndicatorView.Ranked(i, question, table, shown, among).ToDictionary(r => r.Unit.AreaId));
        var all = among ?? [.. table.TreeOf(question.Period).ChildrenOf(question.AreaId).OrderBy(u => u.Name, AreaNames.Order)];
        var rows = all.Where(shown)
            .Select(u => new CompareRow(u, columns.ConvertAll(c => new CompareCell(c[u.AreaId].Value, c[u.AreaId].Place)))).ToList();
        if (indicators.FindIndex(i => i.Code == sort) is >= 0 and var by)
        {
            // What is missing stands last whichever way is sorted: it is neither the least nor the most.
            decimal? Key(CompareRow row) => row.Cells[by].Value?.Value;
            var known = rows.Where(r => Key(r) is not null);
            rows = [.. dir == "desc" ? known.OrderByDescending(Key) : known.OrderBy(Key), .. rows.Where(r => Key(r) is null)];
        }
        else if (dir == "desc")
        {
            rows.Reverse();
        }

        return new(
            indicators, rows, indicators.ConvertAll(i => table.Value(i.Code, question.AreaId, question.Period)), rows.Exists(r => r.Cells.Any(c => IndicatorView.IsOfFew(c.Value))));
    }

    /// <summary>The units that an address names, in its order: those that are there on the boundaries shown and that the caller may see.</summary>
    public static IReadOnlyList<AreaVersion> UnitsIn(IQueryCollection query, IndicatorQuestion question, IndicatorTable table, Func<AreaVersion, bool> shown)
    {
        var tree = table.TreeOf(question.Period);
        return [.. query[UnitKey].Select(u => Guid.TryParse(u, out var id) ? tree.Find(id) : null).OfType<AreaVersion>().Where(shown).DistinctBy(u => u.AreaId)];
    }
}
