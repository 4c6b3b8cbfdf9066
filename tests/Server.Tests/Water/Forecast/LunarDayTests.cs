using System.Globalization;
using TungNgo.Water.Forecast;
using TungNgo.Water.Pages;
using TungNgo.Web;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>Lunar days against published calendars.</summary>
public sealed class LunarDayTests
{
    [Theory]
    [InlineData(2007, 2, 17)]
    [InlineData(2024, 2, 10)]
    [InlineData(2025, 1, 29)]
    [InlineData(2026, 2, 17)]
    public void Tet_is_the_first_of_the_first_month(int year, int month, int day)
    {
        var tet = new DateOnly(year, month, day);
        Assert.Equal(new LunarDay(year, 1, 1, false), LunarDay.Of(tet));
        Assert.Equal((year - 1, 12), (LunarDay.Of(tet.AddDays(-1)).Year, LunarDay.Of(tet.AddDays(-1)).Month));
    }

    [Theory]
    [InlineData("2023-02-20", 2, 1, false)]
    [InlineData("2023-03-22", 2, 1, true)]
    [InlineData("2023-04-20", 3, 1, false)]
    [InlineData("2025-06-25", 6, 1, false)]
    [InlineData("2025-07-25", 6, 1, true)]
    [InlineData("2025-08-23", 7, 1, false)]
    [InlineData("2025-02-12", 1, 15, false)]
    [InlineData("2024-09-17", 8, 15, false)]
    public void Leap_months_bear_the_number_of_the_one_before(string day, int month, int number, bool leap)
    {
        var lunar = LunarDay.Of(DateOnly.Parse(day, CultureInfo.InvariantCulture));
        Assert.Equal((month, number, leap), (lunar.Month, lunar.Day, lunar.IsLeap));
    }

    [Fact]
    public void By_the_clock_of_Peking_every_day_of_forty_years_is_that_of_Chinas_calendar()
    {
        var china = new ChineseLunisolarCalendar();
        for (var day = new DateOnly(1995, 1, 1); day.Year < 2036; day = day.AddDays(1))
        {
            var at = day.ToDateTime(TimeOnly.MinValue);
            var (year, month, leap) = (china.GetYear(at), china.GetMonth(at), china.GetLeapMonth(china.GetYear(at)));
            var said = new LunarDay(year, leap > 0 && month >= leap ? month - 1 : month, china.GetDayOfMonth(at), month == leap);
            Assert.Equal((day, said), (day, LunarDay.Of(day, hours: 8)));
        }
    }

    [Fact]
    public void Days_follow_one_another_and_differ_from_Chinas_where_an_hour_does()
    {
        var (before, other) = (LunarDay.Of(new DateOnly(1994, 12, 31)), new HashSet<int>());
        for (var day = new DateOnly(1995, 1, 1); day.Year < 2036; day = day.AddDays(1))
        {
            var lunar = LunarDay.Of(day);
            Assert.True(lunar.Day == before.Day + 1 || (lunar.Day == 1 && before.Day is 29 or 30), $"{day}: {lunar} after {before}");
            if (lunar != LunarDay.Of(day, hours: 8))
            {
                other.Add(day.Year);
            }

            before = lunar;
        }

        Assert.Contains(2007, other);
        Assert.Contains(2030, other);
    }

    [Theory]
    [InlineData("vi", "2025-02-12", "15 tháng Giêng", "15/1 âl")]
    [InlineData("vi", "2023-03-22", "mùng 1 tháng Hai nhuận", "1/2 nhuận âl")]
    [InlineData("en", "2025-01-28", "29 of lunar month 12", "29/12 lunar")]
    public void Farmers_read_it_as_they_say_it(string language, string day, string said, string written)
    {
        var at = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal((said, written), (LunarWords.Long(at, Texts.In(language)), LunarWords.Short(at, Texts.In(language))));
    }
}
