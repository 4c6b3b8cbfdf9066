namespace TungNgo.Simulators.Common;

/// <summary>
/// The time that all simulators live in. It runs like the real one, can be moved forward, and can be stopped so that it moves only when told.
/// Timers fire in the order in which they fall due, each at its own instant, however far the clock is moved at once.
/// </summary>
internal sealed class VirtualClock : TimeProvider, IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedSet<VirtualTimer> due = new(Comparer<VirtualTimer>.Create((a, b) => (a.Due, a.Number).CompareTo((b.Due, b.Number))));
    private readonly ITimer alarm;
    private TimeSpan ahead;
    private DateTimeOffset? stoodAt;
    private long timers;

    /// <param name="start">Null begins at the real time.</param>
    /// <param name="standing">Moves only when told.</param>
    public VirtualClock(DateTimeOffset? start = null, bool standing = false)
    {
        var real = System.GetUtcNow();
        ahead = (start ?? real) - real;
        stoodAt = standing ? start ?? real : null;
        alarm = System.CreateTimer(_ => FireUpTo(GetUtcNow()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Standing
    {
        get
        {
            lock (gate)
            {
                return stoodAt is not null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return stoodAt ?? System.GetUtcNow() + ahead;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Stop()
    {
        lock (gate)
        {
            stoodAt ??= System.GetUtcNow() + ahead;
        }
    }

    public void Run()
    {
        lock (gate)
        {
            if (stoodAt is { } at)
            {
                ahead = at - System.GetUtcNow();
                stoodAt = null;
            }

            SetAlarm();
        }
    }

    /// <summary>Moves forward and fires what falls due on the way. Time never goes back.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target;
        bool ran;
        lock (gate)
        {
            ran = stoodAt is null;
            stoodAt ??= System.GetUtcNow() + ahead;
            target = stoodAt.Value + by;
        }

        FireUpTo(target);
        lock (gate)
        {
            stoodAt = target > stoodAt ? target : stoodAt;
        }

        if (ran)
        {
            Run();
        }
    }

    /// <summary>Goes on at another time, earlier or later; timers go with it. What the agenda holds keeps its instant.</summary>
    public void Show(DateTimeOffset now)
    {
        lock (gate)
        {
            var by = now - (stoodAt ?? System.GetUtcNow() + ahead);
            ahead += by;
            stoodAt += by;
            var waiting = due.ToList();
            due.Clear();
            foreach (var timer in waiting)
            {
                timer.Due += by;
                due.Add(timer);
            }

            SetAlarm();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref timers));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose() => alarm.Dispose();

    private void FireUpTo(DateTimeOffset target)
    {
        while (true)
        {
            VirtualTimer timer;
            lock (gate)
            {
                if (due.Min is not { } next || next.Due > target)
                {
                    SetAlarm();
                    return;
                }

                timer = next;
                due.Remove(timer);
                if (stoodAt < timer.Due)
                {
                    stoodAt = timer.Due;
                }

                if (timer.Period is { } period)
                {
                    timer.Due += period;
                    due.Add(timer);
                }
            }

            timer.Fire();
        }
    }

    private void SetAlarm()
    {
        if (stoodAt is null && due.Min is { } next)
        {
            // The real timer counts at most 49 days and may be early by its grain.
            var wait = (next.Due - (System.GetUtcNow() + ahead) + TimeSpan.FromMilliseconds(1)).TotalMilliseconds;
            alarm.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, TimeSpan.FromDays(30).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        public long Number => number;

        public DateTimeOffset Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.due.Remove(this);
                Period = period > TimeSpan.Zero ? period : null;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = (clock.stoodAt ?? System.GetUtcNow() + clock.ahead) + dueTime;
                    clock.due.Add(this);
                    clock.SetAlarm();
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.due.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
