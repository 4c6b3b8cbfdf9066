namespace TungNgo.Water.Forecast;

/// <summary>
/// Finds a station's habits: those with which its own past would have been forecast best, one to seven days ahead. Each habit is changed in turn, first
/// much and then
/// little, for as long as that helps.
/// </summary>
internal static class AnomalyTuning
{
    /// <summary>Days that are gone through while looking; the youngest tell enough, and a long full record must not take long.</summary>
    private const int MostDays = 2500;

    private static readonly AnomalyHabits First = new(5, 1, 30, 1, 0.5, 0.2, 0.1, 3.5);

    /// <summary>A habit may end far from where it begins, or nearly at nothing: three large steps, then two to settle.</summary>
    private static readonly double[] Steps = [3, 3, 3, 1.7, 1.3];
    private const int Habits = 8;

    public static AnomalyHabits Find(IReadOnlyList<(DateOnly Day, double Anomaly)> days)
    {
        var seen = days.Skip(days.Count - MostDays).Select(d => (Day: d.Day.DayNumber, d.Anomaly, Tide: TideTerms.Of(d.Day))).ToArray();
        var best = First;
        var least = Error(seen, best);
        foreach (var step in Steps)
        {
            for (var habit = 0; habit < Habits; habit++)
            {
                var (up, down) = (Bounded(Change(best, habit, step)), Bounded(Change(best, habit, 1 / step)));
                foreach (var changed in (AnomalyHabits[])[up, down])
                {
                    if (Error(seen, changed) is var error && error < least)
                    {
                        (best, least) = (changed, error);
                    }
                }
            }
        }

        return best;
    }

    private static double Error((int Day, double Anomaly, double[] Tide)[] days, AnomalyHabits habits)
    {
        Span<double> squares = stackalloc double[StationForecaster.Horizons + 1];
        Span<int> counts = stackalloc int[StationForecaster.Horizons + 1];
        var filter = new AnomalyFilter(habits);
        for (var i = 0; i < days.Length; i++)
        {
            filter.Observe(days[i].Day, days[i].Anomaly, days[i].Tide);
            for (var j = i + 1; j < days.Length && days[j].Day - days[i].Day <= StationForecaster.Horizons; j++)
            {
                var horizon = days[j].Day - days[i].Day;
                squares[horizon] += Math.Pow(days[j].Anomaly - filter.Expect(days[j].Day, days[j].Tide), 2);
                counts[horizon]++;
            }
        }

        // Each horizon counts alike: the logarithm keeps the far ones, whose errors are larger, from deciding alone.
        var sum = 0.0;
        for (var horizon = 1; horizon < squares.Length; horizon++)
        {
            sum += counts[horizon] == 0 ? 0 : Math.Log(squares[horizon] / counts[horizon] + 1e-9);
        }

        return sum;
    }

    private static AnomalyHabits Change(AnomalyHabits habits, int habit, double by) => habit switch
    {
        0 => habits with { FastDays = habits.FastDays * by },
        1 => habits with { SlowDays = habits.SlowDays * by },
        2 => habits with { Fast = habits.Fast * by },
        3 => habits with { Slow = habits.Slow * by },
        4 => habits with { Year = habits.Year * by },
        5 => habits with { Tide = habits.Tide * by },
        6 => habits with { Noise = habits.Noise * by },
        _ => habits with { Believed = habits.Believed * by },
    };

    private static AnomalyHabits Bounded(AnomalyHabits habits) => habits with
    {
        FastDays = Math.Clamp(habits.FastDays, 1, 15), SlowDays = Math.Clamp(habits.SlowDays, 3, 200), Believed = Math.Clamp(habits.Believed, 2, 20),
    };
}
