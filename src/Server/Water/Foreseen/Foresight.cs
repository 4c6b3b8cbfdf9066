using TungNgo.Water.Events;
using TungNgo.Water.Forecast;

namespace TungNgo.Water.Foreseen;

/// <summary>Why a limit is expected to be passed.</summary>
public enum ForeseenBy
{
    /// <summary>The upper edge of a forecast that may be shown: one day in ten goes beyond it.</summary>
    Forecast = 1,

    /// <summary>The spring tide before went beyond it, and the next one is near.</summary>
    SpringTide = 2,

    /// <summary>The highest of a day rises fast.</summary>
    Rise = 3,
}

/// <summary>A limit that the water is expected to pass.</summary>
/// <param name="Day">The first day on which it may.</param>
/// <param name="Value">How far it may go, g/l.</param>
internal sealed record Expected(ForeseenBy By, DateOnly Day, double Value, double Limit, int Level);

/// <summary>What is to be expected of salt in the next days. It is kept apart from what was measured: an expectation never raises nor clears an event.</summary>
internal static class Foresight
{
    /// <summary>How long before a spring tide people are told.</summary>
    public const int DaysBefore = 3;

    /// <summary>One spring tide to the next, and the days on both sides that still belong to it.</summary>
    public const int SpringCycle = 16;

    /// <summary>Fewer days of the last cycle may have missed its spring tide.</summary>
    private const int LeastDays = 5;

    /// <summary>Salt follows new and full moon by a day: facts of the Hậu and the Mỹ Thanh.</summary>
    private const int Delay = 1;

    /// <summary>Half a day of the cycle of 14.77 days, as an angle.</summary>
    private const double HalfDay = Math.PI / 14.77;

    /// <param name="bands">Limits that concern somebody there.</param>
    /// <param name="highs">Upper edge of the newest forecast, from today on, of the days that may be shown; empty where none is.</param>
    /// <param name="past">Highest of the days before, by day.</param>
    /// <param name="rising">What was measured when it was seen to rise fast; null when it does not.</param>
    /// <param name="today">The legal day.</param>
    /// <returns>The highest limit expected to be passed; null when none is.</returns>
    public static Expected? Find(IReadOnlyList<Band> bands, IReadOnlyList<(DateOnly Day, double High)> highs, IReadOnlyDictionary<DateOnly, double> past, double? rising, DateOnly today)
    {
        var expected = new List<Expected?> { ByForecast(bands, highs) };
        if (highs.Count == 0)
        {
            expected.Add(BySpringTide(bands, past, today));
        }

        if (rising is { } value && bands.Count > 0)
        {
            var lowest = bands.MinBy(b => b.Limit)!;
            expected.Add(new(ForeseenBy.Rise, today.AddDays(1), value, lowest.Limit, lowest.Level));
        }

        // Of the same limit the better founded reason is told.
        return expected.OfType<Expected>().OrderByDescending(e => e.Limit).ThenBy(e => e.By).FirstOrDefault();
    }

    /// <summary>The first day of the next spring tide, if it begins within a few days.</summary>
    public static DateOnly? SpringWithin(DateOnly today, int days)
    {
        for (var day = today; day <= today.AddDays(days); day = day.AddDays(1))
        {
            var phase = TideTerms.SpringPhase(day.AddDays(-Delay)) % Math.Tau;
            if (Math.Abs(phase > Math.PI ? phase - Math.Tau : phase < -Math.PI ? phase + Math.Tau : phase) <= HalfDay)
            {
                return day;
            }
        }

        return null;
    }

    private static Expected? ByForecast(IReadOnlyList<Band> bands, IReadOnlyList<(DateOnly Day, double High)> highs)
    {
        if (highs.Count == 0 || Highest(bands, highs.Max(h => h.High)) is not { } band)
        {
            return null;
        }

        return new(ForeseenBy.Forecast, highs.Where(h => h.High >= band.Limit).Min(h => h.Day), highs.Max(h => h.High), band.Limit, band.Level);
    }

    private static Expected? BySpringTide(IReadOnlyList<Band> bands, IReadOnlyDictionary<DateOnly, double> past, DateOnly today)
    {
        var cycle = past.Where(d => d.Key > today.AddDays(-SpringCycle) && d.Key <= today).ToList();
        return cycle.Count >= LeastDays && SpringWithin(today, DaysBefore) is { } day && cycle.Max(d => d.Value) is var value && Highest(bands, value) is { } band
            ? new(ForeseenBy.SpringTide, day, value, band.Limit, band.Level)
            : null;
    }

    private static Band? Highest(IEnumerable<Band> bands, double value) => bands.Where(b => b.Limit <= value).MaxBy(b => (b.Limit, b.Level));
}
