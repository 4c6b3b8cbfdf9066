using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Sets up every connection in one place. WAL lets readers go on while one writes; synchronous=FULL makes an acknowledged write
/// survive power loss, which NORMAL does not in WAL mode.
/// </summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    /// <summary>A pooled connection is opened for each query, but what is set here stays with SQLite's handle.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    private const string Sql = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000;
        PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (Done.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
        Done.AddOrUpdate(handle, this);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite works in this thread either way.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
