using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Sets up every connection in one place. WAL lets readers go on while one writes; synchronous=FULL makes an acknowledged write
/// survive power loss, which NORMAL does not in WAL mode.
/// </summary>
internal sealed class Pragmas : DbConnectionInterceptor
{
    private const string Sql = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000;
        PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
