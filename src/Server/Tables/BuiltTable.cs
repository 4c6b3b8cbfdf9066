using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;

namespace TungNgo.Tables;

/// <summary>A row, a group of columns or a column: one indicator, one unit or one period.</summary>
internal sealed record TableLine(string Name, Indicator? Indicator = null, AreaVersion? Unit = null, Period? Period = null);

/// <summary>A table with the figures that its reader may see.</summary>
/// <param name="Groups">The first part of the columns; each holds all <paramref name="Columns"/>.</param>
/// <param name="LeftOut">Units that were asked for and lie outside of the reader's scope.</param>
/// <param name="Gone">Chosen units that are not there on these boundaries.</param>
/// <param name="At">When it was reckoned.</param>
internal sealed record BuiltTable(
    TableQuestion Question, IReadOnlyList<TableLine> Rows, IReadOnlyList<TableLine> Groups, IReadOnlyList<TableLine> Columns, IReadOnlyList<Indicator> Versions, Period Last,
    int LeftOut, int Gone, DateTime At, IndicatorTable Figures)
{
    private readonly Dictionary<string, decimal[]> scales = [];

    public bool IsEmpty => Rows.Count == 0 || Groups.Count == 0 || Columns.Count == 0;

    /// <summary>Periods and columns that are only one need no heading of their own.</summary>
    public bool HasSubHeads => Columns.Count > 1;

    public IndicatorValue? Value(TableLine row, TableLine group, TableLine column)
    {
        var indicator = row.Indicator ?? group.Indicator ?? column.Indicator!;
        var unit = row.Unit ?? group.Unit ?? column.Unit!;
        return Figures.Value(indicator.Code, unit.AreaId, row.Period ?? group.Period ?? column.Period!);
    }

    public IEnumerable<IndicatorValue?> ValuesOf(TableLine row) => Groups.SelectMany(g => Columns.Select(c => Value(row, g, c)));

    /// <summary>From 1 to 5 by the place among all figures of the indicator in the table; 0 where it is missing or there is nothing to compare.</summary>
    public int HeatOf(IndicatorValue? value)
    {
        if (!Question.Heat || value?.Value is not { } v)
        {
            return 0;
        }

        var scale = ScaleOf(value.Indicator.Code);
        return scale.Length < 3 ? 0 : 1 + Math.Min(4, Array.BinarySearch(scale, v) * 5 / scale.Length);
    }

    /// <summary>The different figures of an indicator, smallest first: equal ones share a shade.</summary>
    private decimal[] ScaleOf(string code) => scales.TryGetValue(code, out var known) ? known
        : scales[code] = [.. Rows.SelectMany(ValuesOf).Where(v => v?.Value is not null && v.Indicator.Code == code).Select(v => v!.Value!.Value).Distinct().Order()];
}
