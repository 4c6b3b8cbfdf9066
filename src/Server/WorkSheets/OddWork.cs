using TungNgo.Data;

namespace TungNgo.WorkSheets;

public enum OddKind { ManyInAnHour = 0, AtNight = 1, Elsewhere = 2, AllMet = 3 }

/// <summary>Something unusual in a member's month. It says what the records show, and no more: there are good reasons for most of it.</summary>
/// <param name="From">Of an hour: its first and last visit.</param>
internal sealed record OddMark(OddKind Kind, int Count, DateTime? From = null, DateTime? To = null);

/// <summary>Looks through a member's month for what somebody who knows the hamlet should look at.</summary>
internal static class OddWork
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="served">Hamlets of the team.</param>
    public static IReadOnlyList<OddMark> In(IEnumerable<WorkFact> work, WorkLimits limits, IReadOnlySet<Guid> served)
    {
        var visits = work.Where(f => f.Kind == WorkKind.Visit).OrderBy(f => f.At).ToList();
        var marks = visits.GroupBy(v => v.Day).Select(day => Fullest([.. day.Select(v => v.At)])).Where(h => h.Count > limits.PerHour).ToList();
        if (visits.Count(v => IsNight(LegalDay.ToLocal(v.At).Hour, limits)) is > 0 and var late)
        {
            marks.Add(new(OddKind.AtNight, late));
        }

        if (visits.Count(v => v.HamletId is { } hamlet && !served.Contains(hamlet)) is > 0 and var away)
        {
            marks.Add(new(OddKind.Elsewhere, away));
        }

        if (visits.Count >= limits.AllMetFrom && visits.TrueForAll(v => v.Met))
        {
            marks.Add(new(OddKind.AllMet, visits.Count));
        }

        return marks;
    }

    /// <summary>Night may go over midnight; equal hours are no night at all.</summary>
    internal static bool IsNight(int hour, WorkLimits limits) => limits.NightFrom <= limits.NightTo
        ? hour >= limits.NightFrom && hour < limits.NightTo
        : hour >= limits.NightFrom || hour < limits.NightTo;

    /// <summary>The hour of a day with the most visits in it.</summary>
    private static OddMark Fullest(List<DateTime> times)
    {
        var (best, first) = (new OddMark(OddKind.ManyInAnHour, 0), 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] >= Hour)
            {
                first++;
            }

            if (last - first + 1 > best.Count)
            {
                best = new(OddKind.ManyInAnHour, last - first + 1, times[first], times[last]);
            }
        }

        return best;
    }
}
