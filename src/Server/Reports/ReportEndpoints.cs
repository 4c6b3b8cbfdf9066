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
using TungNgo.Reports.Targets;
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
        look.MapGet("/indicators/compare/sheet", CompareSheetAsync);
        look.MapGet("/indicators/{code}/sheet", IndicatorSheetAsync);
        look.MapGet("/areas/{id:guid}/profile/sheet", ProfileSheetAsync);
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
            [v.Indicator.Code, t.Of(v.Indicator.Name), t.Of(v.Indicator.Unit), FigureText.Cell(v), v.Entered?.Source ?? t[$"reports.origin.{v.Indicator.Origin.Word()}"], t.Of(v.Indicator.Definition)]),
            ct, DefinitionSheet.Of(view.Values.Select(v => v.Indicator), new(view.Report.AreaId, view.Period, null), view.Tree, t),
            http.Paper(t.Of(view.Form.Name), view.Report.AreaId, view.Period.FullName(t)));
    }

    private static async Task<FileStreamHttpResult> IndicatorsSheetAsync(
        Guid? area, string? period, string? boundaries, string? format, HttpContext http, IndicatorView view, IndicatorCatalogue catalogue, CurrentArea place, CancellationToken ct)
    {
        var t = http.Texts();
        var question = view.Ask(area ?? place.Unit?.AreaId ?? throw new Refusal(Problems.NotFound), period, boundaries);
        var table = view.Read(question);
        string[] columns = [t["reports.code"], t["reports.figure"], t["reports.value"], t["reports.unit-of"], t["reports.before"], t["reports.year-before"], t["reports.origin"], t["reports.definition"]];
        return await SheetDownload.OfAsync(format, $"chi-tieu-{question.Period.Code}", columns, catalogue.Of(question.Period.Year).Select(i => (object?[])
        [
            i.Code, t.Of(i.Name), FigureText.Cell(table.Value(i.Code, question.AreaId, question.Period)), t.Of(i.Unit), FigureText.Cell(table.Value(i.Code, question.AreaId, question.Period.Before)),
            FigureText.Cell(table.Value(i.Code, question.AreaId, question.Period.YearBefore)), t[$"reports.origin.{i.Origin.Word()}"], t.Of(i.Definition),
        ]), ct, DefinitionSheet.Of(catalogue.Of(question.Period.Year), question, table.TreeOf(question.Period), t), Paper(t["reports.indicators"], question, http));
    }

    private static async Task<FileStreamHttpResult> IndicatorSheetAsync(
        string code, Guid? area, string? period, string? boundaries, string? format, HttpContext http, IndicatorView view, IndicatorCatalogue catalogue, TargetBook targets,
        CurrentArea place, CancellationToken ct)
    {
        var t = http.Texts();
        var question = view.Ask(area ?? place.Unit?.AreaId ?? throw new Refusal(Problems.NotFound), period, boundaries);
        var indicator = catalogue.Find(code, question.Period.Year) ?? throw new Refusal(Problems.NotFound);
        var table = view.Read(question);
        string[] columns = [t["reports.place"], t["reports.unit"], t["reports.value"], t["reports.target"], t["reports.numerator"], t["reports.denominator"], t["reports.before"]];
        return await SheetDownload.OfAsync(format, $"{code}-{question.Period.Code}", columns, IndicatorView.Ranked(indicator, question, table, view.Sees).Select(r => (object?[])
            [
                r.Place, AreaNames.WithKind(r.Unit), FigureText.Cell(r.Value), FigureText.Cell(targets.Find(code, r.Unit.AreaId, question.Period.Code)?.Value, indicator), r.Value?.Above,
                r.Value?.Below, FigureText.Cell(table.Value(code, r.Unit.AreaId, question.Period.Before)),
            ]),
            ct, DefinitionSheet.Of([indicator], question, table.TreeOf(question.Period), t), Paper(t.Of(indicator.Name), question, http));
    }

    /// <summary>The table of units side by side as its page shows it: the same columns, order and ranks, and the whole below.</summary>
    private static async Task<FileStreamHttpResult> CompareSheetAsync(
        Guid? area, string? period, string? boundaries, string? sort, string? dir, string? format, HttpContext http, IndicatorView view, IndicatorCatalogue catalogue, CurrentArea place, CancellationToken ct)
    {
        var t = http.Texts();
        var question = view.Ask(area ?? place.Unit?.AreaId ?? throw new Refusal(Problems.NotFound), period, boundaries);
        var table = view.Read(question);
        var compared = CompareTable.Of(catalogue, question, table, [.. http.Request.Query["code"].OfType<string>()],
            [.. CompareTable.UnitsIn(http.Request.Query, question, table, view.Sees).Take(CompareTable.MostUnits)], sort, dir, view.Sees);
        List<string> columns = [t["reports.unit"]];
        columns.AddRange(compared.Indicators.SelectMany(i => new[] { $"{t.Of(i.Name)} ({t.Of(i.Unit)})", $"{t["reports.place"]}: {t.Of(i.Name)}" }));
        var rows = compared.Rows.Select(r => (object?[])[AreaNames.WithKind(r.Unit), .. r.Cells.SelectMany(c => new[] { FigureText.Cell(c.Value), c.Place })])
            .Append([t["reports.compare.whole"], .. compared.Whole.SelectMany(w => new[] { FigureText.Cell(w), null })]);
        return await SheetDownload.OfAsync(format, $"so-sanh-{question.Period.Code}", columns, rows, ct, DefinitionSheet.Of(compared.Indicators, question, table.TreeOf(question.Period), t),
            Paper(t["reports.compare"], question, http));
    }

    private static async Task<FileStreamHttpResult> ProfileSheetAsync(Guid id, string? period, string? boundaries, string? format, HttpContext http, AreaProfiles profiles, CancellationToken ct)
    {
        var t = http.Texts();
        var profile = await profiles.OfAsync(id, period, boundaries, ct);
        string[] columns = [t["reports.code"], t["reports.figure"], t["reports.value"], t["reports.unit-of"], t["reports.before"], t["reports.year-before"], t["reports.target"], t["reports.place"], t["reports.profile.of"]];
        return await SheetDownload.OfAsync(format, $"ho-so-{profile.Unit.Code ?? "don-vi"}-{profile.Question.Period.Code}", columns, profile.Figures.Select(f => (object?[])
        [
            f.Now.Indicator.Code, t.Of(f.Now.Indicator.Name), FigureText.Cell(f.Now), t.Of(f.Now.Indicator.Unit), FigureText.Cell(f.Before), FigureText.Cell(f.YearBefore),
            FigureText.Cell(f.Target?.Value, f.Now.Indicator), f.Place, f.Place is null ? null : f.Of,
        ]), ct, DefinitionSheet.Of(profile.Figures.Select(f => f.Now.Indicator), profile.Question, profile.Tree, t), Paper(t["reports.profile.sheet"], profile.Question, http));
    }

    private static SheetPaper Paper(string title, IndicatorQuestion question, HttpContext http) => http.Paper(title, question.AreaId, question.Period.FullName(http.Texts()));
}
