using TungNgo.Water.Checks;
using TungNgo.Water.Readings;

namespace TungNgo.Tests.Water;

public sealed class ReadingChecksTests
{
    private static readonly DateTime Start = new(2025, 2, 25, 10, 30, 0, DateTimeKind.Utc);
    private static readonly StationTraits LongPhu = new(26, 4.7, TimeSpan.FromMinutes(30));

    [Fact]
    public void A_lost_point_is_suspect_and_named() =>
        Assert.Equal(new(Quality.Suspect, Doubt.TenFold | Doubt.Spike), Hourly(2, 1.2, 1.3, 13, 1.2)[2]);

    [Fact]
    public void A_jump_that_the_next_values_bear_out_was_right() =>
        Assert.All(Hourly(2, 1, 1, 9, 9.2, 9.1), v => Assert.Equal(Quality.Good, v.Quality));

    [Fact]
    public void A_spike_alone_stays_suspect() =>
        Assert.Equal([Quality.Good, Quality.Good, Quality.Suspect, Quality.Good], Hourly(2, 1, 1, 9, 1.1).Select(v => v.Quality));

    [Fact]
    public void What_no_river_holds_is_rejected() =>
        Assert.Equal([Quality.Rejected, Quality.Rejected, Quality.Good], Hourly(2, -1, 99, 1).Select(v => v.Quality));

    [Fact]
    public void More_than_ever_is_suspect() => Assert.Equal(Doubt.Range, Hourly(2, 27)[0].Doubt);

    [Fact]
    public void A_sensor_that_says_the_same_for_hours_is_stuck_and_fresh_water_is_not()
    {
        var stuck = ReadingChecks.Run(LongPhu, Span.Instant, [.. Enumerable.Range(0, 20).Select(i => new RawValue(Start.AddHours(i), 2.3, IsSensor: true))]);
        Assert.Equal(Doubt.Stuck, stuck[^1].Doubt);
        Assert.All(ReadingChecks.Run(LongPhu, Span.Instant, [.. Enumerable.Range(0, 20).Select(i => new RawValue(Start.AddHours(i), 0, IsSensor: true))]), v => Assert.Equal(Quality.Good, v.Quality));
    }

    [Fact]
    public void Salt_does_not_come_while_the_water_runs_out()
    {
        // High water at the station is at 11:00; three and five hours later it ebbs.
        var ebb = ReadingChecks.Run(LongPhu, Span.Instant, [new(Start.AddHours(3), 2), new(Start.AddHours(5), 5)]);
        Assert.Equal(Doubt.Tide, ebb[1].Doubt);
        var flood = ReadingChecks.Run(LongPhu, Span.Instant, [new(Start.AddHours(9), 2), new(Start.AddHours(11), 5)]);
        Assert.Equal(Quality.Good, flood[1].Quality);
    }

    [Fact]
    public void Saltier_than_the_station_towards_the_sea_is_doubted() =>
        Assert.Equal(Doubt.Neighbours, ReadingChecks.Run(LongPhu, Span.Instant, [new(Start, 9, Downstream: 4)])[0].Doubt & Doubt.Neighbours);

    [Fact]
    public void What_somebody_has_looked_at_stands()
    {
        var verdicts = ReadingChecks.Run(LongPhu, Span.Instant, [new(Start, 1), new(Start.AddHours(2), 9, Review: Quality.Good), new(Start.AddHours(4), 9.2)]);
        Assert.All(verdicts, v => Assert.Equal(Quality.Good, v.Quality));
    }

    [Fact]
    public void After_a_gap_of_days_nothing_is_compared() =>
        Assert.Equal(Quality.Good, ReadingChecks.Run(LongPhu, Span.Instant, [new(Start, 1), new(Start.AddDays(3), 9)])[1].Quality);

    private static Verdict[] Hourly(double hours, params double[] values) =>
        ReadingChecks.Run(LongPhu, Span.Instant, [.. values.Select((v, i) => new RawValue(Start.AddHours(6 + (i * hours)), v))]);
}
