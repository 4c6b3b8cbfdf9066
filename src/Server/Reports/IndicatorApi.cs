using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports;

/// <summary>Indicators for programs: stable codes of indicators, units and periods, and the boundaries and the vintage that are asked for.</summary>
internal static class IndicatorApi
{
    public static void MapIndicatorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/indicators").WithTags("indicators").WithMetadata(new NeedsAttribute(Permission.ViewFigures), new OpenToProgramsAttribute());
        api.MapGet("/", Definitions).WithSummary("The indicators of a year with their definitions.").WithMetadata(new ApiExamples("", "?year=2024"));
        api.MapGet("/periods", Periods).WithSummary("The periods of a year, with what other systems call them.").WithMetadata(new ApiExamples("", "?year=2024&kind=M"));
        api.MapGet("/values", ValuesAsync).Produces<IndicatorValues>(StatusCodes.Status200OK, "application/json", "text/csv").Produces(StatusCodes.Status304NotModified)
            .WithSummary("Figures of units and periods, live or as approved; JSON, or a long table as CSV. Without a unit, of the caller's own.")
            .WithMetadata(new ApiExamples(
                "?period=2024-M9", "?period=2024-M9&children=true&codes=TO,THANH_VIEN", "?periods=2024-M7,2024-M8,2024-M9&level=commune&codes=HO&format=csv",
                "?period=2024-MA9&level=commune&status=approved&format=csv", "?period=2024-MA9&status=approved&revision=0", "?period=2024-MA9&status=approved&asOf=2024-10-01",
                "?period=2024-M9&boundaries=today&format=csv"));
    }

    private static IEnumerable<IndicatorDefinition> Definitions([Description("this year when left out")] int? year, IndicatorCatalogue catalogue, ReadTrace trace, TimeProvider clock)
    {
        var found = catalogue.Of(YearOf(year, clock)).Select(i => new IndicatorDefinition(
            i.Code, i.Version, i.Name, i.Definition, i.Unit, i.Kind, i.Origin, i.AreaRule, i.Decimals, i.Qualifier, i.From, i.EnteredBy, i.LegalSource, i.FirstYear, i.LastYear)).ToList();
        trace.Count = found.Count;
        return found;
    }

    private static IEnumerable<PeriodRow> Periods(
        [Description("this year when left out")] int? year, [Description("code of a kind: M, Q, H, Y, MA …; all when left out")] string? kind, IndicatorCatalogue catalogue, ReadTrace trace, TimeProvider clock)
    {
        var found = (
            from one in catalogue.PeriodKinds.Where(k => kind is null || k.Code == kind)
            from p in one.OfYear(YearOf(year, clock))
            select new PeriodRow(p.Code, one.Code, Texts.Languages.ToDictionary(l => l, l => p.Name(Texts.In(l))), p.From, p.To, p.To < Data.LegalDay.Today(clock), p.Dhis2(), p.Iso())).ToList();
        trace.Count = found.Count;
        return found;
    }

    private static async Task<IResult> ValuesAsync(Guid? area, [AsParameters] FigureQuery asked, HttpContext http, CurrentUser user, FigureAnswers answers, AnswerTag tag, ReadTrace trace, CancellationToken ct)
    {
        var unit = user.AreaOf(area, Permission.ViewFigures);
        var csv = CsvAsked.Is(http.Request, asked.Format);
        if (tag.IsKnown(http, $"{(csv ? "csv" : "json")}-{unit:n}"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var values = await answers.ReadAsync(unit, asked, ct);
        trace.Count = values.Count;
        return csv ? await SheetDownload.OfAsync(SheetWriter.Csv, "chi-tieu", FigureCsv.Columns, FigureCsv.Rows(values), ct) : new FigureJson(values);
    }

    private static int YearOf(int? year, TimeProvider clock) => Math.Clamp(year ?? Data.LegalDay.Today(clock).Year, 2000, 2199);
}
