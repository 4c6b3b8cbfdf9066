using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>What stands behind a sheet's figures: what each of them counts, of which unit, period and boundaries. A sheet goes about without its page.</summary>
internal static class DefinitionSheet
{
    /// <param name="question">Null where the sheet itself says of what it is.</param>
    public static SheetNotes Of(IEnumerable<Indicator> indicators, IndicatorQuestion? question, DayTree? tree, Texts t)
    {
        string[] columns = [t["reports.code"], t["reports.figure"], t["reports.unit-of"], t["reports.definition"], t["reports.numerator"], t["reports.denominator"],
            t["reports.sheet.kind"], t["reports.origin"], t["reports.sheet.legal"], t["reports.sheet.version"]];
        var rows = indicators.Select(i => (object?[])
        [
            i.Code, t.Of(i.Name), t.Of(i.Unit), t.Of(i.Definition), i.Kind == IndicatorKind.Ratio ? t.Of(i.Numerator) : null, i.Kind == IndicatorKind.Ratio ? t.Of(i.Denominator) : null,
            t[$"reports.kind.{i.Kind.Word()}"], t[$"reports.origin.{i.Origin.Word()}"], i.LegalSource, t["reports.version", i.Version, i.FirstYear, i.LastYear?.ToString(t.Culture) ?? "…"],
        ]).ToList();
        if (question is not null)
        {
            rows.Add([]);
            rows.Add([t["reports.unit"], tree?.Find(question.AreaId) is { } unit ? AreaNames.WithKind(unit) : null]);
            rows.Add([t["reports.period"], question.Period.FullName(t), question.Period.From, question.Period.To]);
            rows.Add([t["reports.boundaries"], question.Boundaries is { } day ? t["reports.boundaries.on", Formats.Day(day)] : t["reports.boundaries.then"]]);
            rows.Add([t["reports.sheet.missing"], t["reports.sheet.missing.is"]]);
            rows.Add([t["reports.place"], t["reports.few", IndicatorView.FewestForRank]]);
        }

        return new(t["reports.sheet.definitions"], columns, rows);
    }
}
