using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Figures.Page;

/// <summary>The tables of a figures page as sheets: the same rows, columns and order as on the screen.</summary>
internal static class FigureSheet
{
    public static Task<FileStreamHttpResult> Table(
        Guid areaId, string format, string? date, string? from, string? to, string? boundaries, string? indicator, string? sort, string? dir,
        HttpContext http, FigureReader reader, FigureList list, CancellationToken ct)
    {
        var t = http.Texts();
        var view = reader.Ask(areaId, Formats.DayTyped(date), Formats.DayTyped(from), Formats.DayTyped(to), boundaries);
        var table = ChildTable.Of(view, list, indicator, sort, dir);
        string[] columns = [t["figures.unit"], t["figures.reporting"], .. table.Figures.Select(f => f.IsShare ? $"{f.Name(t)} (%)" : f.Name(t))];
        var rows = table.Rows.Append(table.Total).Select(r => (object?[])
        [
            r == table.Total ? t["figures.total"] : AreaNames.WithKind(r.Unit.Area), $"{r.Unit.Reporting}/{r.Unit.Leaves.Count}", .. table.Figures.Zip(r.Sums, Cell),
        ]);
        return SheetDownload.OfAsync(format, $"so-lieu-{view.Question.Date:yyyy-MM-dd}", columns, rows, ct, paper: Paper(t["figures.sheet.table"], areaId, view, http, t));
    }

    public static Task<FileStreamHttpResult> Figures(
        Guid areaId, string format, string? date, string? from, string? to, string? boundaries, HttpContext http, FigureReader reader, FigureList list, CancellationToken ct)
    {
        var t = http.Texts();
        var view = reader.Ask(areaId, Formats.DayTyped(date), Formats.DayTyped(from), Formats.DayTyped(to), boundaries);
        var unit = view.Unit(areaId);
        string[] columns = [t["figures.figure"], t["figures.value"], t["figures.numerator"], t["figures.denominator"], t["figures.reporting"], t["figures.definition"]];
        var rows = list.All.Select(f => (Figure: f, Sum: view.Sum(f, unit))).Select(p => (object?[])
        [
            p.Figure.IsShare ? $"{p.Figure.Name(t)} (%)" : p.Figure.Name(t), Cell(p.Figure, p.Sum), p.Sum.Numerator, p.Sum.Denominator, $"{p.Sum.Reporting}/{p.Sum.Of}", p.Figure.Definition(t),
        ]);
        return SheetDownload.OfAsync(format, $"tat-ca-so-lieu-{view.Question.Date:yyyy-MM-dd}", columns, rows, ct, paper: Paper(t["figures.sheet.all"], areaId, view, http, t));
    }

    private static SheetPaper Paper(string title, Guid areaId, FigureView view, HttpContext http, Texts t) =>
        http.Paper(title, areaId, OfficePapers.Days(view.Question.From, view.Question.Date, t), t);

    /// <summary>Shares as per cent with the one decimal that the page shows; what is missing is an empty cell, not zero.</summary>
    private static object? Cell(Figure figure, FigureSum sum) => sum.Value is not { } value ? null : figure.IsShare ? Math.Round(value * 100, 1) : (long)value;
}
