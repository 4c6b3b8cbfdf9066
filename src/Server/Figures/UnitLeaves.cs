using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Figures;

/// <summary>
/// A unit's leaves through time on one tree, and its sums over them. A sum is null where hamlets hold something that lies partly in the unit: on
/// boundaries on which a figure cannot be told, none is told. The unit above that holds all of them answers exactly.
/// </summary>
internal sealed class UnitLeaves
{
    private readonly (int From, Leaves Leaves)[] spans;

    public UnitLeaves(LeafIndex index, DayTree tree, Guid areaId) => spans =
        [(int.MinValue, index.Of(tree, areaId)), .. tree.Turns.Select(t => (t.Number(), index.Of(tree, areaId, t)))];

    public Leaves At(int day) => spans[^1].From <= day ? spans[^1].Leaves : spans.Last(s => s.From <= day).Leaves;

    public long? UpTo(Column column, int day) => At(day) is var leaves && Torn(leaves.Unsure is { } unsure ? column.UpTo(day, unsure) : 0) ? null : column.UpTo(day, leaves);

    public long? Between(Column column, int from, int to)
    {
        var sum = 0L;
        foreach (var (first, last, leaves) in Within(from, to))
        {
            if (Torn(leaves.Unsure is { } unsure ? column.Between(first, last, unsure) : 0))
            {
                return null;
            }

            sum += column.Between(first, last, leaves);
        }

        return sum;
    }

    /// <summary>What happened on each day of a period.</summary>
    public long?[] PerDay(Column column, int from, int to)
    {
        var sums = new long?[Math.Max(0, to - from + 1)];
        foreach (var (first, last, leaves) in Within(from, to))
        {
            Put(sums, first - from, column.PerDay(first, last, leaves), leaves.Unsure is { } unsure ? column.PerDay(first, last, unsure) : null);
        }

        return sums;
    }

    /// <summary>The stock on each of the given days, which must ascend.</summary>
    public long?[] On(Column column, ReadOnlySpan<int> days)
    {
        var stocks = new long?[days.Length];
        for (var start = 0; start < days.Length;)
        {
            var end = start + 1;
            for (var leaves = At(days[start]); end < days.Length && At(days[end]) == leaves; end++)
            {
            }

            var at = At(days[start]);
            Put(stocks, start, column.On(days[start..end], at), at.Unsure is { } unsure ? column.On(days[start..end], unsure) : null);
            start = end;
        }

        return stocks;
    }

    private static void Put(long?[] into, int at, long[] sums, long[]? unsure)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            into[at + i] = unsure is not null && Torn(unsure[i]) ? null : sums[i];
        }
    }

    /// <summary>Counts are never below nothing: a sum of nothing is nothing in each part.</summary>
    private static bool Torn(long unsure) => unsure != 0;

    /// <summary>The parts of a period in each of which its leaves stay the same.</summary>
    public IEnumerable<(int From, int To, Leaves Leaves)> Within(int from, int to)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            var (first, last) = (Math.Max(from, spans[i].From), i + 1 < spans.Length ? Math.Min(to, spans[i + 1].From - 1) : to);
            if (first <= last)
            {
                yield return (first, last, spans[i].Leaves);
            }
        }
    }
}
