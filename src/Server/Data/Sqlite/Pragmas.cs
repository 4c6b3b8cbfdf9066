using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Sets up every connection in one place. WAL lets readers go on while one writes; synchronous=FULL makes an acknowledged write
/// survive power loss, which NORMAL does not in WAL mode. The file is not mapped into memory: each connection's mapping would count
/// anew, and a disk that fails would end the process instead of one query. 16 MB of WAL before it is folded in: at the default of
/// 4 MB every fortieth visit waited for that.
/// </summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    /// <summary>A pooled connection is opened for each query, but what is set here stays with SQLite's handle.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    private const string Sql = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000;
        PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;
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
