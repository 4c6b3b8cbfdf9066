using TungNgo.Water.Forecast;

namespace TungNgo.Water.Fresh;

/// <summary>A time in which water can be taken.</summary>
/// <param name="From">UTC.</param>
/// <param name="Certainty">How likely the water is below the limit all the while, from 0 to 1.</param>
public sealed record FreshWindow(DateTime From, DateTime To, double Certainty);

/// <summary>Why nothing can be said.</summary>
public enum FreshUnknown { None, TooFewReadings, TooOld }

/// <summary>
/// When the water at an intake is fresh, today and on the next days: the last two weeks of readings are laid against the four main tides of the coast
/// (M2, S2, K1, O1), and the curve is drawn on. Salt grows by shares and not by grams, so its logarithm is what is fitted; how far the curve was off is the
/// certainty of what it says.
/// </summary>
public static class FreshWindows
{
    public const int LeastReadings = 60, LeastDays = 5;

    /// <summary>Below it the times are not told: two in three is no advice.</summary>
    public const double LeastCertainty = 0.75;

    /// <summary>Periods in hours, from the Doodson numbers: principal lunar and solar half-daily, lunisolar and lunar daily.</summary>
    private static readonly double[] Tides = [12.4206012, 12, 23.93447213, 25.81933871];

    private static readonly TimeSpan Memory = TimeSpan.FromDays(15), Newest = TimeSpan.FromHours(36), Step = TimeSpan.FromMinutes(30), Least = TimeSpan.FromHours(1);

    /// <summary>Readings of a week ago count half as much as those of now.</summary>
    private const double HalfLifeDays = 5, Pull = 0.002, GrowthPerDay = 0.2;

    /// <param name="readings">Good single readings, UTC and g/l, in the order of time.</param>
    /// <param name="limit">The water is fresh below it, g/l.</param>
    /// <param name="now">UTC.</param>
    /// <param name="days">How far ahead.</param>
    public static (IReadOnlyList<FreshWindow> Windows, FreshUnknown Unknown) Find(IReadOnlyList<(DateTime At, double Value)> readings, double limit, DateTime now, int days = 3)
    {
        var recent = readings.Where(r => r.At > now - Memory && r.At <= now).ToList();
        if (recent.Count < LeastReadings || recent.Select(r => DateOnly.FromDateTime(r.At)).Distinct().Count() < LeastDays)
        {
            return ([], FreshUnknown.TooFewReadings);
        }

        if (now - recent[^1].At > Newest)
        {
            return ([], FreshUnknown.TooOld);
        }

        var (weights, spread) = Fit(recent, now);
        var windows = new List<FreshWindow>();
        DateTime? from = null;
        var certainty = 0.0;
        var count = 0;
        var start = new DateTime(now.Ticks - (now.Ticks % Step.Ticks), DateTimeKind.Utc);
        for (var at = start; at <= start.AddDays(days); at += Step)
        {
            var ahead = (at - now).TotalDays;
            var fresh = Below((Math.Log(limit + 0.1) - Forecast.Terms.Sum(TermsOf(at, now), weights)) / (spread * (1 + (GrowthPerDay * Math.Max(0, ahead)))));
            if (fresh >= LeastCertainty)
            {
                from ??= at;
                certainty += fresh;
                count++;
                continue;
            }

            Close(at);
        }

        Close(start.AddDays(days));
        return (windows, FreshUnknown.None);

        void Close(DateTime to)
        {
            if (from is { } begin && to - begin >= Least)
            {
                windows.Add(new(begin, to, certainty / count));
            }

            (from, certainty, count) = (null, 0, 0);
        }
    }

    private static (double[] Weights, double Spread) Fit(List<(DateTime At, double Value)> recent, DateTime now)
    {
        var pull = new double[2 + (2 * Tides.Length)];
        Array.Fill(pull, 1, 1, pull.Length - 1);
        var ridge = new Ridge(pull);
        foreach (var (at, value) in recent)
        {
            ridge.Add(0, TermsOf(at, now), Math.Log(value + 0.1), WeightOf(at, now));
        }

        var weights = ridge.Solve(Pull);
        var (sum, all) = (0.0, 0.0);
        foreach (var (at, value) in recent)
        {
            var weight = WeightOf(at, now);
            var off = Math.Log(value + 0.1) - Forecast.Terms.Sum(TermsOf(at, now), weights);
            (sum, all) = (sum + (weight * off * off), all + weight);
        }

        // As many degrees of freedom as terms are used up.
        return (weights, Math.Max(0.05, Math.Sqrt(sum / all * recent.Count / Math.Max(1, recent.Count - weights.Length))));
    }

    private static double[] TermsOf(DateTime at, DateTime now)
    {
        var terms = new double[2 + (2 * Tides.Length)];
        var hours = (at - DateTime.UnixEpoch).TotalHours;
        // The course of the fortnight goes on for a day and then stands: straight lines lead into the absurd.
        (terms[0], terms[1]) = (1, Math.Min((at - now).TotalDays, 1) / 5);
        for (var i = 0; i < Tides.Length; i++)
        {
            (terms[2 + (2 * i)], terms[3 + (2 * i)]) = Math.SinCos(2 * Math.PI * hours / Tides[i]);
        }

        return terms;
    }

    private static double WeightOf(DateTime at, DateTime now) => Math.Pow(0.5, (now - at).TotalDays / HalfLifeDays);

    /// <summary>Share of the normal distribution below a number of spreads.</summary>
    private static double Below(double spreads) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, spreads);
}
