using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// What this process keeps of its database file: who writes next, and the one connection that writes. Every commit of another connection
/// empties a connection's page cache; the one that makes nearly all commits keeps its own. WAL lets readers go on while one writes;
/// synchronous=FULL makes an acknowledged write survive power loss, which NORMAL does not in WAL mode. The file is not mapped into memory:
/// each connection's mapping would count anew, and a disk that fails would end the process instead of one query. 16 MB of WAL before it is
/// folded in: at the default of 4 MB every fortieth visit waited for that.
/// </summary>
/// <param name="path">Full path of the file.</param>
/// <param name="busyAfter">How long a connection waits for another process that holds the file.</param>
internal sealed class SqliteFile(string path, TimeSpan busyAfter) : DbConnectionInterceptor, IDisposable
{
    /// <summary>How long the end of the program waits for another process to let the log be folded in.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // First of all the time to wait: turning WAL on may already meet somebody.
    private readonly string pragmas = $"""
        PRAGMA busy_timeout={(long)busyAfter.TotalMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
        PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;
        """;

    /// <summary>A pooled connection is opened for each query, but what is set here stays with SQLite's handle.</summary>
    private readonly ConditionalWeakTable<sqlite3, object> setUp = [];
    private readonly Lock gate = new();
    private SqliteDb? writer;

    public string Connection { get; } = ConnectionTo(path, busyAfter);
    public WriteTurns Turns { get; } = new();

    /// <summary>The connection that writes. Only the holder of the turn uses it.</summary>
    public DbConnection Writer(DbContextOptions<SqliteDb> options)
    {
        lock (gate)
        {
            if (writer?.Database.GetDbConnection() is { State: System.Data.ConnectionState.Open } open)
            {
                return open;
            }

            writer?.Dispose();
            // A context makes it, so that it has the functions that EF Core's queries may call.
            writer = new SqliteDb(options);
            writer.Database.OpenConnection();
            var made = writer.Database.GetDbConnection();
            using var command = made.CreateCommand();
            command.CommandText = "PRAGMA cache_size=-32000";
            command.ExecuteNonQuery();
            return made;
        }
    }

    /// <summary>Gives the writing connection up after a fault that may have left something open in it.</summary>
    public void ForgetWriter()
    {
        lock (gate)
        {
            if (writer?.Database.GetDbConnection() is SqliteConnection { Handle: { } handle })
            {
                SqliteRows.Forget(handle);
            }

            writer?.Dispose();
            writer = null;
        }
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (setUp.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
        setUp.AddOrUpdate(handle, this);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite works in this thread either way.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Closes the file so that it stands alone: all of the log is folded in, and no connection keeps a log beside it. A copy of the file is
    /// then a copy of the database.
    /// </summary>
    public void Dispose()
    {
        ForgetWriter();
        foreach (var (handle, _) in setUp)
        {
            SqliteRows.Forget(handle);
        }

        using (var pooled = new SqliteConnection(Connection))
        {
            SqliteConnection.ClearPool(pooled);
        }

        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            // The last connection that closes removes the log.
            using var last = new SqliteConnection(ConnectionTo(path, Patience, pooling: false));
            last.Open();
            using var fold = last.CreateCommand();
            fold.CommandText = $"PRAGMA busy_timeout={(long)Patience.TotalMilliseconds}; PRAGMA wal_checkpoint(TRUNCATE)";
            fold.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Another process still uses it, and folds the log in when it ends; or the disk is full, and the log holds what was acknowledged.
        }
    }

    public static string ConnectionTo(string path, TimeSpan busyAfter, bool pooling = true) => new SqliteConnectionStringBuilder
    {
        DataSource = path, Cache = SqliteCacheMode.Private, Pooling = pooling,
        // Within a statement SQLite itself waits; the provider tries again until this is over. Zero would be for ever.
        DefaultTimeout = Math.Max(1, (int)busyAfter.TotalSeconds),
    }.ConnectionString;
}
