namespace TungNgo.Data.Rows;

/// <summary>Writes entities as plain rows.</summary>
internal static class EntityRows
{
    /// <returns>Number of rows written.</returns>
    public static Task<long> InsertAsync<T>(this AppDb db, IEnumerable<T> entities, CancellationToken ct) where T : class
    {
        var table = RowTable<T>.Of(db);
        return db.InsertRowsAsync(table.Name, Array.ConvertAll(table.Columns, c => c.Name), entities.Select(table.Values), ct);
    }
}
