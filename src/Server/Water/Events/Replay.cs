using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Events;

/// <summary>A warning that would have been given.</summary>
/// <param name="Lead">From the warning to the first reading that did harm; negative when the harm was there first, null when none came while it was open.</param>
internal sealed record ReplayedWarning(DateTime Raised, DateTime? Cleared, double Peak, double Limit, TimeSpan? Lead)
{
    public bool IsFalse => Lead is null;
}

/// <summary>What a set of limits would have done with a history.</summary>
/// <param name="Misses">Begins of harmful times during which no warning was open.</param>
/// <param name="Doubted">Readings that were set aside, by reason.</param>
internal sealed record ReplayResult(
    IReadOnlyList<WatchStep> Steps, IReadOnlyList<ReplayedWarning> Warnings, IReadOnlyList<DateTime> Misses, int Harmful, int Readings, IReadOnlyDictionary<Doubt, int> Doubted)
{
    public int FalseAlarms => Warnings.Count(w => w.IsFalse);

    /// <summary>The middle one of all leads.</summary>
    public TimeSpan? MedianLead => Warnings.Where(w => w.Lead is not null).Select(w => w.Lead!.Value).Order().ToList() is { Count: > 0 } leads ? leads[leads.Count / 2] : null;
}

/// <summary>
/// History through the same checks and the same engine, on the clock of its readings. Harm is what one chooses: water beyond a limit (the law's 4 g/l). A warning was
/// right when harm came while it was open, and early by the time until then; harm without an open warning was missed.
/// </summary>
internal static class Replay
{
    /// <summary>Harm that pauses for less is one time of harm: tides and gaps of reading do not make it many.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(5);

    /// <param name="readings">UTC and g/l, one for each moment, in the order of time.</param>
    /// <param name="traits">Of the station.</param>
    /// <param name="rule">How to judge.</param>
    /// <param name="bands">The set of limits that is tried.</param>
    /// <param name="harm">Where harm begins, g/l.</param>
    public static ReplayResult Run(IReadOnlyList<(DateTime At, double Value)> readings, StationTraits traits, WatchRule rule, IReadOnlyList<Band> bands, double harm)
    {
        var verdicts = ReadingChecks.Run(traits, Span.Instant, new RawValues(readings));
        var watching = new Watching(rule, bands);
        var doubted = new Dictionary<Doubt, int>();
        var harms = new List<(DateTime Begin, DateTime End)>();
        for (var i = 0; i < readings.Count; i++)
        {
            var (at, value) = readings[i];
            if (verdicts[i].Quality != Quality.Good)
            {
                doubted[verdicts[i].Doubt] = doubted.GetValueOrDefault(verdicts[i].Doubt) + 1;
                continue;
            }

            watching.Take(new(at, at, value));
            if (rule.Side == Side.Above ? value >= harm : value <= harm)
            {
                if (harms.Count == 0 || at - harms[^1].End > Pause)
                {
                    harms.Add((at, at));
                }

                harms[^1] = (harms[^1].Begin, at);
            }
        }

        if (readings.Count > 0)
        {
            watching.Look(readings[^1].At);
        }

        var warnings = watching.Steps.Where(s => s.Event >= 0).GroupBy(s => s.Event).Select(g => Warning([.. g], watching.Peaks[g.Key].Value, harms)).ToList();
        var misses = harms.Where(h => !warnings.Exists(w => w.Raised <= h.End && (w.Cleared ?? DateTime.MaxValue) >= h.Begin)).Select(h => h.Begin).ToList();
        return new(watching.Steps, warnings, misses, harms.Count, readings.Count, doubted);
    }

    private static ReplayedWarning Warning(List<WatchStep> steps, double peak, List<(DateTime Begin, DateTime End)> harms)
    {
        var (raised, cleared) = (steps[0].At, steps.Find(s => s.Kind == StepKind.Clear)?.At);
        var harm = harms.Where(h => h.End >= raised && h.Begin <= (cleared ?? DateTime.MaxValue)).Select(h => (DateTime?)h.Begin).FirstOrDefault();
        return new(raised, cleared, peak, steps.Max(s => s.Limit), harm - raised);
    }

    /// <summary>The readings as the checks take them, without another list of millions.</summary>
    private sealed class RawValues(IReadOnlyList<(DateTime At, double Value)> readings) : IReadOnlyList<RawValue>
    {
        public int Count => readings.Count;

        public RawValue this[int index] => new(readings[index].At, readings[index].Value);

        public IEnumerator<RawValue> GetEnumerator() => readings.Select(r => new RawValue(r.At, r.Value)).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
