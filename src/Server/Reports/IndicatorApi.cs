using System.ComponentModel;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports;

/// <param name="From">Code of a measure, or a formula; null for what offices tell.</param>
public sealed record IndicatorDefinition(
    string Code, int Version, Dictionary<string, string> Name, Dictionary<string, string> Definition, Dictionary<string, string> Unit, IndicatorKind Kind, IndicatorOrigin Origin,
    AreaRule AreaRule, int Decimals, Qualifier Qualifier, string? From, string? EnteredBy, string? LegalSource, int FirstYear, int? LastYear);

/// <param name="Value">In the indicator's unit; a share is 0–1. Null is missing, which is not nought.</param>
/// <param name="Above">Numerator of a quotient.</param>
/// <param name="Below">Denominator of a quotient.</param>
/// <param name="Reporting">From how many units it comes, where offices tell it.</param>
/// <param name="Why">Why there is no value: nothing, boundaries, part or notSummed.</param>
public sealed record IndicatorFigure(
    string Code, int Version, decimal? Value, decimal? Above, decimal? Below, Qualifier Qualifier, int? Reporting, int? Of, string? Why, string? Source, decimal? Target);

public sealed record IndicatorUnit(Guid AreaId, string? Code, string Name, string Kind, Guid? ParentId, IndicatorFigure[] Figures);

/// <param name="Boundaries">The day whose units these are.</param>
/// <param name="Change">Number of the last change that is in the figures: the same number, the same answer.</param>
public sealed record IndicatorValues(string Period, DateOnly From, DateOnly To, DateOnly Boundaries, long Change, IndicatorUnit[] Units);

/// <summary>Indicators for programs: stable codes of indicators, units and periods, and the boundaries that are asked for.</summary>
internal static class IndicatorApi
{
    private const string Trees = "then (each period on its own units; the default), today, or a day";

    public static void MapIndicatorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/indicators").WithTags("indicators").WithMetadata(new NeedsAttribute(Permission.ViewFigures));
        api.MapGet("/", Definitions).WithSummary("The indicators of a year with their definitions.");
        api.MapGet("/values", Values).WithSummary("Figures of a unit, or of the units one step down, in a period.");
    }

    private static IEnumerable<IndicatorDefinition> Definitions([Description("this year when left out")] int? year, IndicatorCatalogue catalogue, TimeProvider clock) =>
        catalogue.Of(Math.Clamp(year ?? Data.LegalDay.Today(clock).Year, 2000, 2199)).Select(i => new IndicatorDefinition(
            i.Code, i.Version, i.Name, i.Definition, i.Unit, i.Kind, i.Origin, i.AreaRule, i.Decimals, i.Qualifier, i.From, i.EnteredBy, i.LegalSource, i.FirstYear, i.LastYear));

    private static IndicatorValues Values(
        Guid area, [Description("2024-M9, 2024-MA9, 2024-Q3, 2024-10-01..2024-10-10, last-MA …; this month when left out")] string? period, [Description(Trees)] string? boundaries,
        [Description("true: the units one step down as well")] bool? children, [Description("codes, separated by commas; all when left out")] string? codes,
        IndicatorView view, IndicatorCatalogue catalogue, Targets.TargetBook targets)
    {
        var question = view.Ask(area, period, boundaries);
        var table = view.Read(question);
        var tree = table.TreeOf(question.Period);
        var unit = tree.Find(area) ?? throw new Refusal(Problems.NotFound);
        var wished = codes?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        var indicators = catalogue.Of(question.Period.Year).Where(i => wished is null || wished.Contains(i.Code)).ToList();
        IEnumerable<AreaVersion> units = children == true ? tree.ChildrenOf(area).Prepend(unit) : [unit];
        return new(question.Period.Code, question.Period.From, question.Period.To, tree.Day, table.Image.Number,
        [
            .. units.Select(u => new IndicatorUnit(u.AreaId, u.Code, AreaNames.WithKind(u), u.Kind.Word(), u.ParentId,
                [.. indicators.Select(i => Figure(table.Value(i.Code, u.AreaId, question.Period)!, targets.Find(i.Code, u.AreaId, question.Period.Code)?.Value))])),
        ]);
    }

    private static IndicatorFigure Figure(IndicatorValue v, decimal? target) => new(
        v.Indicator.Code, v.Indicator.Version, v.Value, v.Above, v.Below, v.Qualifier, v.Reporting, v.Of, v.Gap == Gap.None ? null : v.Gap.Word(), v.Entered?.Source, target);
}
