using System.ComponentModel;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Data;
using TungNgo.Exchange.Systems;
using TungNgo.Reports;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Exchange.Wire;

/// <summary>Figures in the formats and words of other systems, for those that fetch them.</summary>
internal static class ExchangeEndpoints
{
    private const string System = "code of the receiving system whose mapping is used", DataSet = "their code of the form, where they ask for one";

    public static void MapExchange(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/exchange").WithTags("exchange").WithMetadata(new NeedsAttribute(Permission.ViewFigures), new OpenToProgramsAttribute());
        api.MapGet("/adx", AdxAsync).Produces<string>(StatusCodes.Status200OK, Adx.ContentType).Produces(StatusCodes.Status304NotModified)
            .WithSummary("Figures as ADX (urn:ihe:qrph:adx:2015), in the words of a receiving system; X-Left-Out says how many its mapping does not name.")
            .WithMetadata(new ApiExamples("?system=dhis2&period=2024-M9", "?system=dhis2&periods=2024-Q3,2024-Y&level=commune&dataSet=TCNS"));
        api.MapGet("/dataValueSets", ValueSetAsync).Produces<DataValueSet>().Produces(StatusCodes.Status304NotModified)
            .WithSummary("Figures as DHIS2 takes them at dataValueSets, in the words of a receiving system; X-Left-Out says how many its mapping does not name.")
            .WithMetadata(new ApiExamples("?system=dhis2&period=2024-M9", "?system=dhis2&periods=2024-M7,2024-M8&children=true"));
    }

    private static Task<IResult> AdxAsync(
        Guid? area, [Description(System)] string system, [Description(DataSet)] string? dataSet, [AsParameters] FigureQuery asked, HttpContext http, Fetching fetching, TimeProvider clock, CancellationToken ct) =>
        fetching.AnswerAsync(area, system, asked, http, "adx", values => TypedResults.Bytes(Adx.Write(values, FreeText.Clean(dataSet, 80), clock.GetUtcNow().UtcDateTime), Adx.ContentType), ct);

    private static Task<IResult> ValueSetAsync(
        Guid? area, [Description(System)] string system, [Description(DataSet)] string? dataSet, [AsParameters] FigureQuery asked, HttpContext http, Fetching fetching, CancellationToken ct) =>
        fetching.AnswerAsync(area, system, asked, http, "dvs", values => TypedResults.Ok(DataValueSet.Of(values, FreeText.Clean(dataSet, 80))), ct);
}

/// <summary>Reads what another system fetches, in its own words.</summary>
internal sealed class Fetching(CurrentUser user, FigureAnswers answers, SystemFinder systems, IndicatorReader reader, AnswerTag tag, ReadTrace trace)
{
    public async Task<IResult> AnswerAsync(Guid? area, string code, FigureQuery asked, HttpContext http, string form, Func<OutValues, IResult> write, CancellationToken ct)
    {
        var unit = user.AreaOf(area, Permission.ViewFigures);
        var system = await systems.OfAsync(code, unit, ct);
        if (tag.IsKnown(http, $"{form}-{unit:n}-{system.Id:n}"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        foreach (var period in asked.PeriodCodes)
        {
            // Said before anything is reckoned, by the name that was asked for.
            OutValues.Known((period is null ? null : reader.PeriodOf(period)) ?? throw new Refusal(Problems.ReportPeriod));
        }

        var values = OutValues.Of(await answers.ReadAsync(unit, asked, ct), await systems.CodesAsync(system.Id, ct), p => reader.PeriodOf(p)!);
        http.Response.Headers[OutValues.LeftOutHeader] = values.LeftOut.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
        trace.Count = values.Values.Count;
        return write(values);
    }
}
