using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TungNgo.Data.Rows;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Runs prepared statements for many rows. Values go to SQLite itself, in the form in which EF Core's provider stores them (a test
/// compares both): a command object names, types and copies each value anew, which cost several times the row.
/// </summary>
internal static class SqliteRows
{
    /// <summary>Statements stay prepared with their connection: preparing one costs as much as writing ten rows, and a push runs a dozen.</summary>
    private static readonly ConditionalWeakTable<sqlite3, Dictionary<string, Prepared>> Statements = [];

    /// <exception cref="SqliteException">A constraint does not hold, the disk is full, or the statement is wrong.</exception>
    public static long Run(SqliteConnection connection, string sql, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        Prepared? prepared = null;
        var count = 0L;
        try
        {
            foreach (var row in rows)
            {
                prepared ??= Prepare(connection, sql, row.Length);
                prepared.Bind(row);
                Step(connection, prepared);
                raw.sqlite3_reset(prepared.Statement);
                if (++count % 1024 == 0)
                {
                    ct.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            prepared?.Release();
        }

        return count;
    }

    public static void Write(SqliteConnection connection, RowStatement statement, CancellationToken ct) => Run(connection, statement.Shape.Text(SqlOf), statement.Rows, ct);

    /// <summary>One search by the index for each id: within a process that is cheaper than a list of ids as one parameter.</summary>
    public static void Read(SqliteConnection connection, RowQuery query)
    {
        if (query.Ids.Count == 0)
        {
            return;
        }

        var prepared = Prepare(connection, $"SELECT {query.Table.ColumnList} FROM \"{query.Table.Name}\" WHERE \"{query.Column}\" = @p0", 1);
        var row = new SqliteRow(prepared.Statement);
        try
        {
            foreach (var id in query.Ids)
            {
                prepared.Bind(id);
                while (Step(connection, prepared))
                {
                    query.Take(row);
                }

                raw.sqlite3_reset(prepared.Statement);
            }
        }
        finally
        {
            prepared.Release();
        }
    }

    /// <summary>Ends a connection's statements: SQLite keeps a closed connection's file open for as long as one of them lives.</summary>
    public static void Forget(sqlite3 handle)
    {
        if (Statements.TryGetValue(handle, out var known))
        {
            Statements.Remove(handle);
            foreach (var prepared in known.Values)
            {
                prepared.Statement.Dispose();
            }
        }
    }

    private static bool Step(SqliteConnection connection, Prepared prepared)
    {
        var answer = raw.sqlite3_step(prepared.Statement);
        if (answer is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
        }

        return answer == raw.SQLITE_ROW;
    }

    private static string SqlOf(RowShape shape)
    {
        var (table, columns) = (shape.Table, shape.Columns);
        var keys = table.Key.Length;
        return shape.Action switch
        {
            RowAction.Insert => Insert(),
            RowAction.Add => $"{Insert()} ON CONFLICT ({string.Join(", ", table.Key.Select(k => $"\"{k}\""))}) DO UPDATE SET {Added(columns[^1].Name)}",
            RowAction.Update => $"UPDATE \"{table.Name}\" SET {string.Join(", ", columns.Skip(keys).Select((c, i) => $"\"{c.Name}\" = @p{i + keys}"))} WHERE {Where()}",
            _ => $"DELETE FROM \"{table.Name}\" WHERE {Where()}",
        };

        string Insert() => $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        string Added(string column) => $"\"{column}\" = \"{table.Name}\".\"{column}\" + excluded.\"{column}\"";
        string Where() => string.Join(" AND ", columns.Take(keys).Select((c, i) => $"\"{c.Name}\" = @p{i}"));
    }

    private static Prepared Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var known = Statements.GetValue(connection.Handle!, _ => []);
        if (!known.TryGetValue(sql, out var prepared))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), connection.Handle);
            // SQLite counts parameters by where they first stand in the statement.
            known[sql] = prepared = new Prepared(statement, [.. Enumerable.Range(0, parameters).Select(i => raw.sqlite3_bind_parameter_index(statement, $"@p{i}"))]);
        }

        return prepared;
    }

    private sealed record Prepared(sqlite3_stmt Statement, int[] Places)
    {
        public void Bind(object?[] row)
        {
            for (var i = 0; i < row.Length; i++)
            {
                Bind(Places[i], row[i]);
            }
        }

        public void Bind(Guid id) => Bind(Places[0], id);

        public void Release()
        {
            raw.sqlite3_reset(Statement);
            raw.sqlite3_clear_bindings(Statement);
        }

        private void Bind(int at, object? value)
        {
            switch (value)
            {
                case null: raw.sqlite3_bind_null(Statement, at); break;
                case string text: raw.sqlite3_bind_text(Statement, at, text); break;
                case Guid id: Bind(at, id); break;
                case int number: raw.sqlite3_bind_int64(Statement, at, number); break;
                case long number: raw.sqlite3_bind_int64(Statement, at, number); break;
                case double number: raw.sqlite3_bind_double(Statement, at, number); break;
                // SQLite knows no exact decimals: they are text, in the form that EF Core's provider writes.
                case decimal exact: raw.sqlite3_bind_text(Statement, at, exact.ToString("0.0###########################", System.Globalization.CultureInfo.InvariantCulture)); break;
                case bool truth: raw.sqlite3_bind_int64(Statement, at, truth ? 1 : 0); break;
                case DateTime instant: raw.sqlite3_bind_int64(Statement, at, SqliteForms.Instant(instant)); break;
                case DateOnly day: raw.sqlite3_bind_int64(Statement, at, day.Number()); break;
                case TimeOnly time: raw.sqlite3_bind_int64(Statement, at, SqliteForms.Time(time)); break;
                default: throw new NotSupportedException($"{value.GetType().Name} is no type of a column.");
            }
        }

        private void Bind(int at, Guid id)
        {
            Span<byte> bytes = stackalloc byte[16];
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            raw.sqlite3_bind_blob(Statement, at, bytes);
        }
    }
}
