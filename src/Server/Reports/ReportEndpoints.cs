using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports;

internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapIndicatorApi();
        var look = routes.MapGroup("").WithMetadata(new NeedsAttribute(Permission.ViewFigures)).ExcludeFromDescription();
        look.MapGet("/reports/{id:guid}/snapshot.json", SnapshotAsync);
        look.MapGet("/reports/{id:guid}/sheet", ReportSheetAsync);
        look.MapGet("/reports/evidence/{id:guid}", EvidenceAsync);
        look.MapGet("/indicators/sheet", IndicatorsSheetAsync);
        look.MapGet("/indicators/{code}/sheet", IndicatorSheetAsync);
    }

    private static async Task<ContentHttpResult> SnapshotAsync(Guid id, ReportDesk desk, CancellationToken ct) =>
        TypedResults.Text((await desk.SnapshotAsync(id, ct)).Body, MediaTypeNames.Application.Json, Encoding.UTF8);

    /// <summary>Always to be kept and never to be shown by the browser: what is in it is somebody else's.</summary>
    private static async Task<FileContentHttpResult> EvidenceAsync(Guid id, Evidence evidence, CancellationToken ct) =>
        await evidence.FindAsync(id, ct) is var file ? TypedResults.File(file.Content, file.ContentType, file.Name) : throw new Refusal(Problems.NotFound);

    /// <summary>The figures of a report as a sheet: what offices tell can be filled in and pasted back.</summary>
    private static async Task<FileStreamHttpResult> ReportSheetAsync(Guid id, string? format, HttpContext http, ReportDesk desk, CancellationToken ct)
    {
        var t = http.Texts();
        var view = await desk.FindAsync(id, ct);
        string[] columns = [t["reports.code"], t["reports.figure"], t["reports.unit-of"], t["reports.value"], t["reports.source"], t["reports.definition"]];
        return await SheetDownload.OfAsync(format, $"bao-cao-{view.Period.Code}", columns, view.Values.Select(v => (object?[])
            [v.Indicator.Code, t.Of(v.Indicator.Name), t.Of(v.Indicator.Unit), Cell(v), v.Entered?.Source ?? t[$"reports.origin.{v.Indicator.Origin.Word()}"], t.Of(v.Indicator.Definition)]), ct);
    }

    private static async Task<FileStreamHttpResult> IndicatorsSheetAsync(
        Guid? area, string? period, string? boundaries, string? format, HttpContext http, IndicatorView view, IndicatorCatalogue catalogue, CurrentArea place, CancellationToken ct)
    {
        var t = http.Texts();
        var question = view.Ask(area ?? place.Unit?.AreaId ?? throw new Refusal(Problems.NotFound), period, boundaries);
        var table = view.Read(question);
        string[] columns = [t["reports.code"], t["reports.figure"], t["reports.unit-of"], t["reports.value"], t["reports.before"], t["reports.year-before"], t["reports.origin"], t["reports.definition"]];
        return await SheetDownload.OfAsync(format, $"chi-tieu-{question.Period.Code}", columns, catalogue.Of(question.Period.Year).Select(i => (object?[])
        [
            i.Code, t.Of(i.Name), t.Of(i.Unit), Cell(table.Value(i.Code, question.AreaId, question.Period)), Cell(table.Value(i.Code, question.AreaId, question.Period.Before)),
            Cell(table.Value(i.Code, question.AreaId, question.Period.YearBefore)), t[$"reports.origin.{i.Origin.Word()}"], t.Of(i.Definition),
        ]), ct);
    }

    private static async Task<FileStreamHttpResult> IndicatorSheetAsync(
        string code, Guid? area, string? period, string? boundaries, string? format, HttpContext http, IndicatorView view, IndicatorCatalogue catalogue, CurrentArea place, CancellationToken ct)
    {
        var t = http.Texts();
        var question = view.Ask(area ?? place.Unit?.AreaId ?? throw new Refusal(Problems.NotFound), period, boundaries);
        var indicator = catalogue.Find(code, question.Period.Year) ?? throw new Refusal(Problems.NotFound);
        var table = view.Read(question);
        string[] columns = [t["reports.place"], t["reports.unit"], t["reports.value"], t["reports.numerator"], t["reports.denominator"], t["reports.before"]];
        return await SheetDownload.OfAsync(format, $"{code}-{question.Period.Code}", columns, IndicatorView.Ranked(indicator, question, table).Select(r => (object?[])
            [r.Place, AreaNames.WithKind(r.Unit), Cell(r.Value), r.Value?.Above, r.Value?.Below, Cell(table.Value(code, r.Unit.AreaId, question.Period.Before))]), ct);
    }

    private static object? Cell(IndicatorValue? value) => FigureText.Cell(value);
}
