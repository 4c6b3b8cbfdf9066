using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Areas;
using TungNgo.Teams.Members;

namespace TungNgo.Households.Pages;

/// <summary>How lines of the register follow each other: by a column as Vietnamese sort, or by hamlets; then always by hamlet and name.</summary>
/// <param name="Column">Null: by hamlets.</param>
internal sealed partial record RegisterOrder(RegisterColumn? Column, bool Descending)
{
    public static readonly RegisterOrder ByHamlet = new(null, false);

    public static RegisterOrder From(IQueryCollection query) =>
        RegisterColumn.All.FirstOrDefault(c => c.Code == query["sort"]) is { } column ? new(column, query["dir"] == "desc") : ByHamlet;

    /// <summary>What is unknown stands last, whichever way the column is sorted.</summary>
    public List<RegisterRow> Sort(IReadOnlyCollection<RegisterRow> rows, RegisterLook look)
    {
        var hamlets = Ranks(look.Areas.Today, rows.Select(r => r.HamletId).Distinct());
        var sorted = Column switch
        {
            null => rows.OrderBy(r => hamlets[r.HamletId]),
            { Code: RegisterColumn.Hamlet } => By(rows, r => hamlets[r.HamletId], Comparer<int>.Default),
            _ when Column == RegisterColumn.Head => By(rows, r => PersonNames.KeyOf(r.Head), PersonNames.KeyOrder),
            { } column => By(rows.OrderBy(r => column.Cell(r, look) is null), r => Key(column.Cell(r, look)), Cells),
        };
        return [.. sorted.ThenBy(r => hamlets[r.HamletId]).ThenBy(r => PersonNames.KeyOf(r.Head), PersonNames.KeyOrder).ThenBy(r => r.Id)];
    }

    /// <summary>Places of hamlets in the order of their names.</summary>
    public static Dictionary<Guid, int> Ranks(DayTree tree, IEnumerable<Guid> hamlets) =>
        hamlets.OrderBy(h => NaturalKey(tree.Find(h)?.Name ?? ""), Texts).ThenBy(h => h).Select((id, place) => (id, place)).ToDictionary(h => h.id, h => h.place);

    private static readonly IComparer<SortKey> Texts = Comparer<SortKey>.Create(SortKey.Compare);

    private static readonly IComparer<object?> Cells = Comparer<object?>.Create((a, b) => (a, b) switch
    {
        (SortKey x, SortKey y) => SortKey.Compare(x, y),
        (IComparable x, not null) => x.CompareTo(b),
        _ => 0,
    });

    private IOrderedEnumerable<RegisterRow> By<TKey>(IEnumerable<RegisterRow> rows, Func<RegisterRow, TKey> key, IComparer<TKey> order) => (rows, Descending) switch
    {
        (IOrderedEnumerable<RegisterRow> known, false) => known.ThenBy(key, order),
        (IOrderedEnumerable<RegisterRow> known, true) => known.ThenByDescending(key, order),
        (_, false) => rows.OrderBy(key, order),
        _ => rows.OrderByDescending(key, order),
    };

    private static object? Key(object? cell) => cell is string text ? NaturalKey(text) : cell;

    /// <summary>"Tổ 2" before "Tổ 10": numbers inside a text stand by what they are worth.</summary>
    private static SortKey NaturalKey(string text) => PersonNames.TextKey(Number().Replace(text, m => m.Value.PadLeft(9, '0')));

    [GeneratedRegex(@"\d{1,8}")]
    private static partial Regex Number();
}
