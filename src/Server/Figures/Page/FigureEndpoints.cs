using System.ComponentModel;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Figures.Proof;
using TungNgo.Live;
using TungNgo.Web;

namespace TungNgo.Figures.Page;

internal static class FigureEndpoints
{
    private const string Trees = "then (units as they were on the date; the default), today, or a day yyyy-MM-dd whose units are meant";
    private const string Dates = "yyyy-MM-dd; today when left out";

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        var figures = routes.MapGroup("/api/figures").WithTags("figures").WithMetadata(new NeedsAttribute(Permission.ViewFigures));
        figures.MapGet("/definitions", Definitions).WithSummary("Every figure with its name and definition in the reader's language.");
        figures.MapGet("/{areaId:guid}", Of).WithSummary("All figures of a unit, summed now from its hamlets.");
        figures.MapGet("/{areaId:guid}/children", Children).WithSummary("The same figures for the units one step down.");
        figures.MapGet("/{areaId:guid}/series", Series).WithSummary("One figure day by day over the period.");
        figures.MapGet("/{areaId:guid}/events", (Guid areaId, FigureStore store, ITeamCounts teams, LiveStream live, HttpContext http) =>
                live.RunAsync(http, FigureLive.Of(areaId, store, teams)))
            .WithSummary("Server-sent events: a line whenever figures of the unit have changed.");
        routes.MapGet("/figures/{areaId:guid}/table.{format:regex(^(xlsx|csv)$)}", FigureSheet.Table).WithMetadata(new NeedsAttribute(Permission.ViewFigures)).ExcludeFromDescription();
        routes.MapGet("/figures/{areaId:guid}/figures.{format:regex(^(xlsx|csv)$)}", FigureSheet.Figures).WithMetadata(new NeedsAttribute(Permission.ViewFigures)).ExcludeFromDescription();
    }

    private static IEnumerable<FigureDefinition> Definitions(FigureList list, HttpContext http)
    {
        var t = http.Texts();
        return list.All.Select(f => new FigureDefinition(f.Code, f.Group.Word(), f.Unit.Word(), f.Flow, f.Name(t), f.Definition(t)));
    }

    private static FiguresAnswer Of(
        Guid areaId, [Description(Dates)] DateOnly? date, DateOnly? from, DateOnly? to, [Description(Trees)] string? boundaries, FigureReader reader, FigureList list, FigureChecks checks)
    {
        var view = reader.Ask(areaId, date, from, to, boundaries);
        var unit = view.Unit(areaId);
        return new FiguresAnswer(
            Area(view, view.Area), view.Question.Date, view.Question.From, view.Question.To, view.Question.BoundariesWord, view.Tree.Day, view.Image.Number,
            checks.Last is { } last ? new FigureChecked(last.At, last.Cells, last.Differences) : null, Values(view, list.All, unit),
            [.. list.Services.Select(s => view.Stages(s, unit)).Where(s => !s.Undetermined).Select(s => new FigureStages(s.Service.Code, s.Known, s.Stages[0], s.Stages[1], s.Stages[2], s.Stages[3]))]);
    }

    private static FigureChildrenAnswer Children(
        Guid areaId, [Description(Dates)] DateOnly? date, DateOnly? from, DateOnly? to, [Description(Trees)] string? boundaries, FigureReader reader, FigureList list)
    {
        var view = reader.Ask(areaId, date, from, to, boundaries);
        return new FigureChildrenAnswer(
            Area(view, view.Area), view.Question.Date, view.Question.From, view.Question.To, view.Question.BoundariesWord, view.Tree.Day, view.Image.Number,
            [.. view.Children().Select(c => new FigureChild(Area(view, c.Area), Values(view, list.All, c)))], Values(view, list.All, view.Unit(areaId)));
    }

    private static FigureSeriesAnswer Series(
        Guid areaId, string indicator, [Description(Dates)] DateOnly? date, DateOnly? from, DateOnly? to, [Description(Trees)] string? boundaries, FigureReader reader, FigureList list)
    {
        var view = reader.Ask(areaId, date, from, to, boundaries);
        var figure = list.Find(indicator) is { OfTeams: false } known ? known : throw new Refusal(Problems.FigureUnknown, indicator);
        var (unit, question) = (view.Unit(areaId), view.Question);
        var values = view.Series(figure, unit);
        return new FigureSeriesAnswer(Area(view, view.Area), figure.Code, view.Image.Number, [.. values.Select((v, i) => new FigurePoint(question.From.AddDays(i), v))]);
    }

    private static FigureValue[] Values(FigureView view, IReadOnlyList<Figure> figures, FigureUnitView unit)
    {
        var values = new FigureValue[figures.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var sum = view.Sum(figures[i], unit);
            values[i] = new FigureValue(figures[i].Code, sum.Value, sum.Numerator, sum.Denominator, sum.Reporting, sum.Of, sum.Undetermined);
        }

        return values;
    }

    private static FigureArea Area(FigureView view, AreaVersion area) => new(
        area.AreaId, AreaNames.WithKind(area), area.ParentId is { } parent && view.Tree.Find(parent) is { } above ? AreaNames.WithKind(above) : null, area.Tier.Word());
}
