namespace TungNgo.Data.Rows;

/// <summary>One statement for many rows. Updates and deletes find their rows by the primary key.</summary>
/// <param name="Rows">Values in the order of the shape's columns and of their type in C#, enums as their number, instants in UTC.</param>
internal sealed record RowStatement(RowShape Shape, IReadOnlyList<object?[]> Rows)
{
    public static RowStatement Insert<T>(AppDb db, IReadOnlyCollection<T> entities) where T : class => Of(RowTable<T>.Of(db), RowAction.Insert, entities, []);

    /// <param name="columns">What is set, by the names of the properties.</param>
    public static RowStatement Update<T>(AppDb db, IReadOnlyCollection<T> entities, params string[] columns) where T : class =>
        Of(RowTable<T>.Of(db), RowAction.Update, entities, columns);

    /// <param name="keys">In the order of the primary key.</param>
    public static RowStatement Delete<T>(AppDb db, IReadOnlyList<object?[]> keys) where T : class => new(RowTable<T>.Of(db).Shape(RowAction.Delete, []), keys);

    /// <param name="columns">All columns, the one that is added to last; <paramref name="rows"/> have them in this order.</param>
    public static RowStatement Add<T>(AppDb db, string[] columns, IReadOnlyList<object?[]> rows) where T : class =>
        new(RowTable<T>.Of(db).Shape(RowAction.Add, columns), rows);

    private static RowStatement Of<T>(RowTable<T> table, RowAction action, IReadOnlyCollection<T> entities, string[] columns) where T : class
    {
        var shape = table.Shape(action, columns);
        return new(shape, [.. entities.Select(e => table.Values(e, shape.Places))]);
    }
}
