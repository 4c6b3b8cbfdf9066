using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// How SQLite stores what it has no type for: an id as its 16 bytes in the order in which version 7 sorts by time, an instant as microseconds
/// since 1970 (PostgreSQL's precision), a day as days since 1970, a time of day as microseconds since midnight. As text an id takes 36 letters
/// in every table and index that names it.
/// </summary>
internal static class SqliteForms
{
    public static void Configure(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Guid>().HaveConversion<IdForm>();
        configuration.Properties<DateTime>().HaveConversion<InstantForm>();
        configuration.Properties<DateTimeOffset>().HaveConversion<OffsetForm>();
        configuration.Properties<DateOnly>().HaveConversion<DayForm>();
        configuration.Properties<TimeOnly>().HaveConversion<TimeForm>();

        // Parameters and constants that belong to no column.
        configuration.DefaultTypeMapping<Guid>().HasConversion<IdForm>();
        configuration.DefaultTypeMapping<DateTime>().HasConversion<InstantForm>();
        configuration.DefaultTypeMapping<DateOnly>().HasConversion<DayForm>();
        configuration.DefaultTypeMapping<TimeOnly>().HasConversion<TimeForm>();
    }

    /// <exception cref="InvalidOperationException">The instant is not in UTC.</exception>
    public static long Instant(DateTime instant) =>
        instant.Kind == DateTimeKind.Utc ? (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : throw AppDb.NotUtc(instant);

    public static DateTime Instant(long stored) => new(stored * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc);

    public static long Time(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    public static TimeOnly Time(long stored) => new(stored * TimeSpan.TicksPerMicrosecond);

    internal sealed class IdForm() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    internal sealed class InstantForm() : ValueConverter<DateTime, long>(instant => Instant(instant), stored => Instant(stored));

    internal sealed class OffsetForm() : ValueConverter<DateTimeOffset, long>(instant => Instant(instant.UtcDateTime), stored => new DateTimeOffset(Instant(stored)));

    internal sealed class DayForm() : ValueConverter<DateOnly, int>(day => day.Number(), stored => LegalDay.FromNumber(stored));

    internal sealed class TimeForm() : ValueConverter<TimeOnly, long>(time => Time(time), stored => Time(stored));
}
