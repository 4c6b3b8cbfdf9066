using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Data.Rows;
using TungNgo.Households;

namespace TungNgo.Data.Sqlite;

/// <summary>The embedded default: one file, no service to install.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : AppDb(options)
{
    private readonly DbContextOptions<SqliteDb> options = options;

    /// <summary>One writer at a time: there is nobody to pass by.</summary>
    public override string SkipLocked => "";

    private SqliteFile File => options.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<SqliteFile>().Single() ?? throw new InvalidOperationException("The options name no file.");

    /// <summary>
    /// FTS5 over <see cref="Household.SearchText"/>; triggers of the first migration keep it. Rows are joined by Number. The hamlets are words of the
    /// index, too: a surname of a third of the province would else be joined a hundred thousand times for one commune's dozen.
    /// </summary>
    public override IQueryable<Household> SearchHouseholds(IReadOnlyList<string> words, IReadOnlyCollection<Guid> hamlets)
    {
        if (words.Count == 0)
        {
            return Households;
        }

        // A place that no household has: whose scope is empty finds nothing.
        var places = hamlets.Count == 0 ? "none" : string.Join(" OR ", hamlets.Select(h => Convert.ToHexStringLower(h.ToByteArray(true))).Select(h => $"\"{h}\""));
        var match = $"{string.Join(" AND ", words.Select(w => $"Text : \"{w}\"*"))} AND Place : ({places})";
        return Households.FromSql($"SELECT h.* FROM \"HouseholdSearch\" s CROSS JOIN \"Households\" h ON h.\"Number\" = s.rowid WHERE s.\"HouseholdSearch\" MATCH {match}");
    }

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        // Deferred: EF's own transactions take the write lock at once.
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new Snapshot(this, (await Database.UseTransactionAsync(transaction, ct))!, transaction);
    }

    public override async Task<WriteScope> BeginWriteAsync(IReadOnlyList<RowQuery> reads, CancellationToken ct)
    {
        var hold = await Hold.TakeAsync(this, ct);
        try
        {
            var connection = (SqliteConnection)Database.GetDbConnection();
            await using var counter = connection.CreateCommand();
            counter.Transaction = (SqliteTransaction)hold.Transaction.GetDbTransaction();
            counter.CommandText = "SELECT \"Value\" FROM \"FeedCounters\" WHERE \"Id\" = 1";
            var last = (long)counter.ExecuteScalar()!;
            foreach (var query in reads)
            {
                SqliteRows.Read(connection, query);
            }

            return new Scope(this, hold, last);
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
    }

    public override async Task<PlainWrite> BeginPlainWriteAsync(CancellationToken ct)
    {
        var hold = await Hold.TakeAsync(this, ct);
        return new PlainWrite(hold.Transaction, hold);
    }

    public override async Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        try
        {
            foreach (var query in queries)
            {
                SqliteRows.Read((SqliteConnection)Database.GetDbConnection(), query);
            }
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    public override async Task<long> InsertRowsAsync(string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        var values = string.Join(", ", columns.Select((_, i) => $"@p{i}"));
        return await RunAsync($"INSERT INTO \"{table}\" ({names}) VALUES ({values})", rows, ct);
    }

    public override object Stored(object value) => value switch
    {
        Guid id => id.ToByteArray(true),
        DateTime instant => SqliteForms.Instant(instant),
        DateOnly day => day.Number(),
        _ => value,
    };

    public override Task ExecuteRowsAsync(string sql, IEnumerable<object?[]> rows, CancellationToken ct) => RunAsync(sql, rows, ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        SqliteForms.Configure(configurationBuilder);
    }

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

    private sealed class Snapshot(SqliteDb db, IDbContextTransaction used, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The turn to write, and a transaction on the writing connection in the context's hands. When it ends the context reads on a connection of its own again.</summary>
    private sealed class Hold(SqliteDb db, SqliteFile file, WriteTurns.Turn turn) : IAsyncDisposable
    {
        private readonly string own = db.Database.GetConnectionString()!;
        private IDbContextTransaction? transaction;

        public IDbContextTransaction Transaction => transaction!;

        public static async Task<Hold> TakeAsync(SqliteDb db, CancellationToken ct)
        {
            var file = db.File;
            var hold = new Hold(db, file, await file.Turns.TakeAsync(ct));
            try
            {
                db.Database.SetDbConnection(file.Writer(db.options), contextOwnsConnection: false);
                hold.transaction = await db.Database.BeginTransactionAsync(ct);
                return hold;
            }
            catch
            {
                file.ForgetWriter();
                await hold.DisposeAsync();
                throw;
            }
        }

        /// <summary>Undoes what was not committed, and hands the turn on whatever happens.</summary>
        public async ValueTask DisposeAsync()
        {
            try
            {
                if (transaction is not null)
                {
                    await transaction.DisposeAsync();
                }
            }
            catch
            {
                // What is left open in the connection ends with it.
                file.ForgetWriter();
                throw;
            }
            finally
            {
                try
                {
                    db.Database.SetDbConnection(null, contextOwnsConnection: true);
                    db.Database.SetConnectionString(own);
                }
                finally
                {
                    turn.Dispose();
                }
            }
        }
    }

    private sealed class Scope(SqliteDb db, Hold hold, long last) : WriteScope(hold, last)
    {
        protected override async Task CommitRowsAsync(IReadOnlyList<RowStatement> rows, long last, CancellationToken ct)
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            foreach (var statement in rows)
            {
                SqliteRows.Write(connection, statement, ct);
            }

            SqliteRows.Run(connection, "UPDATE \"FeedCounters\" SET \"Value\" = @p0 WHERE \"Id\" = 1", [[last]], ct);
            await hold.Transaction.CommitAsync(ct);
        }
    }

    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(Configure(new DbContextOptionsBuilder<SqliteDb>(), new SqliteFile("design.db", TimeSpan.Zero)).Options);
    }

    public static DbContextOptionsBuilder<SqliteDb> Configure(DbContextOptionsBuilder<SqliteDb> builder, SqliteFile file)
    {
        Configure((DbContextOptionsBuilder)builder, file);
        return builder;
    }

    public static void Configure(DbContextOptionsBuilder builder, SqliteFile file) => builder
        // A list in a query is one parameter, as on PostgreSQL: a scope of 775 hamlets made a new statement of 775 parameters each time.
        .UseSqlite(file.Connection, s => s.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
        .AddInterceptors(file, new LoneWrites(file.Turns))
        .ReplaceService<Microsoft.EntityFrameworkCore.Migrations.IMigrationsSqlGenerator, ClusteredTables>();
}
