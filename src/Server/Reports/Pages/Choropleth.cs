using TungNgo.Areas;
using TungNgo.Figures.Charts;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Pages;

/// <summary>How units are put into classes: about as many in each, or steps of the same size.</summary>
internal enum ClassRule { Quantiles, Steps }

/// <summary>A class of the map's legend.</summary>
/// <param name="Number">1 is the least.</param>
/// <param name="Shade">Its colour among five.</param>
/// <param name="Low">The least figure of the first class; for the others the figure above which they begin.</param>
internal sealed record MapClass(int Number, int Shade, double Low, double High, int Units);

/// <summary>
/// The units one step down by an indicator: in which class each of them is. What is missing has none, which is not the least; a quotient of too few has none either.
/// </summary>
internal sealed class Choropleth
{
    public const int Most = 5;
    private readonly Dictionary<Guid, double> values;
    private readonly double[] ends;
    private readonly Func<double, string> text;

    /// <param name="text">How a figure is read: no two classes read alike.</param>
    public Choropleth(IReadOnlyList<RankedUnit> units, ClassRule rule, Func<double, string> text)
    {
        this.text = text;
        values = units.Where(u => u.Value?.Value is not null && !IndicatorView.IsOfFew(u.Value)).ToDictionary(u => u.Unit.AreaId, u => (double)u.Value!.Value!.Value);
        Few = units.Where(u => IndicatorView.IsOfFew(u.Value)).Select(u => u.Unit.AreaId).ToHashSet();
        Missing = units.Where(u => u.Value?.Value is null).Select(u => u.Unit.AreaId).ToHashSet();
        ends = Scale.Legible(rule == ClassRule.Steps ? Scale.Steps(values.Values, Most) : Scale.Classes(values.Values, Most), text);
        Classes = [.. ends.Select((end, i) => new MapClass(
            i + 1, i + Most - ends.Length, i == 0 ? values.Values.Min() : ends[i - 1], end, values.Values.Count(v => Scale.ClassOf(v, ends, text) == i)))];
    }

    public IReadOnlyList<MapClass> Classes { get; }

    /// <summary>Units with a quotient over fewer than are compared.</summary>
    public IReadOnlySet<Guid> Few { get; }

    public IReadOnlySet<Guid> Missing { get; }

    /// <returns>Null where the unit is in none.</returns>
    public MapClass? Of(Guid unit) => values.TryGetValue(unit, out var value) ? Classes[Scale.ClassOf(value, ends, text)] : null;
}
