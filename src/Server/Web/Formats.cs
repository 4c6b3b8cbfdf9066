using System.Globalization;
using TungNgo.Data;

namespace TungNgo.Web;

/// <summary>
/// Numbers and dates as Vietnamese write them, in every language of the console: readers compare the screen with paper.
/// What is missing is "—", never 0.
/// </summary>
internal static class Formats
{
    public const string Missing = "—";
    private const string NoBreak = "\u00a0";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>26.291</summary>
    /// <summary>Whole minutes, at least one.</summary>
    public static string Minutes(TimeSpan span) => Number((long)Math.Ceiling(Math.Max(span.TotalMinutes, 1)));

    public static string Number(long? value) => value?.ToString("N0", Vietnamese) ?? Missing;

    /// <summary>12,5 (as many decimals as asked, none when they are zero).</summary>
    public static string Number(double? value, int decimals) =>
        value is { } v && double.IsFinite(v) ? v.ToString("#,##0." + new string('#', decimals), Vietnamese) : Missing;

    /// <summary>50,6 % of a share between 0 and 1.</summary>
    public static string Percent(double? share, int decimals = 1) =>
        share is { } v && double.IsFinite(v) ? (v * 100).ToString("N" + decimals, Vietnamese) + NoBreak + "%" : Missing;

    /// <summary>The share of <paramref name="part"/> in <paramref name="whole"/>; missing when there is no whole to speak of.</summary>
    public static string Ratio(long? part, long? whole) => Percent(Share(part, whole));

    public static double? Share(long? part, long? whole) => part is { } p && whole is > 0 ? (double)p / whole : null;

    /// <summary>+1.204 / −35 / 0</summary>
    public static string Signed(long? value) => value is null ? Missing : (value > 0 ? "+" : value < 0 ? "−" : "") + Number(Math.Abs(value.Value));

    /// <summary>05/10/2024</summary>
    public static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>"ngày 05 tháng 10 năm 2024", at the head of a document: days below ten and the first two months bear a nought (Decree 30/2020).</summary>
    public static string DocumentDay(DateOnly day) => $"ngày {day.Day:00} tháng {(day.Month < 3 ? $"{day.Month:00}" : $"{day.Month}")} năm {day.Year}";

    /// <summary>05/10/2024 07:30, the time of a clock in Vietnam.</summary>
    public static string Instant(DateTime? utc) =>
        utc is { } instant ? LegalDay.ToLocal(instant).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : Missing;

    /// <summary>For date fields and addresses: 2024-10-05.</summary>
    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The day that a date field or an address says; null when it says none.</summary>
    public static DateOnly? DayOf(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
