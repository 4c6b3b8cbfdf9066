using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TungNgo.Data.Rows;
using TungNgo.Households;

namespace TungNgo.Data.Postgres;

/// <summary>The production database (15 or newer); several server nodes may share one.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    private readonly DbContextOptions<PostgresDb> options = options;

    private TimeSpan BusyAfter => options.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<PostgresPatience>().Single().BusyAfter ?? throw new InvalidOperationException("The options say not how long to wait.");

    /// <summary>Nothing of ours outlives its transaction in a connection, so that it needs no cleaning before the next one takes it.</summary>
    public static string Lasting(string connection) => new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true }.ConnectionString;

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>A GIN index over the words of <see cref="Household.SearchText"/>, made in the first migration.</summary>
    public override IQueryable<Household> SearchHouseholds(IReadOnlyList<string> words, IReadOnlyCollection<Guid> hamlets)
    {
        var match = string.Join(" & ", words.Select(w => $"'{w.Replace("\\", "\\\\", StringComparison.Ordinal)}':*"));
        return match.Length == 0
            ? Households
            : Households.FromSql($"SELECT * FROM \"Households\" WHERE to_tsvector('simple', \"SearchText\") @@ to_tsquery('simple', {match})");
    }

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct) =>
        await Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

    public override async Task<WriteScope> BeginWriteAsync(IReadOnlyList<RowQuery> reads, CancellationToken ct)
    {
        // The transaction's begin travels with the first message.
        var transaction = await Database.BeginTransactionAsync(ct);
        try
        {
            await using var batch = Batch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SET LOCAL lock_timeout = {(long)BusyAfter.TotalMilliseconds}"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT \"Value\" FROM \"FeedCounters\" WHERE \"Id\" = 1 FOR UPDATE"));
            var asked = reads.Where(q => q.Ids.Count > 0).ToList();
            asked.ForEach(q => batch.BatchCommands.Add(PostgresRows.Read(q)));
            await batch.PrepareAsync(ct);
            await using var answer = await batch.ExecuteReaderAsync(ct);
            await answer.ReadAsync(ct);
            var last = answer.GetInt64(0);
            foreach (var query in asked)
            {
                await answer.NextResultAsync(ct);
                await TakeAsync(answer, query, ct);
            }

            return new Scope(this, transaction, last);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override async Task<PlainWrite> BeginPlainWriteAsync(CancellationToken ct)
    {
        var transaction = await Database.BeginTransactionAsync(ct);
        return new PlainWrite(transaction, transaction);
    }

    public override async Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, CancellationToken ct)
    {
        var asked = queries.Where(q => q.Ids.Count > 0).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        await Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = Batch();
            asked.ForEach(q => batch.BatchCommands.Add(PostgresRows.Read(q)));
            await batch.PrepareAsync(ct);
            await using var answer = await batch.ExecuteReaderAsync(ct);
            foreach (var query in asked)
            {
                await TakeAsync(answer, query, ct);
                await answer.NextResultAsync(ct);
            }
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    private NpgsqlBatch Batch() => new((NpgsqlConnection)Database.GetDbConnection(), (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction());

    private static async Task TakeAsync(NpgsqlDataReader answer, RowQuery query, CancellationToken ct)
    {
        var row = new PostgresRow(answer);
        while (await answer.ReadAsync(ct))
        {
            query.Take(row);
        }
    }

    public override async Task<long> InsertRowsAsync(string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        var count = 0L;
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in row)
                {
                    if (value is null)
                    {
                        await copy.WriteNullAsync(ct);
                    }
                    else
                    {
                        await copy.WriteAsync(value, ct);
                    }
                }

                count++;
            }

            await copy.CompleteAsync(ct);
        }

        await Database.CloseConnectionAsync();
        return count;
    }

    public override async Task ExecuteRowsAsync(string sql, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        foreach (var chunk in rows.Chunk(500))
        {
            // A batch goes out in one round trip.
            await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction?)Database.CurrentTransaction?.GetDbTransaction());
            foreach (var row in chunk)
            {
                var command = new NpgsqlBatchCommand(sql);
                for (var i = 0; i < row.Length; i++)
                {
                    command.Parameters.Add(new NpgsqlParameter($"p{i}", row[i] ?? DBNull.Value));
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(ct);
        }

        await Database.CloseConnectionAsync();
    }

    private sealed class Scope(PostgresDb db, IDbContextTransaction transaction, long last) : WriteScope(transaction, last)
    {
        /// <summary>Above this many rows a COPY costs less than lists.</summary>
        private const int Many = 2000;

        protected override async Task CommitRowsAsync(IReadOnlyList<RowStatement> rows, long last, CancellationToken ct)
        {
            await using var batch = db.Batch();
            foreach (var statement in rows.Where(s => s.Rows.Count > 0))
            {
                if (statement is { Shape.Action: RowAction.Insert, Rows.Count: > Many })
                {
                    await db.InsertRowsAsync(statement.Shape.Table.Name, Array.ConvertAll(statement.Shape.Columns, c => c.Name), statement.Rows, ct);
                }
                else
                {
                    batch.BatchCommands.Add(PostgresRows.Write(statement));
                }
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE \"FeedCounters\" SET \"Value\" = $1 WHERE \"Id\" = 1") { Parameters = { new NpgsqlParameter<long> { TypedValue = last } } });
            // The commit travels with the last rows; the transaction object then finds itself completed and has nothing to undo.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.PrepareAsync(ct);
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=localhost").Options);
    }
}

/// <summary>Travels with the options of a context, which are all that it is made of.</summary>
/// <param name="BusyAfter">How long a write waits for somebody else's before it is told that the database is busy.</param>
internal sealed record PostgresPatience(TimeSpan BusyAfter) : IInterceptor;
