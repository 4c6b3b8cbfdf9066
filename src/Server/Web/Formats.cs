using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Data;

namespace TungNgo.Web;

/// <summary>
/// Numbers and dates as Vietnamese write them, in every language of the console: readers compare the screen with paper.
/// What is missing is "—", never 0.
/// </summary>
internal static partial class Formats
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

    /// <summary>
    /// The day that somebody typed or an address says, with strokes, dots, dashes, blanks or nothing between its parts: 5/10/24, 05102024, 2024-10-05. The day stands
    /// before the month, as on paper.
    /// </summary>
    /// <returns>Null when it says none.</returns>
    public static DateOnly? DayOf(string? text) => IsoDayOf(text) is { } iso ? DayOf(iso.Year, iso.Month, iso.Day)
        : TypedDay().Match(Typed(text)) is { Success: true } typed ? DayOf(Whole(typed.Groups["year"]), Whole(typed.Groups["month"]), Whole(typed.Groups["day"])) : null;

    /// <summary>As <see cref="DayOf(string?)"/>, where nothing may be said but not nonsense: what cannot be read is not taken for nothing.</summary>
    /// <exception cref="Refusal">It is there and is no day.</exception>
    public static DateOnly? DayTyped(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DayOf(text) ?? throw new Refusal(Problems.DayUnreadable, text.Length <= LongestDay ? text : text[..LongestDay] + "…");

    /// <summary>2024-10-05 and nothing else: a day within a code.</summary>
    public static DateOnly? IsoDayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The first day of a month as somebody typed it: 10/2024, 102024, 2024-10.</summary>
    public static DateOnly? MonthOf(string? text) => IsoDayOf($"{text?.Trim()}-01")
        ?? (TypedMonth().Match(Typed(text)) is { Success: true } typed ? DayOf(Whole(typed.Groups["year"]), Whole(typed.Groups["month"]), 1) : null);

    /// <summary>Days beyond these nobody means, and nothing is reckoned from them.</summary>
    private const int FirstYear = 1800, LastYear = 2199;
    private const int LongestDay = 20;

    /// <summary>Keyboards write digits of their own: ៥/១០/២០២៤.</summary>
    private static string Typed(string? text) =>
        string.Concat((text?.Trim() ?? "").Select(c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c));

    private static int Whole(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static DateOnly? DayOf(int year, int month, int day) =>
        (year < 100 ? year + 2000 : year) is var full && month is >= 1 and <= 12 && day >= 1 && full is >= FirstYear and <= LastYear && day <= DateTime.DaysInMonth(full, month) ? new(full, month, day) : null;

    [GeneratedRegex(@"^(?:(?<day>[0-9]{1,2})[/.\- ](?<month>[0-9]{1,2})[/.\- ](?<year>[0-9]{4}|[0-9]{2})|(?<day>[0-9][0-9])(?<month>[0-9][0-9])(?<year>[0-9]{4}))$", RegexOptions.CultureInvariant)]
    private static partial Regex TypedDay();

    [GeneratedRegex(@"^(?<month>[0-9]{1,2})[/.\- ]?(?<year>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex TypedMonth();
}
