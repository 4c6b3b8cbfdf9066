using TungNgo.Data;

namespace TungNgo.Households;

/// <summary>What one field was at each time, from its edits. The instant counts for what happened at a door, the day for figures.</summary>
internal sealed class FieldPast
{
    private readonly string? first;
    private readonly List<FieldEdit> edits;

    /// <param name="edits">Those of one field of one household or person.</param>
    /// <param name="now">What the field is; its past when it was never edited.</param>
    public FieldPast(IEnumerable<FieldEdit> edits, string? now)
    {
        this.edits = [.. edits.OrderBy(e => e.At).ThenBy(e => e.Number)];
        first = this.edits.Count > 0 ? this.edits[0].Before : now;
    }

    public FieldEdit? Newest => edits.Count > 0 ? edits[^1] : null;

    public string? At(DateTime instant) => edits.FindLast(e => e.At <= instant) is { } edit ? edit.After : first;

    /// <summary>The value of each day from the day on which it began; the first began before all days.</summary>
    public IEnumerable<(int From, string? Value)> Days()
    {
        var (from, value) = (int.MinValue, first);
        foreach (var edit in edits)
        {
            var day = LegalDay.Of(edit.At).Number();
            if (day > from)
            {
                yield return (from, value);
                from = day;
            }

            value = edit.After;
        }

        yield return (from, value);
    }

    /// <summary>The spans of days in which the value was such a one; an end is the first day on which it was no longer.</summary>
    public List<DaySpan> When(Func<string?, bool> such)
    {
        var spans = new List<DaySpan>();
        DaySpan? open = null;
        foreach (var (from, value) in Days())
        {
            if (such(value) == open is not null)
            {
                continue;
            }

            if (open is { } span)
            {
                spans.Add(span with { To = from });
                open = null;
            }
            else
            {
                open = new DaySpan(from, int.MaxValue);
            }
        }

        if (open is { } last)
        {
            spans.Add(last);
        }

        return spans;
    }
}
