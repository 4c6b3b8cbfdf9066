using TungNgo.Reports.Catalogue;

namespace TungNgo.Reports.Targets;

public enum PaceState { Reached = 1, OnPace = 2, Behind = 3 }

/// <summary>Where a figure stands on its way to the target.</summary>
/// <param name="Expected">Where it would stand today on a straight way from its beginning to the target.</param>
/// <param name="Forecast">Where it will stand at the end if it goes on as it went.</param>
internal sealed record Pace(decimal Target, decimal Value, decimal Expected, decimal Forecast, PaceState State)
{
    /// <summary>A first day or two says nothing of the rest: before a twentieth of the time nobody is called behind.</summary>
    private const decimal Early = 0.05m;

    /// <param name="start">The figure before the period began; a flow begins at nought.</param>
    /// <param name="elapsed">Part of the period that is over, 0–1.</param>
    public static Pace Of(Direction direction, decimal value, decimal start, decimal target, decimal elapsed)
    {
        var expected = start + ((target - start) * elapsed);
        var forecast = elapsed > 0 ? start + ((value - start) / elapsed) : start;
        var down = direction == Direction.Down;
        bool Meets(decimal figure) => down ? figure <= target : figure >= target;
        var state = Meets(value) && (!down || elapsed >= 1) ? PaceState.Reached : elapsed < Early || Meets(forecast) ? PaceState.OnPace : PaceState.Behind;
        return new(target, value, expected, forecast, state);
    }
}
