namespace TungNgo.Water.Checks;

/// <summary>The highest value of the last hours, for a series that is walked through once. Values that a later one exceeds are forgotten at once, so each costs one step.</summary>
internal sealed class SlidingHighest(TimeSpan window)
{
    private readonly LinkedList<(DateTime At, double Value)> falling = new();

    public void Add(DateTime at, double value)
    {
        while (falling.Last is { } last && last.Value.Value <= value)
        {
            falling.RemoveLast();
        }

        falling.AddLast((at, value));
    }

    /// <param name="now">Never earlier than the time asked for before.</param>
    /// <returns>Null when nothing is left of the window.</returns>
    public double? By(DateTime now)
    {
        while (falling.First is { } first && first.Value.At < now - window)
        {
            falling.RemoveFirst();
        }

        return falling.First?.Value.Value;
    }

    public void Forget() => falling.Clear();
}
