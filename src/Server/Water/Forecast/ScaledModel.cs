namespace TungNgo.Water.Forecast;

/// <summary>
/// The usual and the anomaly on one scale, ln(1 + y/unit): with a small unit errors are shares of the level, with a large one they are g/l.
/// </summary>
internal sealed class ScaledModel
{
    private readonly double unit;
    private readonly Expectation usual;
    private readonly double[] variances = new double[StationForecaster.MostLead + 1];
    private AnomalyFilter filter;

    private ScaledModel(double unit, Expectation usual, AnomalyFilter filter) => (this.unit, this.usual, this.filter) = (unit, usual, filter);

    public static ScaledModel Fit(IReadOnlyList<DayValue> days, double unit)
    {
        var scaled = days.Select(d => (d.Day, Value: Math.Log(1 + d.Max / unit))).ToList();
        // How anomalies behave is seen once the usual is known, and the usual more sharply once that is known.
        var usual = Expectation.Fit(scaled, null);
        var habits = AnomalyTuning.Find(Against(scaled, usual));
        for (var round = 0; round < Rounds; round++)
        {
            usual = Expectation.Fit(scaled, habits);
            habits = AnomalyTuning.Find(Against(scaled, usual));
        }

        var anomalies = Against(scaled, usual);
        var model = new ScaledModel(unit, usual, new AnomalyFilter(habits));
        var counts = new int[model.variances.Length];
        for (var i = 0; i < anomalies.Count; i++)
        {
            model.Observe(days[i]);
            for (var j = i + 1; j < anomalies.Count && anomalies[j].Day.DayNumber - anomalies[i].Day.DayNumber is var horizon && horizon <= StationForecaster.MostLead; j++)
            {
                model.variances[horizon] += Math.Pow(anomalies[j].Anomaly - model.Anomaly(anomalies[j].Day), 2);
                counts[horizon]++;
            }
        }

        for (var horizon = 1; horizon < counts.Length; horizon++)
        {
            model.variances[horizon] = counts[horizon] > 0 ? model.variances[horizon] / counts[horizon] : model.variances[horizon - 1];
        }

        // The past is gone through again by whoever asked.
        model.filter = new AnomalyFilter(habits);
        return model;
    }

    // One round more was tried: it changes nothing.
    private const int Rounds = 1;

    private static List<(DateOnly Day, double Anomaly)> Against(IEnumerable<(DateOnly Day, double Value)> scaled, Expectation usual) =>
        [.. scaled.Select(d => (d.Day, d.Value - usual.Of(d.Day)))];

    public void Observe(DayValue day) => filter.Observe(day.Day.DayNumber, Math.Log(1 + day.Max / unit) - usual.Of(day.Day), TideTerms.Of(day.Day));

    /// <summary>What is usual on that day, g/l.</summary>
    public double Usual(DateOnly day) => Math.Max(0, unit * (Math.Exp(usual.Of(day)) - 1));

    /// <summary>Mean of what is to be expected, g/l; half the variance is what the scale's curve takes from a mean.</summary>
    public double Expect(DateOnly day, int horizon) =>
        Math.Max(0, unit * (Math.Exp(usual.Of(day) + Anomaly(day) + variances[horizon] / 2) - 1));

    private double Anomaly(DateOnly day) => filter.Expect(day.DayNumber, TideTerms.Of(day));
}
