using TungNgo.Water.Forecast;
using TungNgo.Web;

namespace TungNgo.Water.Pages;

/// <summary>Lunar days as farmers say them: tides, markets and feasts go by them.</summary>
internal static class LunarWords
{
    /// <summary>"15 tháng Giêng", "mùng 1 tháng Hai nhuận".</summary>
    public static string Long(DateOnly day, Texts t)
    {
        var lunar = LunarDay.Of(day);
        return t[lunar.IsLeap ? "lunar.leap" : "lunar.day", lunar.Day > 10 ? $"{lunar.Day}" : t["lunar.first", lunar.Day], t[$"lunar.month.{lunar.Month}"]];
    }

    /// <summary>"15/1 âl", "1/2 nhuận âl".</summary>
    public static string Short(DateOnly day, Texts t)
    {
        var lunar = LunarDay.Of(day);
        return t[lunar.IsLeap ? "lunar.short.leap" : "lunar.short", lunar.Day, lunar.Month];
    }
}
