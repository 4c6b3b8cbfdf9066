using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Runs one prepared statement for many rows. Values go to SQLite itself, in the form in which EF Core's provider stores them (a
/// test compares both): a command object names, types and copies each value anew, which cost several times the row.
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
                for (var i = 0; i < row.Length; i++)
                {
                    Bind(prepared.Statement, prepared.Places[i], row[i]);
                }

                if (raw.sqlite3_step(prepared.Statement) is not (raw.SQLITE_DONE or raw.SQLITE_ROW) and var failed)
                {
                    SqliteException.ThrowExceptionForRC(failed, connection.Handle);
                }

                raw.sqlite3_reset(prepared.Statement);
                if (++count % 1024 == 0)
                {
                    ct.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            if (prepared is not null)
            {
                raw.sqlite3_reset(prepared.Statement);
                raw.sqlite3_clear_bindings(prepared.Statement);
            }
        }

        return count;
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

    private static void Bind(sqlite3_stmt statement, int at, object? value)
    {
        switch (value)
        {
            case null:
                raw.sqlite3_bind_null(statement, at);
                break;
            case string text:
                raw.sqlite3_bind_text(statement, at, text);
                break;
            case Guid id:
                Span<char> letters = stackalloc char[36];
                Span<byte> bytes = stackalloc byte[36];
                id.TryFormat(letters, out _);
                for (var i = 0; i < letters.Length; i++)
                {
                    bytes[i] = (byte)(letters[i] is >= 'a' ? letters[i] - 32 : letters[i]);
                }

                raw.sqlite3_bind_text(statement, at, bytes);
                break;
            case int number:
                raw.sqlite3_bind_int64(statement, at, number);
                break;
            case long number:
                raw.sqlite3_bind_int64(statement, at, number);
                break;
            case double number:
                raw.sqlite3_bind_double(statement, at, number);
                break;
            case bool truth:
                raw.sqlite3_bind_int64(statement, at, truth ? 1 : 0);
                break;
            case DateTime instant:
                raw.sqlite3_bind_text(statement, at, instant.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                raw.sqlite3_bind_text(statement, at, day.ToString(@"yyyy\-MM\-dd", CultureInfo.InvariantCulture));
                break;
            case TimeOnly time:
                raw.sqlite3_bind_text(statement, at, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? @"HH\:mm\:ss" : @"HH\:mm\:ss\.fffffff", CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} is no type of a column.");
        }
    }

    private sealed record Prepared(sqlite3_stmt Statement, int[] Places);
}
