namespace TungNgo.Water.Forecast;

/// <summary>A season of salt lies between two rainy seasons: it runs from September to August and bears the year of its January.</summary>
internal static class Season
{
    public static int Of(DateOnly day) => day.Month >= 9 ? day.Year + 1 : day.Year;

    public static DateOnly Start(int season) => new(season - 1, 9, 1);

    /// <summary>Day of the year as an angle.</summary>
    public static double Angle(DateOnly day) => 2 * Math.PI * (day.DayOfYear - 1) / 365.25;
}
