using TungNgo.Areas;

namespace TungNgo.Figures;

/// <summary>All cells as of one change number. Never changed: a reader keeps the image it took, and writers publish the next.</summary>
internal sealed class FigureImage(long number, DateTime at, LeafIndex index, Column?[] columns, int[] firstDays, long[] changed)
{
    public static readonly FigureImage Empty = new(0, DateTime.UnixEpoch, new LeafIndex([]), [], [], []);

    /// <summary>The last change that is in the figures.</summary>
    public long Number => number;

    /// <summary>When that change was made.</summary>
    public DateTime At => at;

    public LeafIndex Index => index;

    public Column ColumnOf(int indicator) => SlotOf(indicator) is var slot && slot < columns.Length ? columns[slot] ?? Column.Empty : Column.Empty;

    public Leaves LeavesOf(DayTree tree, Guid areaId) => index.Of(tree, areaId);

    /// <summary>From how many hamlets anything is known by a day; the others are missing, not zero.</summary>
    public int ReportingOn(int day, Leaves leaves)
    {
        var count = 0;
        if (leaves.Heard is { } heard)
        {
            return heard.Count(places => Array.Exists(places, p => p < firstDays.Length && firstDays[p] <= day));
        }

        foreach (var (from, to) in leaves.Runs)
        {
            for (var i = from; i < Math.Min(to, firstDays.Length); i++)
            {
                count += firstDays[i] <= day ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The newest change that touched any of these leaves.</summary>
    public long LastChangeOf(Leaves leaves)
    {
        var last = leaves.Unsure is { } unsure ? LastChangeOf(unsure) : 0;
        foreach (var (from, to) in leaves.Runs)
        {
            for (var i = from; i < Math.Min(to, changed.Length); i++)
            {
                last = Math.Max(last, changed[i]);
            }
        }

        return last;
    }

    /// <summary>The image after these changes.</summary>
    public FigureImage With(long newNumber, DateTime newAt, IReadOnlyList<CellChange> changes)
    {
        var newIndex = changes.Any(c => !index.TryFind(c.Leaf, out _)) ? index.With(changes.Select(c => c.Leaf)) : index;
        var newColumns = columns;
        Array.Resize(ref newColumns, Math.Max(columns.Length, changes.Count == 0 ? 0 : changes.Max(c => SlotOf(c.Indicator)) + 1));
        newColumns = ReferenceEquals(newColumns, columns) ? [.. columns] : newColumns;
        var newFirst = Enumerable.Repeat(int.MaxValue, newIndex.Count).ToArray();
        firstDays.CopyTo(newFirst, 0);
        var newChanged = new long[newIndex.Count];
        changed.CopyTo(newChanged, 0);

        foreach (var column in changes.GroupBy(c => SlotOf(c.Indicator)))
        {
            var placed = column.Select(c => (Place: newIndex.TryFind(c.Leaf, out var place) ? place : -1, c.Day, c.Delta)).ToList();
            newColumns[column.Key] = (newColumns[column.Key] ?? Column.Empty).With(placed, newIndex.Count);
            foreach (var (place, day, _) in placed)
            {
                newFirst[place] = Math.Min(newFirst[place], day);
                newChanged[place] = newNumber;
            }
        }

        return new FigureImage(newNumber, newAt, newIndex, newColumns, newFirst, newChanged);
    }

    /// <summary>The stages of services are numbered from 1000 on: the columns close that gap.</summary>
    private static int SlotOf(int indicator) => indicator < 1000 ? indicator : indicator - 900;
}

/// <summary>One change of one cell.</summary>
internal readonly record struct CellChange(Guid Leaf, int Indicator, int Day, int Delta);
