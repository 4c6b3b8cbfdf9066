using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Pages;

/// <param name="Place">Rank in the column; null as in <see cref="RankedUnit"/>.</param>
internal sealed record CompareCell(IndicatorValue? Value, int? Place);

/// <param name="Cells">In the order of the indicators.</param>
internal sealed record CompareRow(AreaVersion Unit, IReadOnlyList<CompareCell> Cells);

/// <summary>The units one step down beside each other: some indicators of one period, each column with its ranks, and the whole below.</summary>
/// <param name="Whole">The unit's own figures: what is added up is added up there, and a quotient is made of sums.</param>
internal sealed record CompareTable(IReadOnlyList<Indicator> Indicators, IReadOnlyList<CompareRow> Rows, IReadOnlyList<IndicatorValue?> Whole, bool HasFew)
{
    /// <summary>More columns fit on no screen and no sheet of paper.</summary>
    public const int Most = 12;

    private static readonly string[] Usual = ["TO", "THANH_VIEN", "HO", "DAN", "TY_LE_THAM_GIA", "TY_LE_ZALO"];

    /// <param name="codes">Codes of the indicators; the usual ones when none is named.</param>
    /// <param name="sort">A code; the order of names when it is none of the columns.</param>
    public static CompareTable Of(IndicatorCatalogue catalogue, IndicatorQuestion question, IndicatorTable table, IReadOnlyCollection<string> codes, string? sort, string? dir, Func<AreaVersion, bool> shown)
    {
        var indicators = (codes.Count > 0 ? codes : Usual).Distinct().Select(c => catalogue.Find(c, question.Period.Year)).OfType<Indicator>().Take(Most).ToList();
        var columns = indicators.ConvertAll(i => IndicatorView.Ranked(i, question, table, shown).ToDictionary(r => r.Unit.AreaId));
        var rows = table.TreeOf(question.Period).ChildrenOf(question.AreaId).Where(shown).OrderBy(u => u.Name, AreaNames.Order)
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
}
