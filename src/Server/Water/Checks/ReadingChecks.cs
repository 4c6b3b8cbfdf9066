using TungNgo.Water.Readings;

namespace TungNgo.Water.Checks;

/// <summary>
/// Judges the salt readings of one station in the order of their time. Each value is held against the last good one; a value that is too far off waits as
/// suspect. When two more agree with it, it was right and what stood before was over; when the next agrees with the last good one, it stays suspect.
/// </summary>
public sealed class ReadingChecks(StationTraits traits, Span span)
{
    /// <summary>A lost point makes ten of one; meters are read to one decimal, so small values say little.</summary>
    private const double LeastTenFold = 1.5, LeastBefore = 0.1;

    /// <summary>Where the water is very salt a tide takes away more than half of it within hours.</summary>
    private const double ShareOfLevel = 0.6;

    private const int AgreeingValues = 3, StuckValues = 12;
    private static readonly TimeSpan StuckFor = TimeSpan.FromHours(6), Forgotten = TimeSpan.FromHours(24), ForgottenDays = TimeSpan.FromDays(5);

    private readonly List<int> waiting = [];
    private (DateTime At, double Value)? good;
    private (DateTime At, double Value, int Count) same;

    /// <param name="values">All of one station, measure and span, ordered by their time; one for each moment.</param>
    /// <returns>A verdict for each value, in the same order.</returns>
    public static Verdict[] Run(StationTraits traits, Span span, IReadOnlyList<RawValue> values)
    {
        var checks = new ReadingChecks(traits, span);
        var verdicts = new Verdict[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            verdicts[i] = checks.Judge(values, verdicts, i);
        }

        return verdicts;
    }

    private bool IsDaily => span != Span.Instant;

    private Verdict Judge(IReadOnlyList<RawValue> values, Verdict[] verdicts, int i)
    {
        var value = values[i];
        if (value.Review is { } decided)
        {
            if (decided == Quality.Good)
            {
                Keep(value);
            }

            return new(decided, Doubt.None);
        }

        if (!PhysicalRange.Of(Measure.Salinity).Holds(value.Value))
        {
            return new(Quality.Rejected, Doubt.Range);
        }

        // What no later value can make right.
        var doubt = (value.Value > traits.Most ? Doubt.Range : 0) | (value.Conflict ? Doubt.Conflict : 0)
            | (value.Downstream is { } sea && value.Value > (1.5 * sea) + 1.5 ? Doubt.Neighbours : 0) | (IsStuck(value) ? Doubt.Stuck : 0);
        if (doubt != Doubt.None)
        {
            return new(Quality.Suspect, doubt | Jump(value));
        }

        var jump = Jump(value);
        if (jump == Doubt.None)
        {
            Keep(value);
            return new(Quality.Good, Doubt.None);
        }

        if (waiting.Count > 0 && !Agree(values[waiting[^1]], value))
        {
            waiting.Clear();
        }

        waiting.Add(i);
        if (waiting.Count < AgreeingValues)
        {
            return new(Quality.Suspect, jump);
        }

        foreach (var earlier in waiting)
        {
            verdicts[earlier] = new(Quality.Good, Doubt.None);
        }

        Keep(value);
        return new(Quality.Good, Doubt.None);
    }

    private void Keep(RawValue value)
    {
        good = (value.At, value.Value);
        waiting.Clear();
    }

    private Doubt Jump(RawValue value)
    {
        if (good is not { } before || value.At - before.At > (IsDaily ? ForgottenDays : Forgotten))
        {
            return Doubt.None;
        }

        var apart = value.At - before.At;
        var doubt = Math.Abs(value.Value - before.Value) > Math.Max(StepFor(apart), ShareOfLevel * Math.Max(value.Value, before.Value)) ? Doubt.Spike : Doubt.None;
        if (value.Value >= LeastTenFold && before.Value >= LeastBefore && value.Value >= 6 * before.Value
            && Math.Abs((value.Value / 10) - before.Value) <= Math.Max(0.5 * before.Value, 0.1))
        {
            doubt |= Doubt.TenFold;
        }

        if (!IsDaily && traits.HighWaterLag is { } lag && apart <= TimeSpan.FromHours(3) && value.Value - before.Value > Math.Max(traits.Step / 2, before.Value)
            && TideClock.IsEbb(before.At, lag) && TideClock.IsEbb(value.At, lag))
        {
            doubt |= Doubt.Tide;
        }

        return doubt;
    }

    private bool Agree(RawValue one, RawValue other) => Math.Abs(one.Value - other.Value) <= StepFor(other.At - one.At);

    /// <summary>Steps grow with the root of the time between them, up to twice that of two hours; from day to day they are twice as large as within one.</summary>
    private double StepFor(TimeSpan apart) =>
        IsDaily ? 2 * traits.Step * Math.Sqrt(Math.Max(1, apart.TotalDays)) : traits.Step * Math.Clamp(Math.Sqrt(apart.TotalHours / 2), 0.25, 2);

    private bool IsStuck(RawValue value)
    {
        // Hands write down what they see, and fresh water is 0,0 for weeks.
        if (!value.IsSensor || value.Value < 0.5 || value.Value != same.Value)
        {
            same = (value.At, value.Value, 1);
            return false;
        }

        same.Count++;
        return same.Count >= StuckValues && value.At - same.At >= StuckFor;
    }
}
