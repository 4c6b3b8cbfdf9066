using System.Collections.Concurrent;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Reports.Values;

/// <summary>
/// What has been reckoned since the last change of anything. A value follows from the cells, the registers, what offices told and the day; every change of
/// these goes through the feed, so the first table after a commit begins with nothing. Who may see a value is asked anew each time.
/// </summary>
internal sealed class KeptValues(ChangeFeed feed)
{
    /// <summary>Some 40 MB.</summary>
    private const int Most = 200_000;

    private volatile State state = new(FigureImage.Empty, -1, default);

    /// <param name="boundaries">Values of other boundaries are other values.</param>
    public ConcurrentDictionary<(string Code, Guid AreaId, string Period), IndicatorValue?> Of(FigureImage image, DateOnly today, DateOnly? boundaries)
    {
        // Asked before anything is reckoned: what comes in between is in the value and not yet in the number, never the other way round.
        var number = feed.Last;
        var now = state;
        if (number < 0 || !ReferenceEquals(now.Image, image) || now.Number != number || now.Today != today || now.Count > Most)
        {
            now = new(image, number, today);
            state = number < 0 ? state : now;
        }

        return now.ByBoundaries.GetOrAdd(boundaries ?? default, _ => new());
    }

    private sealed record State(FigureImage Image, long Number, DateOnly Today)
    {
        public ConcurrentDictionary<DateOnly, ConcurrentDictionary<(string Code, Guid AreaId, string Period), IndicatorValue?>> ByBoundaries { get; } = new();

        // Counting locks the whole dictionary; it is asked once a table.
        public int Count => ByBoundaries.Values.Sum(v => v.Count);
    }
}
