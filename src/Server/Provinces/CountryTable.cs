using TungNgo.Provinces.Packages;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;

namespace TungNgo.Provinces;

/// <summary>
/// A period's figures of the provinces and of all together. A total is made only of figures that are counted in the same way; a quotient is made of
/// sums over exactly the provinces that told all its parts.
/// </summary>
internal sealed class CountryTable
{
    private readonly IndicatorCatalogue catalogue;
    private readonly Dictionary<Guid, FigurePackage> packages;
    private readonly Dictionary<(Guid Package, string Indicator), PackageFigure> figures;

    public CountryTable(Period period, IndicatorCatalogue catalogue, IReadOnlyList<Province> provinces, Dictionary<Guid, FigurePackage> packages, IEnumerable<PackageFigure> figures)
    {
        (Period, this.catalogue, Provinces, this.packages) = (period, catalogue, provinces, packages);
        this.figures = figures.ToDictionary(f => (f.PackageId, f.Indicator));
    }

    public Period Period { get; }

    /// <summary>Those of the period's last day, by code.</summary>
    public IReadOnlyList<Province> Provinces { get; }

    public IReadOnlyList<Indicator> Indicators => catalogue.Of(Period.Year);

    public FigurePackage? PackageOf(Province province) => packages.GetValueOrDefault(province.Id);

    public IEnumerable<Province> Missing => Provinces.Where(p => !packages.ContainsKey(p.Id));

    public IndicatorValue? Value(Province province, Indicator indicator) =>
        PackageOf(province) is { } package ? ValueOf(indicator, figures.GetValueOrDefault((package.Id, indicator.Code))) : null;

    /// <summary>Whether the province counts it as this node does; null where it sent nothing of it.</summary>
    public bool? Agrees(Province province, Indicator indicator) => PackageOf(province)?.Definitions.Find(d => d.Code == indicator.Code)?.Means(indicator);

    public IndicatorValue Total(Indicator indicator)
    {
        if (indicator.AreaRule == AreaRule.None && indicator.Origin != IndicatorOrigin.Formula)
        {
            return new(indicator, null, Gap: Gap.NotSummed);
        }

        var counting = Provinces.Where(p => PartsOf(indicator).Append(indicator).All(i => Agrees(p, i) == true)).ToList();
        return indicator.Origin == IndicatorOrigin.Formula && catalogue.FormulaOf(indicator).Parts(_ => null) is not null
            ? Quotient(indicator, counting) : Sum(indicator, counting);
    }

    /// <summary>
    /// Numerators over denominators as the provinces have summed them: where only some of a province's units told the one, it has left the others out of
    /// the other as well.
    /// </summary>
    private IndicatorValue Quotient(Indicator indicator, List<Province> counting)
    {
        var told = counting.Select(p => Value(p, indicator)).Where(v => v is { Value: not null, Above: not null, Below: not null }).ToList();
        var (above, below) = (told.Sum(v => v!.Above!.Value), told.Sum(v => v!.Below!.Value));
        return told.Count == 0 || below == 0 ? new(indicator, null, Reporting: 0, Of: Provinces.Count, Gap: Gap.Nothing)
            : new(indicator, above / below, above, below, told.Count, Provinces.Count);
    }

    private IndicatorValue Sum(Indicator indicator, List<Province> counting)
    {
        var parts = PartsOf(indicator).ToList();
        // A formula over sums: only of provinces whose parts speak of all their units.
        var told = counting.Where(p => parts.TrueForAll(i => Value(p, i) is { Value: not null } v && (i == indicator || v.IsWhole))).ToList();
        decimal? Of(string code) => told.Count == 0 ? null : catalogue.Find(code, Period.Year) switch
        {
            null => null,
            { Origin: IndicatorOrigin.Formula } inner => catalogue.FormulaOf(inner).Of(Of),
            var leaf => told.Sum(p => Value(p, leaf)!.Value),
        };
        var value = Of(indicator.Code);
        return new(indicator, value, Reporting: told.Count, Of: Provinces.Count, Gap: value is null ? Gap.Nothing : Gap.None);
    }

    public static IndicatorValue? ValueOf(Indicator indicator, PackageFigure? figure) =>
        figure is null ? null : new(indicator, figure.Value, figure.Above, figure.Below, figure.Reporting, figure.Of, Gap: figure.Gap);

    /// <summary>What a figure is summed from: itself, or what its formula comes down to.</summary>
    private IEnumerable<Indicator> PartsOf(Indicator indicator) => indicator.Origin != IndicatorOrigin.Formula ? [indicator]
        : catalogue.FormulaOf(indicator).Names.Select(n => catalogue.Find(n, Period.Year)).OfType<Indicator>().SelectMany(PartsOf).Distinct();
}
