using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Figures.Page;

/// <summary>What one request for a figures page shows; its parts inject it and read the same view.</summary>
internal sealed class FigurePage(FigureReader reader, FigureList list, AreaTree areas, FigureMemory memory, TimeProvider clock)
{
    private const int MostVintages = 12;
    private HashSet<string> sharing = [];

    public FigureView View { get; private set; } = null!;
    public FigureUnitView Unit { get; private set; } = null!;

    /// <summary>From what it was reckoned.</summary>
    public FigureState State { get; private set; } = null!;
    public ChildTable Table { get; private set; } = null!;

    public FigureQuestion Question => View.Question;
    public Figure Selected => Table.Selected;
    public FigureList List => list;

    /// <summary>Whether a figure of the page cannot be told on these boundaries, so that the page must say why it is missing.</summary>
    public bool HasUntold => Table.Rows.Append(Table.Total).Any(r => r.Sums.Any(s => s.Undetermined));

    /// <summary>Boundaries to choose from: the last day before each change of the map and the first after it, newest first, with the one that was asked for.</summary>
    public IReadOnlyList<DateOnly> Vintages => [.. areas.Vintages.Where(v => v.Year >= 2000 && v <= clock.Today()).Take(MostVintages).SelectMany(v => new[] { v, v.AddDays(-1) })
        .Concat(Question.Vintage is { } asked ? [asked] : []).Distinct().OrderDescending()];

    /// <summary>Whether the unit is shown on another day's tree than was wished, because it did not exist then.</summary>
    public bool IsOnOtherTree => View.Tree.Day != Question.TreeDay(clock.Today());

    public void Open(Guid areaId, DateOnly? date, DateOnly? from, string? boundaries, string? indicator, string? sort, string? dir)
    {
        State = memory.Now;
        View = reader.Ask(areaId, date, from, null, boundaries);
        Unit = View.Unit(areaId);
        Table = ChildTable.Of(View, list, indicator, sort, dir);
        sharing = Table.Rows.GroupBy(r => AreaNames.WithKind(r.Unit.Area)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
    }

    /// <summary>Units above that the caller may see, the topmost first.</summary>
    public IEnumerable<AreaVersion> Above => View.Tree.LineOf(Question.AreaId).Skip(1).Where(u => reader.MayRead(u.AreaId)).Reverse();

    /// <summary>Name that no other unit of the table has: two hamlets of one name get their number or parent.</summary>
    public string NameOf(AreaVersion unit)
    {
        var name = AreaNames.WithKind(unit);
        return !sharing.Contains(name) ? name : unit.Code is { } code ? $"{name} ({code})" : areas.VersionsOf(unit.AreaId)[0].Name is var first && first != unit.Name ? $"{name} ({first})" : name;
    }
}
