namespace TungNgo.Data.Rows;

internal enum RowAction
{
    Insert,

    /// <summary>Inserts, or adds the last column to what stands under the key.</summary>
    Add,
    Update,
    Delete,
}

/// <summary>One statement for many rows. Updates and deletes find their rows by the primary key.</summary>
/// <param name="Columns">Those of <paramref name="Rows"/>, in their order; updates begin with the key.</param>
/// <param name="Rows">Values are of the column's type in C#, enums as their number, instants in UTC.</param>
internal sealed record RowStatement(RowAction Action, RowTable Table, RowColumn[] Columns, IReadOnlyList<object?[]> Rows)
{
    public static RowStatement Insert<T>(AppDb db, IReadOnlyCollection<T> entities) where T : class
    {
        var table = RowTable<T>.Of(db);
        var places = table.Places(table.Columns.Where(c => !c.Generated).Select(c => c.Name));
        return new(RowAction.Insert, table, Array.ConvertAll(places, p => table.Columns[p]), [.. entities.Select(e => table.Values(e, places))]);
    }

    /// <param name="columns">What is set, by the names of the properties.</param>
    public static RowStatement Update<T>(AppDb db, IReadOnlyCollection<T> entities, params string[] columns) where T : class
    {
        var table = RowTable<T>.Of(db);
        var places = table.Places([.. table.Key, .. columns]);
        return new(RowAction.Update, table, Array.ConvertAll(places, p => table.Columns[p]), [.. entities.Select(e => table.Values(e, places))]);
    }

    /// <param name="keys">In the order of the primary key.</param>
    public static RowStatement Delete<T>(AppDb db, IReadOnlyList<object?[]> keys) where T : class
    {
        var table = RowTable<T>.Of(db);
        return new(RowAction.Delete, table, Array.ConvertAll(table.Key, table.Column), keys);
    }

    /// <param name="columns">All columns, the one that is added to last; <paramref name="rows"/> have them in this order.</param>
    public static RowStatement Add<T>(AppDb db, string[] columns, IReadOnlyList<object?[]> rows) where T : class
    {
        var table = RowTable<T>.Of(db);
        return new(RowAction.Add, table, Array.ConvertAll(columns, table.Column), rows);
    }
}
