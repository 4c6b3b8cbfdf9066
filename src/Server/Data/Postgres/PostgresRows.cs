using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using TungNgo.Data.Rows;

namespace TungNgo.Data.Postgres;

/// <summary>
/// Statements over rows in one message: each round trip wakes two processes, which costs more than the rows. A statement takes its rows as
/// one list per column, so that one text is prepared once for any number of rows.
/// </summary>
internal static class PostgresRows
{
    private static readonly ConcurrentDictionary<Type, Func<IReadOnlyList<object?[]>, int, NpgsqlParameter>> Lists = new();

    public static NpgsqlBatchCommand Write(RowStatement statement)
    {
        var (shape, rows) = statement;
        var command = new NpgsqlBatchCommand(shape.Text(SqlOf));
        for (var i = 0; i < shape.Columns.Length; i++)
        {
            command.Parameters.Add(ListOf(shape.Columns[i].Type)(rows, i));
        }

        return command;
    }

    public static NpgsqlBatchCommand Read(RowQuery query) =>
        new($"SELECT {query.Table.ColumnList} FROM \"{query.Table.Name}\" WHERE \"{query.Column}\" = ANY($1)") { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. query.Ids] } } };

    private static string SqlOf(RowShape shape)
    {
        var (table, columns) = (shape.Table, shape.Columns);
        var keys = table.Key.Length;
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var lists = $"unnest({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.StoreType}[]"))})";
        var where = string.Join(" AND ", columns.Take(keys).Select(c => $"t.\"{c.Name}\" = v.\"{c.Name}\""));
        return shape.Action switch
        {
            RowAction.Insert => $"INSERT INTO \"{table.Name}\" ({names}) SELECT * FROM {lists}",
            RowAction.Add => $"INSERT INTO \"{table.Name}\" AS t ({names}) SELECT * FROM {lists} ON CONFLICT ({string.Join(", ", table.Key.Select(k => $"\"{k}\""))}) DO UPDATE SET {Added()}",
            RowAction.Update => $"UPDATE \"{table.Name}\" AS t SET {string.Join(", ", columns.Skip(keys).Select(c => $"\"{c.Name}\" = v.\"{c.Name}\""))} FROM {lists} AS v({names}) WHERE {where}",
            _ => $"DELETE FROM \"{table.Name}\" AS t USING {lists} AS v({names}) WHERE {where}",
        };

        string Added() => $"\"{columns[^1].Name}\" = t.\"{columns[^1].Name}\" + excluded.\"{columns[^1].Name}\"";
    }

    private static Func<IReadOnlyList<object?[]>, int, NpgsqlParameter> ListOf(Type type) => Lists.GetOrAdd(type, static t =>
    {
        var make = typeof(PostgresRows).GetMethod(t.IsValueType ? nameof(Values) : nameof(References), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(t);
        return make.CreateDelegate<Func<IReadOnlyList<object?[]>, int, NpgsqlParameter>>();
    });

    private static NpgsqlParameter Values<T>(IReadOnlyList<object?[]> rows, int column) where T : struct
    {
        var list = new T?[rows.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = (T?)rows[i][column];
        }

        return new NpgsqlParameter<T?[]> { TypedValue = list };
    }

    private static NpgsqlParameter References<T>(IReadOnlyList<object?[]> rows, int column) where T : class
    {
        var list = new T?[rows.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = (T?)rows[i][column];
        }

        return new NpgsqlParameter<T?[]> { TypedValue = list };
    }
}
