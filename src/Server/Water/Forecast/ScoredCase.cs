namespace TungNgo.Water.Forecast;

/// <summary>One forecast that could be checked, beside what others would have said on the same day.</summary>
/// <param name="Actual">The highest salinity that was read on the target day, g/l.</param>
internal readonly record struct ScoredCase(
    DateOnly Origin, int Horizon, DayForecast Forecast, double Persistence, double Climatology, double Regression, double Actual)
{
    /// <summary>What counts as equal: readings have a decimal, not more.</summary>
    private const double Equal = 1e-9;

    public int SeasonYear => Season.Of(Origin);
    public bool IsWithin => Actual >= Forecast.Low - Equal && Actual <= Forecast.High + Equal;

    public double Said(Method method) => method switch
    {
        Method.Forecast => Forecast.Mean,
        Method.Persistence => Persistence,
        Method.Climatology => Climatology,
        _ => Regression,
    };
}
