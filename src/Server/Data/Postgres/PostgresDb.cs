using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TungNgo.Households;

namespace TungNgo.Data.Postgres;

/// <summary>The production database (15 or newer); several server nodes may share one.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options)
{
    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>A GIN index over the words of <see cref="Household.SearchText"/>, made in the first migration.</summary>
    public override IQueryable<Household> SearchHouseholds(string query)
    {
        var match = string.Join(" & ", SearchKey.Words(query).Select(w => $"'{w.Replace("\\", "\\\\", StringComparison.Ordinal)}':*"));
        return match.Length == 0
            ? Households
            : Households.FromSql($"SELECT * FROM \"Households\" WHERE to_tsvector('simple', \"SearchText\") @@ to_tsquery('simple', {match})");
    }

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct) =>
        await Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);

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

    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=localhost").Options);
    }
}
