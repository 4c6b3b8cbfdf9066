using System.Collections.Concurrent;

namespace TungNgo.Gateways.WebPush;

/// <summary>
/// What each push service said lately. Endpoints are named by strangers' browsers, so the answer to one of them is that browser's matter; only what a
/// service says to most is our own fault. And a service that is busy is left alone while the others go on.
/// </summary>
internal sealed class PushOrigins(TimeProvider clock)
{
    /// <summary>Answers that are remembered of a service, and how many of them there must be before they speak of us.</summary>
    private const int Remembered = 20, Least = 5;

    /// <summary>Windows' service has many hosts; more than these are forgotten together.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, Origin> origins = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a service is still to be left alone; null when it may be called.</summary>
    public TimeSpan? Pause(Uri endpoint) => origins.TryGetValue(Of(endpoint), out var origin) && origin.BusyUntil - clock.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    public void Busy(Uri endpoint, TimeSpan pause)
    {
        var origin = Find(endpoint);
        lock (origin)
        {
            origin.BusyUntil = clock.GetUtcNow() + pause;
        }
    }

    public void Took(Uri endpoint) => Remember(endpoint, refused: false);

    /// <summary>The service does not accept our token or key for this endpoint.</summary>
    /// <returns>Whether it says so to most that are written to there.</returns>
    public bool Refused(Uri endpoint) => Remember(endpoint, refused: true);

    private bool Remember(Uri endpoint, bool refused)
    {
        var origin = Find(endpoint);
        lock (origin)
        {
            origin.Answers.Enqueue(refused);
            origin.Refusals += refused ? 1 : 0;
            while (origin.Answers.Count > Remembered)
            {
                origin.Refusals -= origin.Answers.Dequeue() ? 1 : 0;
            }

            return origin.Answers.Count >= Least && origin.Refusals * 2 > origin.Answers.Count;
        }
    }

    private Origin Find(Uri endpoint)
    {
        if (origins.Count >= Most)
        {
            origins.Clear();
        }

        return origins.GetOrAdd(Of(endpoint), _ => new Origin());
    }

    private static string Of(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Authority);

    private sealed class Origin
    {
        public Queue<bool> Answers { get; } = new();
        public int Refusals { get; set; }
        public DateTimeOffset BusyUntil { get; set; }
    }
}
