using TungNgo.Water.Checks;

namespace TungNgo.Water.Events;

/// <summary>On which side of a limit the danger lies: salt water for rice, water too fresh for shrimp.</summary>
public enum Side { Above = 1, Below = 2 }

/// <summary>What may happen in the life of an event, in the words of its sequence.</summary>
public enum StepKind
{
    /// <summary>Nothing is over a limit yet, but the daily highest rises fast.</summary>
    Rising = 1,

    /// <summary>Not measured, but foreseen; see <see cref="Foreseen.ForeseenBook"/>.</summary>
    Foresee = 2,

    Raise = 3,
    Escalate = 4,

    /// <summary>Still over the limit, a while after it was last said.</summary>
    Repeat = 5,

    /// <summary>No readings come any more while the event is open: staff is told, and nothing is cleared.</summary>
    Stale = 6,
    Resumed = 7,
    Clear = 8,

    /// <summary>A correction of what was measured says that it should not have been raised.</summary>
    Retract = 9,

    /// <summary>A correction says that it was not as bad as told.</summary>
    Lower = 10,

    /// <summary>What was foreseen has been measured: the event of what is measured goes on from here.</summary>
    Came = 11,

    /// <summary>What was foreseen has not come, and is not expected any more.</summary>
    Passed = 12,

    /// <summary>No readings come: nobody knows whether what was foreseen has come, and nothing is said to be over.</summary>
    Lapsed = 13,
}

/// <summary>A good value of one station and measure.</summary>
/// <param name="From">UTC; of a daily value the day's begin.</param>
/// <param name="To">The same instant, or the day's end.</param>
public readonly record struct Observation(DateTime From, DateTime To, double Value)
{
    /// <summary>It stands for a whole day, and so for as many readings as a rule may ask for.</summary>
    public bool IsDay => To > From;
}

/// <summary>A limit of which an event speaks.</summary>
/// <param name="Level">1 caution, 2 warning, 3 danger.</param>
public sealed record Band(double Limit, int Level);

/// <summary>How a hazard is judged; the province's data.</summary>
/// <param name="Readings">Raised after so many readings in a row beyond a limit …</param>
/// <param name="Minutes">… or when they stay beyond it for so long; 0 leaves it to the number.</param>
/// <param name="Hysteresis">How far within the lowest limit the water must come back before it counts as clear.</param>
/// <param name="ClearHours">And for how long, without a gap: more than a tide of 24.8 hours, or each ebb would be an all-clear.</param>
/// <param name="StaleHours">After so long without a good reading nobody knows how the water is.</param>
/// <param name="RepeatHours">Said again after so long; 0 never.</param>
/// <param name="RisePerDay">How much the highest of a day may grow from one day to the next before staff and farmers are told; 0 is never.</param>
public sealed record WatchRule(
    Side Side, int Readings = 2, int Minutes = 0, double Hysteresis = 0.2, double ClearHours = 26, double StaleHours = 30, double RepeatHours = 72, double RisePerDay = 0);

/// <summary>One step of an event.</summary>
/// <param name="Event">Number of the event in the series that was watched, from 0; −1 for what comes before one.</param>
/// <param name="At">The reading that brought it, or the moment at which the readings grew too old.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">The highest limit passed so far; of a clear step the lowest.</param>
public sealed record WatchStep(int Event, StepKind Kind, DateTime At, double Value, double Limit, int Level);

/// <summary>
/// The one engine that turns readings into events. It is a fold over good readings in the order of their time and knows nothing else: whatever way
/// and in whatever order they arrived, the same readings end in the same steps.
/// </summary>
public sealed class Watching
{
    private readonly WatchRule rule;
    private Band[] bands = [];
    private int[] beyond = [];
    private DateTime[] since = [];
    private readonly List<WatchStep> steps = [];
    private readonly List<(double Value, DateTime At)> peaks = [];
    private readonly TimeSpan stale, clear, repeat;
    private readonly DayHighest highest = new();
    private int open = -1, events = -1;
    private DateTime last, lastSaid, within;
    private double lastValue, lastRise, openLimit;
    private bool any, isWithin, isStale;

    /// <param name="rule">How to judge.</param>
    /// <param name="bands">Limits in any order; several at one limit count as the highest level among them.</param>
    public Watching(WatchRule rule, IEnumerable<Band> bands)
    {
        this.rule = rule;
        Use(bands);
        (stale, clear, repeat) = (TimeSpan.FromHours(rule.StaleHours), TimeSpan.FromHours(rule.ClearHours), TimeSpan.FromHours(rule.RepeatHours));
    }

    public IReadOnlyList<WatchStep> Steps => steps;

    /// <summary>The worst value of each event and when it was read, by the event's number.</summary>
    public IReadOnlyList<(double Value, DateTime At)> Peaks => peaks;

    /// <summary>Whether an event is open after what was taken so far.</summary>
    public bool IsOpen => open >= 0;

    public static IReadOnlyList<WatchStep> Run(WatchRule rule, IEnumerable<Band> bands, IEnumerable<Observation> ordered, DateTime now)
    {
        var watching = new Watching(rule, bands);
        foreach (var observation in ordered)
        {
            watching.Take(observation);
        }

        watching.Look(now);
        return watching.Steps;
    }

    /// <summary>Other limits hold from now on. An event goes on under them; how long readings have been beyond them is counted anew.</summary>
    public void Use(IEnumerable<Band> limits)
    {
        bands = [.. limits.GroupBy(b => b.Limit).Select(g => new Band(g.Key, g.Max(b => b.Level))).OrderBy(b => Sign * b.Limit)];
        beyond = new int[bands.Length];
        since = new DateTime[bands.Length];
        open = open < 0 || bands.Length == 0 ? -1 : Math.Max(0, Array.FindLastIndex(bands, b => Sign * (b.Limit - openLimit) <= 0));
    }

    /// <summary>Readings come in the order of <see cref="Observation.To"/>.</summary>
    public void Take(Observation reading)
    {
        if (bands.Length == 0)
        {
            return;
        }

        var broken = any && reading.From - last > stale;
        if (broken)
        {
            GrowStale();
            Array.Clear(beyond);
            isWithin = false;
        }

        if (isStale)
        {
            Add(StepKind.Resumed, reading.To, reading.Value, bands[open].Limit, bands[open].Level);
            isStale = false;
        }

        (any, last, lastValue) = (true, reading.To, reading.Value);
        var reached = Reached(reading);
        if (reached > open)
        {
            Add(open < 0 ? StepKind.Raise : StepKind.Escalate, reading.To, reading.Value, bands[reached].Limit, bands[reached].Level, open < 0);
            (open, openLimit, lastSaid, isWithin) = (reached, bands[reached].Limit, reading.To, false);
        }
        else if (open >= 0)
        {
            Settle(reading);
        }
        else
        {
            Rise(reading);
        }

        if (open >= 0 && (peaks.Count <= events || Sign * (reading.Value - peaks[events].Value) > 0))
        {
            peaks.RemoveRange(events, peaks.Count - events);
            peaks.Add((reading.Value, reading.To));
        }
    }

    /// <summary>What the clock says: the end of the readings may be too long ago.</summary>
    public void Look(DateTime now)
    {
        if (any && now - last > stale)
        {
            GrowStale();
        }
    }

    private int Sign => rule.Side == Side.Above ? 1 : -1;

    /// <summary>The highest band that readings have been beyond for long enough, or −1.</summary>
    private int Reached(Observation reading)
    {
        var reached = -1;
        for (var i = 0; i < bands.Length; i++)
        {
            if (Sign * (reading.Value - bands[i].Limit) < 0)
            {
                beyond[i] = 0;
                continue;
            }

            if (beyond[i]++ == 0)
            {
                since[i] = reading.From;
            }

            if (reading.IsDay || beyond[i] >= rule.Readings || (rule.Minutes > 0 && reading.To - since[i] >= TimeSpan.FromMinutes(rule.Minutes)))
            {
                reached = i;
            }
        }

        return reached;
    }

    private void Settle(Observation reading)
    {
        if (Sign * (reading.Value - bands[0].Limit) >= -rule.Hysteresis)
        {
            isWithin = false;
            if (repeat > TimeSpan.Zero && Sign * (reading.Value - bands[0].Limit) >= 0 && reading.To - lastSaid >= repeat)
            {
                Add(StepKind.Repeat, reading.To, reading.Value, bands[open].Limit, bands[open].Level);
                lastSaid = reading.To;
            }

            return;
        }

        if (!isWithin)
        {
            (isWithin, within) = (true, reading.From);
        }

        if (reading.To - within >= clear)
        {
            Add(StepKind.Clear, reading.To, reading.Value, bands[0].Limit, bands[open].Level);
            (open, isWithin, lastRise) = (-1, false, 0);
            highest.Forget();
        }
    }

    private void Rise(Observation reading)
    {
        if (rule.RisePerDay <= 0 || highest.GrowthBy(reading, Sign) is not { } growth || growth < rule.RisePerDay)
        {
            return;
        }

        // Told once until it is over a limit or has calmed down for a week.
        if (lastRise == 0 || reading.To - lastSaid > TimeSpan.FromDays(7))
        {
            Add(StepKind.Rising, reading.To, reading.Value, bands[0].Limit, 0, before: true);
            (lastRise, lastSaid) = (growth, reading.To);
        }
    }

    private void GrowStale()
    {
        if (open >= 0 && !isStale)
        {
            isStale = true;
            Add(StepKind.Stale, last + stale, lastValue, bands[open].Limit, bands[open].Level);
        }
    }

    private void Add(StepKind kind, DateTime at, double value, double limit, int level, bool begins = false, bool before = false)
    {
        events += begins ? 1 : 0;
        steps.Add(new WatchStep(before ? -1 : events, kind, at, value, limit, level));
    }
}

/// <summary>The highest (or lowest) of the last day beside that of the day before it.</summary>
internal sealed class DayHighest
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(25);
    private readonly SlidingHighest last = new(Day), before = new(Day);
    private readonly Queue<(DateTime At, double Value)> young = new();

    public void Forget()
    {
        last.Forget();
        before.Forget();
        young.Clear();
    }

    /// <returns>How much the last 25 hours went beyond the 25 hours before; null as long as one of them has no reading.</returns>
    public double? GrowthBy(Observation reading, int sign)
    {
        last.Add(reading.To, sign * reading.Value);
        young.Enqueue((reading.To, sign * reading.Value));
        while (young.TryPeek(out var old) && old.At <= reading.To - Day)
        {
            before.Add(old.At, old.Value);
            young.Dequeue();
        }

        return last.By(reading.To) - before.By(reading.To - Day);
    }
}
