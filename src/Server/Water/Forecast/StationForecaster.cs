namespace TungNgo.Water.Forecast;

/// <summary>A day's highest salinity as it is expected, g/l.</summary>
/// <param name="Mean">The expected value.</param>
/// <param name="Low">One day in ten stays below.</param>
/// <param name="High">One day in ten goes beyond: what alerts go by.</param>
internal readonly record struct DayForecast(DateOnly Day, double Mean, double Low, double High);

/// <summary>
/// Forecasts a station's daily maxima from its own past: fitted once, it then follows what is read. Gaps are the rule; all is said by the distance from
/// the last day that was
/// read. See docs/decisions/0020-forecast-of-daily-maxima.md.
/// </summary>
internal sealed class StationForecaster
{
    /// <summary>Days ahead that are forecast and scored.</summary>
    public const int Horizons = 7;

    /// <summary>Days from the last reading to the day forecast; beyond them nothing is said. Stations are left unread for four days as a rule.</summary>
    public const int MostLead = Horizons + 4;

    /// <summary>Fewer days, or fewer seasons, teach nothing about the course of a year or how far one is off.</summary>
    public const int FewestDays = 60;
    public const int FewestSeasons = 2;

    /// <summary>A forecast far beyond all that was ever read is a slip of the scale's curve.</summary>
    private const double BeyondHighest = 1.3;

    private readonly ScaledModel[] models;
    private readonly Blend?[] blends = new Blend?[MostLead + 1];
    private readonly Dictionary<DateOnly, List<(int Lead, double Mean)>> open = [];
    private Bands bands = new();
    private DayValue? last;
    private DayValue? before;
    private double highest;
    private double typical;

    private StationForecaster(ScaledModel[] models) => this.models = models;

    /// <summary>The last day that was read.</summary>
    public DateOnly? LastDay => last?.Day;

    public static bool CanFit(IReadOnlyList<DayValue> history) =>
        history.Count >= FewestDays && history.Select(d => Season.Of(d.Day)).Distinct().Count() >= FewestSeasons;

    /// <param name="history">In the order of the days, each once.</param>
    public static StationForecaster Fit(IReadOnlyList<DayValue> history)
    {
        if (!CanFit(history))
        {
            throw new ArgumentException($"A forecast needs {FewestDays} days in {FewestSeasons} seasons.", nameof(history));
        }

        var typical = Math.Max(0.1, history.Select(d => d.Max).Where(m => m > 0).DefaultIfEmpty(0).Average());
        var fitted = new StationForecaster([ScaledModel.Fit(history, 0.3 * typical), ScaledModel.Fit(history, 3 * typical)]) { typical = typical };
        var cases = fitted.Replay(history);
        for (var lead = 1; lead <= MostLead; lead++)
        {
            fitted.blends[lead] = Blend.Fit([.. cases.Where(c => c.Lead == lead)]);
        }

        fitted.bands = Bands.Fit([.. cases.OrderBy(c => c.Day).ThenBy(c => c.Lead).Select(c => (c.Lead, fitted.Mean(c.Outlook, c.Lead, c.SeasonYear), c.Actual))]);
        return fitted;
    }

    /// <summary>A later day has been read.</summary>
    public void Observe(DayValue day)
    {
        if (open.Remove(day.Day, out var forecasts))
        {
            foreach (var (lead, mean) in forecasts)
            {
                bands.Learn(lead, mean, day.Max);
            }
        }

        Follow(day);
        for (var lead = 1; lead <= MostLead; lead++)
        {
            var target = day.Day.AddDays(lead);
            if (!open.TryGetValue(target, out var there))
            {
                open[target] = there = [];
            }

            there.Add((lead, Mean(Look(target, lead), lead, Season.Of(target))));
        }
    }

    /// <returns>Null when the last reading is too long ago.</returns>
    public DayForecast? Predict(DateOnly origin, int horizon)
    {
        var target = origin.AddDays(horizon);
        if (last is not { } known || target.DayNumber - known.Day.DayNumber is var lead && lead is < 1 or > MostLead)
        {
            return null;
        }

        var mean = Mean(Look(target, lead), lead, Season.Of(target));
        var (low, high) = bands.Around(lead, mean);
        return new DayForecast(target, mean, low, high);
    }

    private List<ForecastCase> Replay(IReadOnlyList<DayValue> history)
    {
        var cases = new List<ForecastCase>();
        for (var i = 0; i < history.Count; i++)
        {
            Follow(history[i]);
            for (var j = i + 1; j < history.Count && history[j].Day.DayNumber - history[i].Day.DayNumber is var lead && lead <= MostLead; j++)
            {
                cases.Add(new ForecastCase(history[j].Day, lead, Look(history[j].Day, lead), history[j].Max));
            }
        }

        return cases;
    }

    private void Follow(DayValue day)
    {
        foreach (var model in models)
        {
            model.Observe(day);
        }

        (before, last, highest) = (last, day, Math.Max(highest, day.Max));
    }

    private double Mean(Outlook outlook, int lead, int season) => Math.Min(blends[lead]?.Of(outlook, season) ?? outlook.Expected, BeyondHighest * highest);

    private Outlook Look(DateOnly target, int lead)
    {
        var now = last!.Value;
        // A value of another month is no neighbour.
        var earlier = before is { } b && now.Day.DayNumber - b.Day.DayNumber <= Horizons ? b : now;
        var (shares, sums) = (models[0].Expect(target, lead), models[1].Expect(target, lead));
        var expected = Math.Min((shares + sums) / 2, BeyondHighest * highest);
        var usual = (models[0].Usual(target) + models[1].Usual(target)) / 2;
        var (tide, tideNow, angle) = (TideTerms.Of(target), TideTerms.Of(now.Day), Season.Angle(target));
        return new Outlook(expected,
        [
            typical, expected - typical, shares - sums, now.Max - expected, earlier.Max - expected, usual - expected, now.Max - earlier.Max, now.Min - 0.5 * now.Max,
            typical * tide[0], typical * tide[1], typical * tide[2], typical * tide[3], expected * tide[0], expected * tide[1], now.Max * tideNow[0], now.Max * tideNow[1],
            now.Max * tide[0], now.Max * tide[1], expected * Math.Cos(angle), expected * Math.Sin(angle), (expected - typical) * (expected - typical) / typical,
        ], ThirteenTerms.Row(now, earlier, target));
    }
}
