namespace TungNgo.Data;

/// <summary>Legal days are days in Vietnam (UTC+7, no daylight saving): a visit at 23:30 UTC belongs to the next morning.</summary>
internal static class LegalDay
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);

    /// <summary>Days since 1970-01-01: how days are stored where they are counted.</summary>
    public static int Number(this DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly FromNumber(int number) => DateOnly.FromDayNumber(number + Epoch);

    /// <summary>The instant at which a legal day begins.</summary>
    public static DateTime Start(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);

    /// <summary>The same instant as clocks in Vietnam show it, with their distance from UTC.</summary>
    public static DateTimeOffset AtHome(DateTime utc) => new(ToLocal(utc), Offset);

    public static DateTime ToLocal(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);
}
