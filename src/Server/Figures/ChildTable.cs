namespace TungNgo.Figures;

/// <summary>A row of the table of units below: its sums in the order of the columns.</summary>
internal sealed record ChildRow(FigureUnitView Unit, FigureSum[] Sums);

/// <summary>The units below with the figures of the page, sorted as the reader asked, and their total.</summary>
internal sealed record ChildTable(IReadOnlyList<Figure> Figures, IReadOnlyList<ChildRow> Rows, ChildRow Total, Figure Selected)
{
    private static readonly string[] Always = ["households", "people", "met-share", "visits", "teams"];

    /// <summary>What the map shows when nothing was chosen.</summary>
    public const string Usual = "met-share";

    /// <param name="sort">A figure's code; the order of names when it is none.</param>
    /// <param name="dir">"desc": the largest first.</param>
    public static ChildTable Of(FigureView view, FigureList list, string? indicator, string? sort, string? dir)
    {
        var selected = list.Find(indicator) ?? list.Find(Usual)!;
        var figures = Always.Select(c => list.Find(c)!).Where(f => f != selected).Prepend(selected).ToList();
        var rows = view.Children().Select(c => Row(view, figures, c)).ToList();
        var by = figures.FindIndex(f => f.Code == sort);
        if (by >= 0)
        {
            // What is missing stands last whichever way is sorted: it is neither the least nor the most.
            var known = rows.Where(r => r.Sums[by].Value is not null);
            var ordered = dir == "desc" ? known.OrderByDescending(r => r.Sums[by].Value) : known.OrderBy(r => r.Sums[by].Value);
            rows = [.. ordered, .. rows.Where(r => r.Sums[by].Value is null)];
        }

        return new ChildTable(figures, rows, Row(view, figures, view.Unit(view.Question.AreaId)), selected);
    }

    private static ChildRow Row(FigureView view, List<Figure> figures, FigureUnitView unit) => new(unit, [.. figures.Select(f => view.Sum(f, unit))]);
}
