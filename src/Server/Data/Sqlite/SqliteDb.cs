using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Households;

namespace TungNgo.Data.Sqlite;

/// <summary>The embedded default: one file, no service to install.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options)
{
    /// <summary>One writer at a time: there is nobody to pass by.</summary>
    public override string SkipLocked => "";

    /// <summary>FTS5 over <see cref="Household.SearchText"/>; triggers of the first migration keep it. Rows are joined by Number.</summary>
    public override IQueryable<Household> SearchHouseholds(string query)
    {
        var match = string.Join(' ', SearchKey.Words(query).Select(w => $"\"{w}\"*"));
        return match.Length == 0
            ? Households
            : Households.FromSql($"SELECT h.* FROM \"HouseholdSearch\" s CROSS JOIN \"Households\" h ON h.\"Number\" = s.rowid WHERE s.\"Text\" MATCH {match}");
    }

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        // Deferred: EF's own transactions take the write lock at once.
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await Database.UseTransactionAsync(transaction, ct);
        return new Snapshot(this, transaction);
    }

    private sealed class Snapshot(SqliteDb db, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.UseTransactionAsync(null);
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }

    public override async Task<long> InsertRowsAsync(string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        var values = string.Join(", ", columns.Select((_, i) => $"@p{i}"));
        return await RunAsync($"INSERT INTO \"{table}\" ({names}) VALUES ({values})", rows, ct);
    }

    public override Task ExecuteRowsAsync(string sql, IEnumerable<object?[]> rows, CancellationToken ct) => RunAsync(sql, rows, ct);

    private async Task<long> RunAsync(string sql, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        try
        {
            // Synchronous on purpose: SQLite works in this thread either way, and a task per row costs more than the row.
            return SqliteRows.Run((SqliteConnection)Database.GetDbConnection(), sql, rows, ct);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
    }
}
