namespace TungNgo.Data.Rows;

internal enum RowAction
{
    Insert,

    /// <summary>Inserts, or adds the last column to what stands under the key.</summary>
    Add,
    Update,
    Delete,
}

/// <summary>A statement without its rows, made once for each table, action and choice of columns: its text costs as much as a row.</summary>
internal sealed class RowShape(RowAction action, RowTable table, int[] places)
{
    private string? text;

    public RowAction Action => action;
    public RowTable Table => table;

    /// <summary>Where in the table its columns stand; updates and deletes begin with the key.</summary>
    public int[] Places => places;

    public RowColumn[] Columns { get; } = Array.ConvertAll(places, p => table.Columns[p]);

    /// <param name="make">The database's way to say it.</param>
    public string Text(Func<RowShape, string> make) => text ??= make(this);
}
