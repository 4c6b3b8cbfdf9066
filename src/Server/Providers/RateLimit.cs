using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Providers;

/// <summary>
/// Calls granted by the generic cell rate algorithm, one row for all nodes, taken in the transaction that writes "attempt started".
/// The bound is a rolling window of 60 seconds at the provider, so part of it is kept back: for the burst, and for calls that arrive
/// up to a second later than they were granted or come from nodes whose clocks differ by as much.
/// </summary>
internal static class RateLimit
{
    private const double SteadyShare = 0.96, BurstShare = 0.016;
    private const long Minute = 60_000_000;

    /// <returns>How many of <paramref name="want"/> calls may be made now, and when the next one may when none may.</returns>
    public static async Task<(int Granted, DateTime NextAt)> TakeAsync(AppDb db, string key, int perMinute, int want, DateTime now, CancellationToken ct)
    {
        var (interval, tolerance) = Shape(perMinute);
        var at = Microseconds(now);
        while (true)
        {
            var rows = await db.Database.SqlQuery<long>($"SELECT \"NextAt\" AS \"Value\" FROM \"RateBuckets\" WHERE \"Key\" = {key}").ToListAsync(ct);
            if (rows.Count == 0)
            {
                await db.Database.ExecuteSqlAsync($"INSERT INTO \"RateBuckets\" (\"Key\", \"NextAt\") VALUES ({key}, 0) ON CONFLICT DO NOTHING", ct);
                continue;
            }

            var granted = Grant(rows[0], at, interval, tolerance, want);
            if (granted == 0)
            {
                return (0, now + TimeSpan.FromMicroseconds(rows[0] + interval - tolerance - at));
            }

            var next = Math.Max(rows[0], at) + granted * interval;
            if (await db.Database.ExecuteSqlAsync($"UPDATE \"RateBuckets\" SET \"NextAt\" = {next} WHERE \"Key\" = {key} AND \"NextAt\" = {rows[0]}", ct) == 1)
            {
                return (granted, now);
            }
        }
    }

    /// <summary>How long after the next grant a whole group could go: looking for each single grant would cost more than the calls.</summary>
    public static TimeSpan GroupTime(int perMinute, int calls)
    {
        var (interval, tolerance) = Shape(perMinute);
        return TimeSpan.FromMicroseconds(Math.Min((calls - 1) * interval, tolerance / 2));
    }

    /// <summary>Microseconds between two calls in steady state, and how far ahead of time grants may run.</summary>
    public static (long Interval, long Tolerance) Shape(int perMinute)
    {
        var interval = Math.Max(1, (long)(Minute / (perMinute * SteadyShare)));
        return (interval, interval * Math.Max(1, (long)(perMinute * BurstShare)));
    }

    public static int Grant(long nextAt, long now, long interval, long tolerance, int want) =>
        (int)Math.Clamp((now + tolerance - Math.Max(nextAt, now)) / interval, 0, want);

    public static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
