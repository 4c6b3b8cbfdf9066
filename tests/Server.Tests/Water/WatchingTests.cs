using CsCheck;
using TungNgo.Water.Events;

namespace TungNgo.Tests.Water;

/// <summary>The engine alone: what the same readings say, whatever way they took.</summary>
public sealed class WatchingTests
{
    private static readonly DateTime Start = new(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly WatchRule Rule = new(Side.Above, Readings: 2, Hysteresis: 0.2, ClearHours: 26, StaleHours: 30, RepeatHours: 0);
    /// <summary>What is lost at high water is seen at the next one; two tides are the stated tolerance.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(26);
    private static readonly double[] Tops = [0.3, 1.5, 3.0, 6.0];
    private static readonly Band[] Bands = [new(1, 1), new(2, 2), new(4, 3)];

    [Fact]
    public void Two_readings_in_a_row_raise_and_one_alone_does_not()
    {
        Assert.Empty(Kinds(Run([0.5, 1.2, 0.5, 1.2, 0.5])));
        Assert.Equal([StepKind.Raise], Kinds(Run([0.5, 1.2, 1.3])));
    }

    [Fact]
    public void A_daily_highest_raises_alone() =>
        Assert.Equal([StepKind.Raise], Kinds(Watching.Run(Rule, Bands, [new(Start, Start.AddDays(1), 1.2)], Start.AddDays(1))));

    [Fact]
    public void An_ebb_is_no_all_clear_and_a_whole_tide_is()
    {
        // Twelve hours salt, twelve fresh, and again; then fresh for good.
        var tide = Enumerable.Range(0, 48).Select(h => h % 24 < 12 ? 3.0 : 0.2).Concat(Enumerable.Repeat(0.2, 30));
        var steps = Run(tide);
        Assert.Equal([StepKind.Raise, StepKind.Clear], Kinds(steps));
        Assert.True(steps[1].At - Start >= TimeSpan.FromHours(36 + 26));
    }

    [Fact]
    public void Between_the_limit_and_its_hysteresis_nothing_clears() =>
        Assert.Equal([StepKind.Raise], Kinds(Run([1.5, 1.5, .. Enumerable.Repeat(0.9, 100)])));

    [Fact]
    public void Silence_is_told_and_never_clears()
    {
        var steps = Watching.Run(Rule, Bands, [At(0, 1.5), At(1, 1.5), At(60, 0.1)], Start.AddHours(200));
        Assert.Equal([StepKind.Raise, StepKind.Stale, StepKind.Resumed, StepKind.Stale], Kinds(steps));
        Assert.Equal(Start.AddHours(31), steps[1].At);
    }

    [Fact]
    public void For_shrimp_the_danger_lies_below()
    {
        var steps = Watching.Run(new WatchRule(Side.Below), [new(7, 2), new(5, 3)], [At(0, 9), At(1, 6.5), At(2, 6.4), At(3, 4), At(4, 4)], Start.AddHours(5));
        Assert.Equal([(StepKind.Raise, 7d), (StepKind.Escalate, 5d)], steps.Select(s => (s.Kind, s.Limit)));
    }

    [Fact]
    public void Missing_doubled_and_shuffled_readings_end_in_the_same_sequence() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Wave).Sample((seed, wave) =>
        {
            var whole = Hourly(wave);
            var random = new Random(seed);
            // One in five is lost; the rest comes twice and in any order, and is put in order by time as the store does.
            var arrived = whole.Where(_ => random.NextDouble() >= 0.2).SelectMany(o => new[] { o, o }).OrderBy(_ => random.Next()).Distinct().OrderBy(o => o.To).ToList();
            var (expected, actual) = (Watching.Run(Rule, Bands, whole, whole[^1].To), Watching.Run(Rule, Bands, arrived, whole[^1].To));
            Assert.Equal(Kinds(expected), Kinds(actual));
            Assert.Equal(expected.Select(s => s.Limit), actual.Select(s => s.Limit));
            Assert.All(expected.Zip(actual), p => Assert.InRange((p.First.At - p.Second.At).Duration(), TimeSpan.Zero, Tolerance));
        }, iter: 200);

    [Fact]
    public void Nothing_flaps_and_nothing_with_a_gap_in_it_clears() =>
        Gen.Select(Gen.Double[0, 6].Array[1, 400], Gen.Double[0, 1].Select(d => d < 0.15).Array[400]).Sample((values, lost) =>
        {
            var readings = values.Select((v, i) => (Value: v * v / 6, i)).Where(r => !lost[r.i]).Select(r => At(r.i * 3, r.Value)).ToList();
            var steps = Watching.Run(Rule, Bands, readings, Start.AddDays(100));
            var open = false;
            DateTime? raised = null;
            foreach (var step in steps)
            {
                Assert.Equal(step.Kind == StepKind.Raise, !open);
                open = step.Kind != StepKind.Clear;
                raised = step.Kind == StepKind.Raise ? step.At : raised;
                if (step.Kind == StepKind.Clear)
                {
                    var window = readings.Where(r => r.To > step.At.AddHours(-26) && r.To <= step.At).ToList();
                    Assert.True(step.At - raised >= TimeSpan.FromHours(26));
                    Assert.All(window, r => Assert.True(r.Value < 0.8));
                    Assert.All(window.Zip(window.Skip(1)), p => Assert.True(p.Second.From - p.First.To <= TimeSpan.FromHours(30)));
                }
            }

            Assert.True(!open || steps[^1].Kind == StepKind.Stale);
        }, iter: 300);

    [Fact]
    public void Other_limits_hold_from_their_day_on_and_an_open_event_goes_on()
    {
        var watching = new Watching(Rule, Bands);
        watching.Take(At(0, 1.5));
        watching.Take(At(1, 1.5));
        watching.Use([new(3, 2)]);
        watching.Take(At(2, 1.5));
        Assert.True(watching.IsOpen);
        Assert.Equal([StepKind.Raise], Kinds(watching.Steps));
    }

    /// <summary>A season's waves that pass each limit clearly or stay clear of it: fortnights with a top of which the engine cannot be in doubt.</summary>
    private static Gen<double[]> Wave => Gen.Int[0, 3].Select(i => Tops[i]).Array[1, 5];

    private static List<Observation> Hourly(double[] tops) => [.. tops.SelectMany((top, wave) => Enumerable.Range(0, 14 * 24).Select(h =>
        At((wave * 14 * 24) + h, top * Math.Pow(Math.Sin(Math.PI * h / (14 * 24)), 2) * (0.75 + (0.25 * Math.Cos(2 * Math.PI * h / 12.42))))))];

    private static Observation At(double hours, double value) => new(Start.AddHours(hours), Start.AddHours(hours), value);

    private static IReadOnlyList<WatchStep> Run(IEnumerable<double> hourly)
    {
        var readings = hourly.Select((v, h) => At(h, v)).ToList();
        return Watching.Run(Rule, Bands, readings, readings[^1].To);
    }

    private static IEnumerable<StepKind> Kinds(IEnumerable<WatchStep> steps) => steps.Select(s => s.Kind);
}
