using TungNgo.Areas;
using TungNgo.Figures;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Values;

/// <summary>Why there is no figure.</summary>
internal enum Gap
{
    None = 0,

    /// <summary>Nobody has told or counted anything.</summary>
    Nothing = 1,

    /// <summary>The units of that time do not fit into this unit's boundaries, so the sum would be of something else.</summary>
    Boundaries = 2,

    /// <summary>A part of the formula is missing, or it divides by nothing.</summary>
    Part = 3,

    /// <summary>It is published for units as they stand and never added up.</summary>
    NotSummed = 4,
}

/// <summary>A figure of a unit in a period.</summary>
/// <param name="Value">In the indicator's unit; a share is 0–1. Null is missing, which is not nought.</param>
/// <param name="Above">Numerator of a quotient.</param>
/// <param name="Below">Denominator of a quotient.</param>
/// <param name="Reporting">From how many of the units below it comes, where offices tell it.</param>
/// <param name="Entered">The entry itself, where the unit told it as a whole.</param>
internal sealed record IndicatorValue(
    Indicator Indicator, decimal? Value, decimal? Above = null, decimal? Below = null, int? Reporting = null, int? Of = null, EnteredValue? Entered = null, Gap Gap = Gap.None)
{
    /// <summary>The units that told it, where some did not.</summary>
    public IReadOnlyList<Guid> Told { get; init; } = [];

    public bool IsWhole => Of is null || Reporting == Of;

    public Qualifier Qualifier => Entered?.Qualifier ?? Indicator.Qualifier;
}

/// <summary>
/// Figures of some units and periods, each reckoned when asked from one image of the cells, the registers and what offices told. A quotient is made of sums
/// at its own level; two figures of one table agree because they come from the same image.
/// </summary>
/// <param name="boundaries">The day whose units are shown; null shows each period on the units of its own last day.</param>
internal sealed class IndicatorTable(
    IndicatorCatalogue catalogue, Measures measures, EnteredBook entered, FigureImage image, AreaTree areas, ITeamCounts teams,
    DateOnly? boundaries, DateOnly today)
{
    private readonly Dictionary<(string Code, Guid AreaId, string Period), IndicatorValue?> known = [];
    private (IReadOnlyList<Guid> Units, Period Period, Measured Measured)? last;

    public FigureImage Image => image;

    public DateOnly? Boundaries => boundaries;

    public DayTree TreeOf(Period period) => areas.On(boundaries ?? (period.To < today ? period.To : today));

    /// <returns>Null when no version of the indicator holds in the period's year.</returns>
    public IndicatorValue? Value(string code, Guid areaId, Period period)
    {
        if (known.TryGetValue((code, areaId, period.Code), out var value))
        {
            return value;
        }

        value = catalogue.Find(code, period.Year) is not { } indicator ? null : indicator.Origin switch
        {
            IndicatorOrigin.Derived => Derived(indicator, [areaId], period)[0],
            IndicatorOrigin.Entered => Entered(indicator, areaId, period),
            _ => Reckoned(indicator, areaId, period),
        };
        return known[(code, areaId, period.Code)] = value;
    }

    /// <summary>The same of many units at once: what they share is found once, and cells are walked once.</summary>
    /// <returns>By unit; nulls when no version of the indicator holds in the period's year.</returns>
    public IndicatorValue?[] Values(string code, IReadOnlyList<Guid> units, Period period)
    {
        var indicator = catalogue.Find(code, period.Year);
        return indicator?.Origin switch
        {
            null => new IndicatorValue?[units.Count],
            IndicatorOrigin.Derived => Derived(indicator, units, period),
            IndicatorOrigin.Entered => [.. units.Select(u => Entered(indicator, u, period))],
            _ => Reckoned(indicator, units, period),
        };
    }

    private IndicatorValue[] Derived(Indicator indicator, IReadOnlyList<Guid> units, Period period)
    {
        var tree = TreeOf(period);
        var sums = period.From <= today && measures.Find(indicator.From) is { } measure ? measure.Of(MeasuredOf(units, period, tree)) : new long?[units.Count];
        var values = new IndicatorValue[units.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tree.Find(units[i]) is not null && sums[i] is { } sum ? new(indicator, sum) : new(indicator, null, Gap: Gap.Nothing);
        }

        return values;
    }

    /// <summary>One indicator after the other is asked of the same units.</summary>
    private Measured MeasuredOf(IReadOnlyList<Guid> units, Period period, DayTree tree)
    {
        if (last is { } before && ReferenceEquals(before.Units, units) && ReferenceEquals(before.Period, period))
        {
            return before.Measured;
        }

        var measured = new Measured(image, tree, units, period, period.To < today ? period.To : today, teams);
        last = (units, period, measured);
        return measured;
    }

    private IndicatorValue[] Reckoned(Indicator indicator, IReadOnlyList<Guid> units, Period period)
    {
        var formula = catalogue.FormulaOf(indicator);
        var parts = formula.Names.ToDictionary(n => n, n => Values(n, units, period), StringComparer.Ordinal);
        var values = new IndicatorValue[units.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = i;
            // Where some told nothing, what stands above and below the line is of those that told: that is for each unit to find.
            values[i] = parts.Values.Any(p => p[at] is { IsWhole: false }) ? Reckoned(indicator, units[i], period)
                : Of(indicator, formula, name => parts[name][at]?.Value);
        }

        return values;
    }

    private IndicatorValue Reckoned(Indicator indicator, Guid areaId, Period period)
    {
        var formula = catalogue.FormulaOf(indicator);
        var partial = formula.Names.Select(n => Value(n, areaId, period)).OfType<IndicatorValue>().Where(v => !v.IsWhole).ToList();
        if (partial.Count == 0)
        {
            decimal? Part(string name) => Value(name, areaId, period)?.Value;
            return Of(indicator, formula, Part);
        }

        // Where some units told nothing, what they are part of must not stand below the line either: all parts are summed over those that told.
        var told = partial.Skip(1).Aggregate(partial[0].Told.ToHashSet(), (all, v) => [.. all.Intersect(v.Told)]);
        decimal? OfThese(string name) => catalogue.Find(name, period.Year) is { Origin: IndicatorOrigin.Formula } inner
            ? catalogue.FormulaOf(inner).Of(OfThese)
            : told.Count == 0 ? null : told.Select(u => Value(name, u, period)?.Value).Aggregate((decimal?)0, (sum, v) => sum + v);
        return Of(indicator, formula, OfThese) with { Reporting = told.Count, Of = partial[0].Of, Told = [.. told] };
    }

    private static IndicatorValue Of(Indicator indicator, Formula formula, Func<string, decimal?> part)
    {
        var (value, parts) = (formula.Of(part), formula.Parts(part));
        return new(indicator, value, parts?.Above, parts?.Below, Gap: value is null ? Gap.Part : Gap.None);
    }

    /// <summary>What the unit told itself; else the sum of what the units below it told, with how many of them did.</summary>
    private IndicatorValue Entered(Indicator indicator, Guid areaId, Period period)
    {
        if (indicator.AreaRule == AreaRule.None)
        {
            return entered.NewestBy(indicator.Code, areaId, period.To) is { Value: { } last } newest
                ? new(indicator, last, Entered: newest) : new(indicator, null, Gap: Gap.NotSummed);
        }

        // The units that told it are those of their own time, whatever boundaries they are looked at on.
        var then = areas.On(period.To < today ? period.To : today);
        if (Covers.Of(TreeOf(period), areaId, then, areas.Lineage) is not { } units)
        {
            return new(indicator, null, Gap: Gap.Boundaries);
        }

        // A unit's own word counts for the land it had then: where it has lost or won some since, its parts are added up.
        var words = entered.Of(indicator.Code, period.Code);
        if (units is [var whole] && words.GetValueOrDefault(whole.AreaId) is { } own)
        {
            return new(indicator, own.Value, Entered: own, Gap: own.Value is null ? Gap.Nothing : Gap.None);
        }

        var told = new List<Guid>();
        var sums = units.Select(u => SumOf(words, u, then, told)).ToList();
        var sum = SumOfKnown(sums.Select(s => s.Sum));
        return new(indicator, sum, Reporting: told.Count, Of: sums.Sum(s => s.Of), Gap: sum is null ? Gap.Nothing : Gap.None) { Told = told };
    }

    /// <param name="told">Takes the units that told something.</param>
    private static (decimal? Sum, int Of) SumOf(IReadOnlyDictionary<Guid, EnteredValue> words, AreaVersion unit, DayTree then, List<Guid> told)
    {
        if (words.GetValueOrDefault(unit.AreaId) is { Value: { } value })
        {
            told.Add(unit.AreaId);
            return (value, 1);
        }

        if (unit.Tier < AreaTier.Commune)
        {
            var sums = then.ChildrenOf(unit.AreaId).Select(b => SumOf(words, b, then, told)).ToList();
            return (SumOfKnown(sums.Select(s => s.Sum)), sums.Sum(s => s.Of));
        }

        // Communes are asked; hamlets only where they were told one by one, as the books of before the system were.
        var sum = SumOfKnown(then.ChildrenOf(unit.AreaId).Select(h => words.GetValueOrDefault(h.AreaId)?.Value));
        if (sum is not null)
        {
            told.Add(unit.AreaId);
        }

        return (sum, 1);
    }

    private static decimal? SumOfKnown(IEnumerable<decimal?> values) => values.Aggregate((decimal?)null, (sum, v) => v is null ? sum : (sum ?? 0) + v);
}
