using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>Reckons a table with the rights of whoever opens it: units outside of their scope are left out and counted.</summary>
internal sealed class TableBuilder(IndicatorReader reader, IndicatorCatalogue catalogue, CurrentUser user, TimeProvider clock)
{
    /// <exception cref="Refusal">No period or day, or more than a table holds.</exception>
    public BuiltTable Build(TableQuestion asked, Texts t)
    {
        var last = reader.PeriodOf(asked.Period) ?? throw new Refusal(Problems.ReportPeriod);
        var periods = last.Last(asked.Count);
        var table = reader.Read(IndicatorView.BoundariesOf(asked.Boundaries, clock));
        var (found, gone) = UnitsOf(asked, table.TreeOf(last));
        var units = found.Where(u => user.Can(Permission.ViewFigures, u.AreaId)).ToList();
        TableQuestion.RefuseAbove(units.Count, TableQuestion.MostUnits, Problems.TableUnits);
        var indicators = asked.Indicators.Select(c => VersionOf(c, last.Year)).OfType<Indicator>().ToList();
        TableQuestion.RefuseAbove(units.Count * indicators.Count * periods.Count, TableQuestion.MostCells, Problems.TableCells);
        var of = (Indicators: Lines(indicators, t), Units: units.ConvertAll(u => new TableLine(AreaNames.WithKind(u), Unit: u)), Periods: Lines(periods, t));
        var (rows, groups, columns) = asked.Rows switch
        {
            TableRows.Indicators => (of.Indicators, of.Units, of.Periods),
            TableRows.Periods => (of.Periods, of.Units, of.Indicators),
            _ => (of.Units, of.Indicators, of.Periods),
        };
        var versions = indicators.SelectMany(i => periods.Select(p => catalogue.Find(i.Code, p.Year))).OfType<Indicator>().Distinct().ToList();
        return new(asked, rows, groups, columns, versions, last, found.Count - units.Count, gone, clock.GetUtcNow().UtcDateTime, table);
    }

    /// <summary>The version of the last period's year; the newest where that year has none, whose figures are then missing.</summary>
    private Indicator? VersionOf(string code, int year) => catalogue.Find(code, year) ?? catalogue.Versions.Where(v => v.Code == code).MaxBy(v => v.Version);

    private static (List<AreaVersion> Units, int Gone) UnitsOf(TableQuestion asked, DayTree tree)
    {
        var chosen = asked.Units.Select(tree.Find).ToList();
        List<AreaVersion> units = asked.Pick switch
        {
            TablePick.Unit => tree.Find(asked.Area) is { } unit ? [unit] : [],
            TablePick.Children => [.. tree.ChildrenOf(asked.Area)],
            TablePick.Tier => [.. tree.Below(asked.Area).Where(u => u.Tier == asked.Tier)],
            _ => [.. chosen.OfType<AreaVersion>()],
        };
        return (units, asked.Pick == TablePick.Chosen ? chosen.Count(u => u is null) : 0);
    }

    private static List<TableLine> Lines(IEnumerable<Indicator> indicators, Texts t) =>
        [.. indicators.Select(i => new TableLine(i.IsShare ? $"{t.Of(i.Name)} (%)" : $"{t.Of(i.Name)} ({t.Of(i.Unit)})", Indicator: i))];

    private static List<TableLine> Lines(IEnumerable<Period> periods, Texts t) => [.. periods.Select(p => new TableLine(p.Name(t), Period: p))];
}
