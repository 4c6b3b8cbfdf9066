using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace TungNgo.Data;

internal enum Trouble
{
    /// <summary>Somebody else holds the database, or it is away for a while: what was asked may be asked again.</summary>
    Busy = 1,

    /// <summary>The disk holds no more until somebody frees space.</summary>
    Full = 2,
}

/// <summary>Tells what fails for the database's sake from what fails for its own.</summary>
internal static class DatabaseTrouble
{
    private const int NoSpaceOnDevice = 28;

    /// <returns>Null when the database is well.</returns>
    public static Trouble? Of(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } or IOException { HResult: NoSpaceOnDevice } => Trouble.Full,
        // The disk or the folder is away: the file is not there to be opened, or ends under the reader's hands.
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR } => Trouble.Busy,
        PostgresException postgres => IsAway(postgres) ? Trouble.Busy : null,
        NpgsqlException { IsTransient: true } => Trouble.Busy,
        _ => fault.InnerException is { } inner ? Of(inner) : null,
    };

    /// <summary>Whether something was to be written under an id that something else has already.</summary>
    public static bool IsClash(Exception fault) => fault switch
    {
        SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        _ => fault.InnerException is { } inner && IsClash(inner),
    };

    /// <summary>Held by somebody, out of connections, starting, stopping, or having ended this connection.</summary>
    private static bool IsAway(PostgresException fault) => fault.IsTransient
        || fault.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.QueryCanceled;
}
