namespace TungNgo.Households;

/// <summary>Days from <paramref name="From"/> up to, without, <paramref name="To"/>; the extremes are for ever.</summary>
internal readonly record struct DaySpan(int From, int To)
{
    public static readonly DaySpan Ever = new(int.MinValue, int.MaxValue);

    public DaySpan Within(DaySpan other) => new(Math.Max(From, other.From), Math.Min(To, other.To));
}

/// <summary>A count through time: the days on which it changes, and by how much.</summary>
internal sealed class DaySteps
{
    private readonly List<(int Day, int Delta)> steps = [];

    public static DaySteps Ones(IEnumerable<DaySpan> spans)
    {
        var ones = new DaySteps();
        foreach (var span in spans.Where(s => s.From < s.To))
        {
            ones.Add(span.From, 1);
            if (span.To != int.MaxValue)
            {
                ones.Add(span.To, -1);
            }
        }

        return ones;
    }

    /// <summary>A count that is so and so high from each of these days on.</summary>
    public static DaySteps Of(IEnumerable<(int From, int Count)> counts)
    {
        var (steps, before) = (new DaySteps(), 0);
        foreach (var (from, count) in counts)
        {
            steps.Add(from, count - before);
            before = count;
        }

        return steps;
    }

    public IReadOnlyList<(int Day, int Delta)> Steps => steps;

    public void Add(int day, int delta)
    {
        if (delta != 0)
        {
            steps.Add((day, delta));
        }
    }

    /// <summary>The count as it is seen in a span only: what it had come to before enters on the first day, and what it has come to leaves after the last.</summary>
    public void Within(DaySpan span, DaySteps into)
    {
        if (span.From >= span.To)
        {
            return;
        }

        var (entered, reached) = (0, 0);
        foreach (var (day, delta) in steps)
        {
            if (day >= span.To)
            {
                continue;
            }

            reached += delta;
            if (day <= span.From)
            {
                entered += delta;
            }
            else
            {
                into.Add(day, delta);
            }
        }

        into.Add(span.From, entered);
        if (span.To != int.MaxValue)
        {
            into.Add(span.To, -reached);
        }
    }

    public DaySteps Within(IEnumerable<DaySpan> spans)
    {
        var seen = new DaySteps();
        foreach (var span in spans)
        {
            Within(span, seen);
        }

        return seen;
    }
}
