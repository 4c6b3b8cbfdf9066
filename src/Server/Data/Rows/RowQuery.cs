namespace TungNgo.Data.Rows;

/// <summary>Rows of one table by the ids in one of its columns.</summary>
internal abstract class RowQuery(RowTable table, string column, IReadOnlyCollection<Guid> ids)
{
    public RowTable Table { get; } = table;
    public string Column { get; } = column;
    public IReadOnlyCollection<Guid> Ids { get; } = ids;

    /// <summary>Called for each row; its columns are those of the table.</summary>
    public abstract void Take(IRow row);

    /// <param name="column">Name of a column of ids; the database has an index that begins with it.</param>
    public static RowQuery Of<T>(AppDb db, string column, IReadOnlyCollection<Guid> ids, Action<T> take) where T : class =>
        new Typed<T>(RowTable<T>.Of(db), column, ids, take);

    private sealed class Typed<T>(RowTable<T> table, string column, IReadOnlyCollection<Guid> ids, Action<T> take) : RowQuery(table, column, ids) where T : class
    {
        public override void Take(IRow row) => take(table.Make(row));
    }
}
