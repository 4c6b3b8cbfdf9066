using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;

namespace TungNgo.Reports.Values;

/// <summary>Reads tables of figures. Who may see them is the caller's to ask: a report, a page, a document each has its own right.</summary>
internal sealed class IndicatorReader(
    IndicatorCatalogue catalogue, Measures measures, EnteredBook entered, FigureStore store, AreaTree areas, ITeamCounts teams, TimeProvider clock)
{
    /// <summary>The period a code means today.</summary>
    public Period? PeriodOf(string? code) => Period.Parse(code, catalogue.PeriodKinds, clock.Today());

    /// <param name="boundaries">The day whose units are shown; null shows each period on its own.</param>
    public IndicatorTable Read(DateOnly? boundaries) => new(catalogue, measures, entered, store.Now, areas, teams, boundaries, clock.Today());
}
