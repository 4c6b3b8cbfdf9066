using TungNgo.Web;

namespace TungNgo.Reports;

/// <summary>Figures as one long table: a line for each indicator, unit and period. Names of columns and numbers are for programs, the same in every language.</summary>
internal static class FigureCsv
{
    public static readonly string[] Columns =
    [
        "indicator", "version", "area_code", "area_name", "area_id", "period", "from", "to", "boundaries", "value", "numerator", "denominator", "status", "image", "revision", "seal", "why",
        "reporting", "of", "qualifier",
    ];

    public static IEnumerable<object?[]> Rows(IndicatorValues values) =>
        from answer in values.All
        from unit in answer.Units
        from f in unit.Figures
        select (object?[])
        [
            f.Code, f.Version, unit.Code, unit.Name, $"{unit.AreaId}", answer.Period, Formats.Iso(answer.From), Formats.Iso(answer.To), Formats.Iso(answer.Boundaries), Bare(f.Value), Bare(f.Above),
            Bare(f.Below), answer.Status, answer.Status == FigureQuery.Approved ? unit.Snapshot?.Change : answer.Change, unit.Snapshot?.Revision, unit.Snapshot?.Seal, f.Why,
            f.Reporting, f.Of, f.Qualifier.Word(),
        ];

    /// <summary>Without the noughts that a division leaves at its end.</summary>
    internal static decimal? Bare(decimal? value) => value / 1.000000000000000000000000000000m;
}
