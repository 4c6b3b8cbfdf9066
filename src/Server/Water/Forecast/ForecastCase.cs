namespace TungNgo.Water.Forecast;

/// <summary>What is known at an origin of a day to come.</summary>
/// <param name="Expected">What the models expect, g/l.</param>
/// <param name="Terms">What a correction of that may go by.</param>
/// <param name="Plain">The thirteen terms of the plain regression.</param>
internal readonly record struct Outlook(double Expected, double[] Terms, double[] Plain);

/// <summary>A forecast that could have been made in the past, and what came.</summary>
/// <param name="Lead">Days from the last reading to the day forecast.</param>
internal readonly record struct ForecastCase(DateOnly Day, int Lead, Outlook Outlook, double Actual)
{
    public int SeasonYear => Season.Of(Day);
}
