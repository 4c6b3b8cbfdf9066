namespace TungNgo.Water.Forecast;

/// <summary>Who forecasts.</summary>
internal enum Method
{
    Forecast,

    /// <summary>The last day that was read, again.</summary>
    Persistence,

    /// <summary>The mean of that time of the year in earlier years.</summary>
    Climatology,

    /// <summary>The regression of thirteen terms.</summary>
    Regression,
}

/// <summary>
/// How warnings of a threshold would have gone. A warning is given when the forecast's upper edge (the 0.9 quantile) reaches the threshold, or another
/// method's value does;
/// it was right when the day's highest reading reached it.
/// </summary>
/// <param name="Threshold">g/l.</param>
/// <param name="Hits">Warned and came.</param>
/// <param name="Misses">Came without a warning.</param>
/// <param name="FalseAlarms">Warned and did not come.</param>
internal readonly record struct AlertScore(double Threshold, int Hits, int Misses, int FalseAlarms)
{
    /// <summary>Share of the days that came which had been warned of; null when none came.</summary>
    public double? HitRate => Hits + Misses > 0 ? (double)Hits / (Hits + Misses) : null;

    /// <summary>Share of the warnings after which it did not come; null when none was given.</summary>
    public double? FalseAlarmRatio => Hits + FalseAlarms > 0 ? (double)FalseAlarms / (Hits + FalseAlarms) : null;
}

/// <param name="Rmse">Root of the mean squared error, g/l.</param>
/// <param name="Mae">Mean size of the error, g/l.</param>
/// <param name="Bias">Mean of forecast less reading, g/l.</param>
internal sealed record MethodScore(Method Method, double Rmse, double Mae, double Bias, IReadOnlyList<AlertScore> Alerts);

/// <summary>All methods on the same days, at one horizon.</summary>
/// <param name="Coverage">Share of days within the band between the 0.1 and the 0.9 quantile, edges included; 0.8 is meant.</param>
internal sealed record HorizonScore(int Horizon, int Count, double Coverage, IReadOnlyList<MethodScore> Methods)
{
    public static IReadOnlyList<double> Thresholds { get; } = [1, 2, 4];

    public MethodScore Of(Method method) => Methods.First(m => m.Method == method);

    /// <returns>Null when there is nothing to score.</returns>
    public static HorizonScore? Of(int horizon, IReadOnlyList<ScoredCase> cases) => cases.Count == 0 ? null : new(
        horizon, cases.Count, (double)cases.Count(c => c.IsWithin) / cases.Count, [.. Enum.GetValues<Method>().Select(m => ScoreOf(m, cases))]);

    private static MethodScore ScoreOf(Method method, IReadOnlyList<ScoredCase> cases)
    {
        var errors = cases.Select(c => c.Said(method) - c.Actual).ToList();
        return new MethodScore(method, Math.Sqrt(errors.Average(e => e * e)), errors.Average(Math.Abs), errors.Average(), [.. Thresholds.Select(t => Alerts(method, t, cases))]);
    }

    private static AlertScore Alerts(Method method, double threshold, IReadOnlyList<ScoredCase> cases)
    {
        bool Warned(ScoredCase c) => (method == Method.Forecast ? c.Forecast.High : c.Said(method)) >= threshold;
        bool Came(ScoredCase c) => c.Actual >= threshold;
        return new AlertScore(threshold, cases.Count(c => Warned(c) && Came(c)), cases.Count(c => !Warned(c) && Came(c)), cases.Count(c => Warned(c) && !Came(c)));
    }
}
