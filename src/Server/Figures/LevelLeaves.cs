using TungNgo.Areas;

namespace TungNgo.Figures;

/// <summary>
/// Some units of one tree, summed together: the cells are walked once for all of them. Each sum is what <see cref="UnitLeaves"/> says of its unit.
/// </summary>
internal sealed class LevelLeaves(LeafIndex index, DayTree tree, IReadOnlyList<Guid> units)
{
    private readonly UnitLeaves[] each = [.. units.Select(u => index.Through(tree, u))];

    public Leaves At(int unit, int day) => each[unit].At(day);

    /// <returns>By unit.</returns>
    public long?[] UpTo(Column column, int day)
    {
        if (each is [var alone])
        {
            return [alone.UpTo(column, day)];
        }

        var line = column.StockOn(day);
        var sums = new long?[each.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = each[i].At(day).Sum(line);
        }

        return sums;
    }

    /// <returns>By unit.</returns>
    public long?[] Between(Column column, int from, int to)
    {
        if (each is [var alone])
        {
            return [alone.Between(column, from, to)];
        }

        var sums = new long?[each.Length];
        Array.Fill(sums, 0);
        // All units of a tree turn on the same days.
        foreach (var (first, last, _) in each.Length == 0 ? [] : each[0].Within(from, to))
        {
            var line = column.FlowOf(first, last);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += each[i].At(first).Sum(line);
            }
        }

        return sums;
    }
}
