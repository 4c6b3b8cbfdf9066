using Microsoft.Data.Sqlite;
using SQLitePCL;
using TungNgo.Data.Sqlite;

namespace TungNgo.Data.Backups;

/// <summary>
/// By SQLite's own online copy: what is still in the log comes along, which a copy of the file would miss, and the copy is one instant while
/// the server goes on writing.
/// </summary>
internal sealed class SqliteCopy(string path) : DatabaseCopy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override Task<bool> HoldsDataAsync(CancellationToken ct) => Task.FromResult(File.Exists(path) && new FileInfo(path).Length > 0);

    public override Task<Restoring> TakeInAsync(string file, CancellationToken ct)
    {
        if (!BeginsWith(file, "SQLite format 3\0"u8))
        {
            throw new UnusableDatabaseException($"{file} is no backup of a SQLite database.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var guard = Guard();
        try
        {
            var beside = path + ".restoring";
            Remove(beside);
            MakeEmpty(beside);
            Copy(file, SqliteOpenMode.ReadOnly, beside);
            return Task.FromResult<Restoring>(new Beside(path, beside, guard));
        }
        catch
        {
            guard?.Dispose();
            throw;
        }
    }

    protected override Task CopyOutAsync(string partial, CancellationToken ct)
    {
        Copy(path, SqliteOpenMode.ReadWrite, partial);
        return Task.CompletedTask;
    }

    private static void Copy(string from, SqliteOpenMode mode, string to)
    {
        using var source = Open(from, mode);
        using var target = Open(to, SqliteOpenMode.ReadWrite);
        source.BackupDatabase(target);
        // One file that needs no log beside it, and that can be read where nothing can be written.
        Ask(target, "PRAGMA journal_mode=DELETE");
        if (Ask(target, "PRAGMA quick_check(1)") is not "ok")
        {
            throw new UnusableDatabaseException($"{from} is damaged: what was copied from it cannot be read back.");
        }

        if (Ask(target, "SELECT count(*) FROM sqlite_master WHERE name = 'FeedCounters'") is not 1L)
        {
            throw new UnusableDatabaseException($"{from} is no database of this program.");
        }
    }

    /// <summary>Holds the database that is there, so that no server can start on it before the other one is in its place.</summary>
    /// <returns>Null when there is nothing to hold: no file, or one that cannot be read any more.</returns>
    private SqliteConnection? Guard()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var guard = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            // Leaving the log's mode needs the file for oneself: this fails while anybody has it open.
            Ask(guard, "PRAGMA locking_mode=EXCLUSIVE");
            Ask(guard, "PRAGMA journal_mode=DELETE");
            Ask(guard, "BEGIN EXCLUSIVE");
            return guard;
        }
        catch (SqliteException fault)
        {
            guard.Dispose();
            return fault.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED
                ? throw new UnusableDatabaseException($"A server or another program uses {path}; end it first. Nothing was changed.", fault)
                : null;
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(SqliteFile.ConnectionTo(path, Patience, pooling: false)) { Mode = mode }.ConnectionString);
        connection.Open();
        Ask(connection, $"PRAGMA busy_timeout={(long)Patience.TotalMilliseconds}");
        return connection;
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Remove(string path)
    {
        foreach (var suffix in (string[])["-wal", "-shm", "-journal", ""])
        {
            File.Delete(path + suffix);
        }
    }

    private sealed class Beside(string path, string beside, SqliteConnection? guard) : Restoring
    {
        public override string Address => $"sqlite:{beside}";

        public override Task KeepAsync(CancellationToken ct)
        {
            if (File.Exists(beside + "-wal"))
            {
                throw new UnusableDatabaseException($"Somebody else has {beside} open; nothing was changed.");
            }

            // A log that stayed beside the old file would be replayed into the new one.
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            File.Move(beside, path, overwrite: true);
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            guard?.Dispose();
            Remove(beside);
            return ValueTask.CompletedTask;
        }
    }
}
