namespace TungNgo.Figures;

/// <summary>
/// One indicator of all leaves, never changed once made: the sum of all days as one dense line, and the days it is made of. A stock
/// on a date is the dense line less what came later, so today's figures touch no day at all.
/// </summary>
internal sealed class Column
{
    public static readonly Column Empty = new([], []);
    private const int MostKnown = 64;
    private readonly int[] totals;
    private readonly DayRow[] days;
    private volatile Line[] known = [];

    public Column(int[] totals, DayRow[] days)
    {
        this.totals = totals;
        this.days = days;
    }

    /// <summary>Days on which anything changed, oldest first.</summary>
    public IReadOnlyList<DayRow> Days => days;

    public long UpTo(int day, Leaves leaves)
    {
        var sum = 0L;
        foreach (var (from, to) in leaves.Runs)
        {
            if (from < totals.Length)
            {
                sum += Sums.Of(totals.AsSpan(from, Math.Min(to, totals.Length) - from));
            }
        }

        for (var i = days.Length - 1; i >= 0 && days[i].Day > day; i--)
        {
            sum -= days[i].Sum(leaves);
        }

        return sum;
    }

    public long Between(int from, int to, Leaves leaves)
    {
        var sum = 0L;
        for (var i = FirstFrom(from); i < days.Length && days[i].Day <= to; i++)
        {
            sum += days[i].Sum(leaves);
        }

        return sum;
    }

    /// <summary>The stock of every leaf on a day, by places: what sums of many units share.</summary>
    public ReadOnlySpan<int> StockOn(int day) => days.Length == 0 || days[^1].Day <= day ? totals : LineOf(int.MinValue, day);

    /// <summary>What happened in every leaf in a period, by places.</summary>
    public ReadOnlySpan<int> FlowOf(int from, int to) => LineOf(from, to);

    /// <summary>What happened on each day of a period; the array's first element is <paramref name="from"/>.</summary>
    public long[] PerDay(int from, int to, Leaves leaves)
    {
        var sums = new long[Math.Max(0, to - from + 1)];
        for (var i = FirstFrom(from); i < days.Length && days[i].Day <= to; i++)
        {
            sums[days[i].Day - from] = days[i].Sum(leaves);
        }

        return sums;
    }

    /// <summary>Which places had anything in a period.</summary>
    public bool[] Touched(int from, int to, int leaves)
    {
        var touched = new bool[leaves];
        for (var i = FirstFrom(from); i < days.Length && days[i].Day <= to; i++)
        {
            days[i].Mark(touched);
        }

        return touched;
    }

    /// <summary>The stock on each of the given days, which must ascend.</summary>
    public long[] On(ReadOnlySpan<int> dates, Leaves leaves)
    {
        var stocks = new long[dates.Length];
        if (dates.Length == 0)
        {
            return stocks;
        }

        var sum = UpTo(dates[^1], leaves);
        var i = days.Length - 1;
        for (var d = dates.Length - 1; d >= 0; d--)
        {
            for (; i >= 0 && days[i].Day > dates[d]; i--)
            {
                sum -= days[i].Day <= dates[^1] ? days[i].Sum(leaves) : 0;
            }

            stocks[d] = sum;
        }

        return stocks;
    }

    /// <summary>A new column with these changes; <paramref name="leaves"/> is the number of places that exist now.</summary>
    public Column With(IEnumerable<(int Place, int Day, int Delta)> changes, int leaves)
    {
        var newTotals = new int[leaves];
        totals.CopyTo(newTotals, 0);
        var newDays = days.ToList();
        foreach (var day in changes.GroupBy(c => c.Day))
        {
            foreach (var change in day)
            {
                newTotals[change.Place] += change.Delta;
            }

            var at = newDays.BinarySearch(new DayRow(day.Key, [], []), DayRow.ByDay);
            var row = (at >= 0 ? newDays[at] : new DayRow(day.Key, [], [])).With(day.Select(c => (c.Place, c.Delta)));
            if (at >= 0)
            {
                newDays[at] = row;
            }
            else
            {
                newDays.Insert(~at, row);
            }
        }

        return new Column(newTotals, [.. newDays]);
    }

    /// <summary>The line of some days; a stock's begin with the first. Kept, since this column never changes: the next change makes another one.</summary>
    private int[] LineOf(int from, int to)
    {
        var lines = known;
        foreach (var line in lines)
        {
            if (line.From == from && line.To == to)
            {
                return line.Leaves;
            }
        }

        var found = from == int.MinValue ? Stock(to, lines) : Flow(from, to);
        // Two readers at once may each lose the other's: then it is reckoned once more.
        known = [new(from, to, found), .. lines.Take(MostKnown - 1)];
        return found;
    }

    /// <summary>The stock of the nearest later day that is known, less what came between.</summary>
    private int[] Stock(int day, Line[] lines)
    {
        var later = lines.Where(l => l.From == int.MinValue && l.To > day).MinBy(l => l.To) ?? new(int.MinValue, int.MaxValue, totals);
        int[] stock = [.. later.Leaves];
        for (var i = FirstFrom(day + 1); i < days.Length && days[i].Day <= later.To; i++)
        {
            days[i].AddTo(stock, -1);
        }

        return stock;
    }

    private int[] Flow(int from, int to)
    {
        var flow = new int[totals.Length];
        for (var i = FirstFrom(from); i < days.Length && days[i].Day <= to; i++)
        {
            days[i].AddTo(flow, 1);
        }

        return flow;
    }

    private int FirstFrom(int day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed record Line(int From, int To, int[] Leaves);
}

/// <summary>What changed on one day: places in order, and by how much.</summary>
internal sealed class DayRow(int day, ushort[] places, int[] values)
{
    public static readonly IComparer<DayRow> ByDay = Comparer<DayRow>.Create((a, b) => a.Day.CompareTo(b.Day));

    public int Day => day;

    public long Sum(Leaves leaves)
    {
        var sum = 0L;
        foreach (var (from, to) in leaves.Runs)
        {
            var first = Lower(from);
            var last = to > ushort.MaxValue ? places.Length : Lower(to);
            sum += last > first ? Sums.Of(values.AsSpan(first, last - first)) : 0;
        }

        return sum;
    }

    public void AddTo(int[] leaves, int sign)
    {
        for (var i = 0; i < places.Length; i++)
        {
            leaves[places[i]] += sign * values[i];
        }
    }

    public void Mark(bool[] touched)
    {
        for (var i = 0; i < places.Length; i++)
        {
            touched[places[i]] |= values[i] > 0;
        }
    }

    /// <summary>A copy with these changes; a push touches a place or two of a line of hundreds, so places are found, not sorted anew.</summary>
    public DayRow With(IEnumerable<(int Place, int Delta)> changes)
    {
        var newPlaces = places.ToList();
        var newValues = values.ToList();
        foreach (var (place, delta) in changes)
        {
            var at = newPlaces.BinarySearch(checked((ushort)place));
            if (at >= 0)
            {
                newValues[at] += delta;
            }
            else
            {
                newPlaces.Insert(~at, (ushort)place);
                newValues.Insert(~at, delta);
            }
        }

        return new DayRow(day, [.. newPlaces], [.. newValues]);
    }

    private int Lower(int place)
    {
        if (place <= 0)
        {
            return 0;
        }

        var at = Array.BinarySearch(places, checked((ushort)place));
        return at >= 0 ? at : ~at;
    }
}

internal static class Sums
{
    /// <summary>Sums of one province fit an int by far; across a run they are added as such, by the processor's wide registers.</summary>
    public static long Of(ReadOnlySpan<int> values)
    {
        var wide = System.Numerics.Vector<int>.Zero;
        var width = System.Numerics.Vector<int>.Count;
        var i = 0;
        for (; i <= values.Length - width; i += width)
        {
            wide += new System.Numerics.Vector<int>(values[i..]);
        }

        var sum = (long)System.Numerics.Vector.Sum(wide);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
