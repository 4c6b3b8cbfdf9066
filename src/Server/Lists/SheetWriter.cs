namespace TungNgo.Lists;

/// <summary>A share between 0 and 1 in a written table: shown as per cent with one decimal, kept as a number.</summary>
internal readonly record struct Percentage(double? Share);

/// <summary>The sum of the whole numbers above it: reckoned by the program that opens the workbook, and written beside for readers that reckon nothing.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Rows">So many of them, from the first below the headings.</param>
internal readonly record struct SumOfColumn(long Value, int Column, int Rows)
{
    /// <param name="headings">Number of the row in which the headings of the columns stand.</param>
    public string FormulaBelow(int headings) => $"SUM({(char)('A' + Column)}{headings + 1}:{(char)('A' + Column)}{headings + Rows})";

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What stands behind a table's figures, as a sheet of its own beside it. A csv holds one table and leaves it out.</summary>
internal sealed record SheetNotes(string Title, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>
/// Writes one table row by row, as xlsx or as csv from the same cells; it holds a few rows at most, however long the register is. Cells are text,
/// whole and decimal numbers, <see cref="Percentage"/>, <see cref="SumOfColumn"/>, <see cref="DateOnly"/> and UTC <see cref="DateTime"/>; null is an empty cell, never 0.
/// No text is ever run as a formula by the program that opens it.
/// </summary>
/// <remarks>The file is whole when the writer has been disposed.</remarks>
internal abstract class SheetWriter : IAsyncDisposable
{
    /// <param name="format">csv; whatever else is xlsx.</param>
    /// <param name="target">Left open.</param>
    /// <param name="title">Name of the sheet.</param>
    /// <param name="columns">Headings, which stay in sight.</param>
    /// <param name="paper">For people in offices; without it a program reads the table, or it is a form to be filled in.</param>
    public static async ValueTask<SheetWriter> BeginAsync(
        string? format, Stream target, string title, IReadOnlyList<string> columns, CancellationToken ct, SheetPaper? paper = null)
    {
        SheetWriter writer = format == Csv ? new CsvWriter(target, forPeople: paper is not null) : await XlsxWriter.BeginAsync(target, title, paper, ct);
        await writer.HeadAsync(columns, ct);
        return writer;
    }

    public const string Xlsx = "xlsx", Csv = "csv";

    /// <summary>A row of headings. A second one begins a table of another form under the first.</summary>
    public abstract ValueTask HeadAsync(IReadOnlyList<string> columns, CancellationToken ct);

    public abstract ValueTask RowAsync(IReadOnlyList<object?> cells, CancellationToken ct);

    /// <summary>Ends the table; these stand behind it.</summary>
    public virtual ValueTask NotesAsync(SheetNotes notes, CancellationToken ct) => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();
}
