using TungNgo.Water.Fresh;

namespace TungNgo.Tests.Water;

/// <summary>When the water can be taken, from two weeks of tides.</summary>
public sealed class FreshWindowsTests
{
    private static readonly DateTime Now = new(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_ebbs_of_the_next_days_are_found()
    {
        var (windows, unknown) = FreshWindows.Find(Hourly(Tide), 1, Now);
        Assert.Equal(FreshUnknown.None, unknown);
        Assert.NotEmpty(windows);
        var hours = windows.SelectMany(w => Enumerable.Range(0, (int)(w.To - w.From).TotalHours).Select(h => w.From.AddHours(h))).ToList();
        Assert.True(hours.Count(h => Tide(h) < 1) >= 0.95 * hours.Count);
        Assert.True(hours.Count > 12);
        Assert.All(windows, w => Assert.InRange(w.Certainty, FreshWindows.LeastCertainty, 1));
    }

    [Fact]
    public void Where_it_is_salt_all_day_no_time_is_told() => Assert.Empty(FreshWindows.Find(Hourly(at => Tide(at) + 6), 1, Now).Windows);

    [Fact]
    public void Two_readings_a_day_tell_no_hours()
    {
        var sparse = Hourly(Tide).Where(r => r.At.Hour is 3 or 15).ToList();
        Assert.Equal(FreshUnknown.TooFewReadings, FreshWindows.Find(sparse, 1, Now).Unknown);
    }

    [Fact]
    public void Old_readings_tell_nothing_of_today() =>
        Assert.Equal(FreshUnknown.TooOld, FreshWindows.Find([.. Hourly(Tide).Where(r => r.At < Now.AddDays(-3))], 1, Now).Unknown);

    [Fact]
    public void The_less_the_water_follows_the_tide_the_less_is_told()
    {
        var random = new Random(5);
        var calm = FreshWindows.Find(Hourly(Tide), 1, Now).Windows.Sum(w => (w.To - w.From).TotalHours);
        var wild = FreshWindows.Find(Hourly(at => Math.Max(0, Tide(at) * Math.Exp(1.2 * (random.NextDouble() - 0.5) * 2))), 1, Now).Windows.Sum(w => (w.To - w.From).TotalHours);
        Assert.True(wild < calm);
    }

    /// <summary>Salt at high water, fresh at low water, stronger at spring tide.</summary>
    private static double Tide(DateTime at)
    {
        var hours = (at - Now).TotalHours;
        return Math.Exp(0.3 + (1.1 * Math.Cos(2 * Math.PI * hours / 12.4206012)) + (0.3 * Math.Cos(2 * Math.PI * hours / 12)) + (0.2 * Math.Cos(2 * Math.PI * hours / 23.93447213))) - 0.1;
    }

    private static List<(DateTime At, double Value)> Hourly(Func<DateTime, double> salt) =>
        [.. Enumerable.Range(0, 15 * 24).Select(h => Now.AddHours(h - (15 * 24) + 1)).Select(at => (at, Math.Round(Math.Max(0, salt(at)), 1)))];
}
