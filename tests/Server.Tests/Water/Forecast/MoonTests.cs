using TungNgo.Water.Forecast;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>The sky against published places and dates.</summary>
public sealed class MoonTests
{
    [Fact]
    public void The_moon_stands_where_the_book_has_it()
    {
        // Meeus, example 47.a: 12 April 1992, 0 h dynamical time.
        var sky = Moon.At(new DateTime(1992, 4, 12, 7, 0, 0));
        Assert.Equal(133.162655, Degrees(sky.Moon.Longitude), 0.1);
        Assert.Equal(-3.229126, sky.Moon.Latitude * 180 / Math.PI, 0.05);
        Assert.Equal(368409.7, sky.MoonDistance, 150.0);
        Assert.Equal(13.768368, sky.Moon.Declination * 180 / Math.PI, 0.1);
        Assert.Equal(134.688470, Degrees(sky.Moon.Ascension), 0.1);
    }

    [Fact]
    public void The_sun_stands_where_the_book_has_it()
    {
        // Meeus, example 25.a: 13 October 1992, 0 h dynamical time.
        var sky = Moon.At(new DateTime(1992, 10, 13, 7, 0, 0));
        Assert.Equal(199.90988, Degrees(sky.Sun.Longitude), 0.02);
        Assert.Equal(-7.78507, sky.Sun.Declination * 180 / Math.PI, 0.02);
        Assert.Equal(0.99766, sky.SunDistance, 0.0005);
    }

    [Theory]
    // New and full moons in Vietnam's time.
    [InlineData(2000, 1, 7, 1, 14, 0)]
    [InlineData(2024, 4, 9, 1, 21, 0)]
    [InlineData(2025, 1, 29, 19, 36, 0)]
    [InlineData(2025, 2, 12, 20, 53, 14.765)]
    [InlineData(2024, 2, 24, 19, 30, 14.765)]
    public void New_and_full_moons_come_at_their_hour(int year, int month, int day, int hour, int minute, double age)
    {
        var off = Moon.Age(new DateTime(year, month, day, hour, minute, 0)) - age;
        Assert.Equal(0, Math.IEEERemainder(off, Moon.SynodicMonth), 0.02);
    }

    [Fact]
    public void Springs_pull_more_than_neaps()
    {
        var year = Enumerable.Range(0, 355).Select(i => new DateOnly(2024, 1, 1).AddDays(i)).ToList();
        double Mean(Func<double, bool> chosen) => year.Where(d => chosen(Math.Cos(TideTerms.SpringPhase(d.AddDays(-1))))).Average(d => TideTerms.Of(d)[0]);
        Assert.True(Mean(c => c > 0.8) > Mean(c => c < -0.8) + 1);
    }

    private static double Degrees(double radians) => (radians * 180 / Math.PI + 720) % 360;
}
