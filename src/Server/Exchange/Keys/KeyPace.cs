using System.Collections.Concurrent;

namespace TungNgo.Exchange.Keys;

/// <summary>
/// How fast each key may call: as many calls as its minute allows at once, and then as they grow back, evenly. Counted on each node alone: the limit holds a program that
/// runs wild, and is no quota.
/// </summary>
internal sealed class KeyPace(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(Guid Key, int PerMinute), Bucket> buckets = new();

    /// <returns>Zero when the call may be made; else how long to wait for the next.</returns>
    public TimeSpan Take(Guid key, int perMinute) => buckets.GetOrAdd((key, perMinute), _ => new Bucket(perMinute)).Take(clock.GetUtcNow());

    private sealed class Bucket(int perMinute)
    {
        private readonly Lock gate = new();
        private double left = perMinute;
        private DateTimeOffset? at;

        public TimeSpan Take(DateTimeOffset now)
        {
            lock (gate)
            {
                var perSecond = perMinute / 60.0;
                left = Math.Min(perMinute, left + (Math.Max(0, (now - (at ?? now)).TotalSeconds) * perSecond));
                at = now;
                if (left < 1)
                {
                    return TimeSpan.FromSeconds((1 - left) / perSecond);
                }

                left--;
                return TimeSpan.Zero;
            }
        }
    }
}
