using TungNgo.Water.Checks;
using TungNgo.Water.Events;

namespace TungNgo.Tests.Water;

/// <summary>History through the engine.</summary>
public sealed class ReplayTests
{
    private static readonly DateTime Start = new(2020, 2, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly WatchRule Rule = new(Side.Above, RepeatHours: 0);

    [Fact]
    public void A_low_limit_warns_early_and_of_more()
    {
        // Two waves: one grows to 6 g/l in four days, one stays at 2.
        var low = Run([new(1, 1)]);
        var high = Run([new(4, 3)]);
        Assert.Equal((2, 1, 0), (low.Warnings.Count, low.FalseAlarms, low.Misses.Count));
        Assert.True(low.MedianLead > TimeSpan.FromHours(24));
        Assert.Equal((1, 0, 0), (high.Warnings.Count, high.FalseAlarms, high.Misses.Count));
        // Two readings over the limit are needed: such a warning comes when the harm is there.
        Assert.True(high.MedianLead < TimeSpan.Zero);
    }

    [Fact]
    public void What_is_doubted_warns_of_nothing()
    {
        var readings = Enumerable.Range(0, 100).Select(i => (Start.AddHours(i), i == 50 ? 12 : 0.9)).ToList();
        var result = Replay.Run(readings, new StationTraits(20, 3), Rule, [new(2, 2)], 4);
        Assert.Empty(result.Warnings);
        Assert.Equal(1, result.Doubted.Values.Sum());
    }

    [Fact]
    public void Nothing_measured_is_nothing_warned() => Assert.Empty(Replay.Run([], StationTraits.Unknown, Rule, [new(1, 1)], 4).Steps);

    private static ReplayResult Run(Band[] bands)
    {
        double Wave(int hour, double top) => top * Math.Sin(Math.PI * Math.Clamp(hour, 0, 192) / 192.0);
        var readings = Enumerable.Range(0, 480).Select(h => (Start.AddHours(h), Math.Round(h < 240 ? Wave(h, 6) : Wave(h - 240, 2), 1))).ToList();
        return Replay.Run(readings, StationTraits.Unknown, Rule, bands, 4);
    }
}
