using TungNgo.Data;

namespace TungNgo.Demo;

/// <summary>
/// The demo's clock: the true time of day on a day that can be chosen, so that the province can be seen before and after the
/// reorganisation. It runs only in demo mode; timers keep true time.
/// </summary>
internal sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private long shift;

    /// <summary>How far the shown time is from the true one.</summary>
    public TimeSpan Shift => TimeSpan.FromTicks(Interlocked.Read(ref shift));

    /// <summary>Whether the clock shows the true day.</summary>
    public bool IsToday => Shift == TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Shift;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <param name="day">The legal day it shall be; null for the true one.</param>
    public void Show(DateOnly? day) =>
        Interlocked.Exchange(ref shift, day is { } wanted ? (wanted.DayNumber - real.Today().DayNumber) * TimeSpan.TicksPerDay : 0);
}
