using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Cli;

/// <summary>What may keep a verb from its work through no fault of the program's, in words for whoever runs it.</summary>
internal static class Faults
{
    /// <param name="database">The address that was given.</param>
    /// <returns>Null for what is no such fault but a mistake of ours.</returns>
    public static string? Sentence(Exception fault, string? database) => fault switch
    {
        UnusableDatabaseException => fault.Message,
        Refusal refusal => Refused(refusal),
        SqliteException sqlite => $"The database {Name(database)} {Sqlite(sqlite)}",
        PostgresException postgres => $"The database {Name(database)} {Postgres(postgres)}",
        NpgsqlException => $"The database {Name(database)} cannot be reached: {Innermost(fault)}. See that the server runs and that the address is right.",
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            "The address to listen on is taken by another program; end that program or choose another address with --urls.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This account may not listen on that address; ports below 1024 belong to the system. Choose another one with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "This machine does not have the address to listen on; choose another one with --urls.",
        UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException => $"{fault.Message} See that the folder is there and that this account may read and write in it.",
        _ when fault.InnerException is { } inner => Sentence(inner, database),
        IOException => fault.Message,
        _ => null,
    };

    private static string Refused(Refusal refusal)
    {
        var texts = Texts.In("en");
        var code = $"error.{refusal.Problem.Code}";
        return $"{texts[code, refusal.Values]} {texts[code + ".next", refusal.Values]}";
    }

    private static string Sqlite(SqliteException fault) => fault.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "is held by another program; end that program, or wait until it is done, and try again.",
        SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => $"is damaged or is no database at all ({Said(fault)}). Keep the file and restore a backup: tungngo restore --help.",
        SQLitePCL.raw.SQLITE_CANTOPEN => "cannot be opened: see that its folder is there and that this account may read and write in it.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => "may not be written by this account: see to the rights of the file and of its folder.",
        SQLitePCL.raw.SQLITE_FULL => "does not fit on the disk any more; free space and try again. Nothing was half-written.",
        SQLitePCL.raw.SQLITE_IOERR => $"cannot be read or written: the disk fails ({Said(fault)}).",
        _ => $"cannot be used: {Said(fault)}.",
    };

    private static string Postgres(PostgresException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"lets this account not in: {fault.MessageText}.",
        PostgresErrorCodes.InvalidCatalogName => "is not there; make it first (createdb).",
        PostgresErrorCodes.InsufficientPrivilege => $"may not be changed by this account: {fault.MessageText}.",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => "is held by another program; wait until it is done and try again.",
        PostgresErrorCodes.TooManyConnections => "takes no more connections; try again later, or raise its max_connections.",
        _ => $"cannot be used: {fault.MessageText} ({fault.SqlState}).",
    };

    /// <summary>SQLite's own words out of "SQLite Error 26: 'file is not a database'."</summary>
    private static string Said(SqliteException fault) => fault.Message.Split('\'') is [_, var said, ..] ? said : fault.Message;

    private static string Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault.Message.TrimEnd('.');

    private static string Name(string? database) => database is null ? "" : DatabaseAddress.Parse(database).ToString();
}
