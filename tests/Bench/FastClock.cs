namespace TungNgo.Bench;

/// <summary>
/// Runs a fixed number of times faster than the real clock, alike in every process that was told the same origin: leases and pauses of minutes
/// pass in seconds, and production's own numbers are the ones that are proven.
/// </summary>
internal sealed class FastClock(DateTimeOffset origin, double factor) : TimeProvider
{
    public double Factor => factor;

    public override DateTimeOffset GetUtcNow() => origin + (System.GetUtcNow() - origin) * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    /// <summary>As the arguments of a child process.</summary>
    public string[] ToArguments() => ["--origin", origin.UtcTicks.ToString(Numbers), "--factor", factor.ToString(Numbers)];

    public static FastClock Of(BenchContext context) =>
        new(new DateTimeOffset(long.Parse(context.Option("origin", "0"), Numbers), TimeSpan.Zero), context.Number("factor", 1));

    private static readonly IFormatProvider Numbers = global::System.Globalization.CultureInfo.InvariantCulture;

    private TimeSpan Real(TimeSpan time) => time <= TimeSpan.Zero ? time : Max(time / factor, TimeSpan.FromMilliseconds(1));

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
