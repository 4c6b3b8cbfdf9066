namespace TungNgo.Feed;

/// <summary>
/// Leaf of all live figures: the change of one indicator in one hamlet on one legal day. A flow over a period is the sum of its
/// days; a stock on a date is the sum of all days up to it. Ancestors are sums at read, over the tree of any date.
/// </summary>
internal sealed class Cell
{
    /// <summary>The hamlet; for the visits of teams the team.</summary>
    public Guid HamletId { get; init; }

    /// <summary>A number of the figures' list of indicators.</summary>
    public int Indicator { get; init; }

    /// <summary>Days since 1970-01-01, legal day.</summary>
    public int Day { get; init; }
    public int Value { get; set; }
}
