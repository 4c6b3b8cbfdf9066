using Microsoft.AspNetCore.Http.HttpResults;

namespace TungNgo.Lists;

/// <summary>A table as a file to download, with the cells that the page shows.</summary>
internal static class SheetDownload
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", CsvType = "text/csv; charset=utf-8";

    /// <summary>
    /// Writes the table to a passing file and sends that: the database is read at its own pace and not at that of a reader with a slow line, and what
    /// fails is answered in words and not with half a file.
    /// </summary>
    /// <param name="format">csv; whatever else is xlsx.</param>
    /// <param name="name">File name without extension, ASCII.</param>
    /// <param name="notes">What stands behind the figures.</param>
    /// <param name="paper">What an office finds around the table; without it the table is a program's, or a form to be filled in.</param>
    public static async Task<FileStreamHttpResult> OfAsync(
        string? format, string name, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken ct, SheetNotes? notes = null,
        SheetPaper? paper = null)
    {
        return await SendAsync(format, name, WriteAsync);

        async Task WriteAsync(Stream target)
        {
            await using var writer = await SheetWriter.BeginAsync(format, target, name, columns, ct, paper);
            await foreach (var row in rows.WithCancellation(ct))
            {
                await writer.RowAsync(row, ct);
            }

            if (notes is not null)
            {
                await writer.NotesAsync(notes, ct);
            }
        }
    }

    /// <summary>As <see cref="OfAsync(string?, string, IReadOnlyList{string}, IAsyncEnumerable{object?[]}, CancellationToken)"/>, of what writes itself.</summary>
    public static async Task<FileStreamHttpResult> SendAsync(string? format, string name, Func<Stream, Task> write)
    {
        var file = new LocalCopy();
        try
        {
            await using (var target = file.Create())
            {
                await write(target);
            }

            var (type, extension) = format == SheetWriter.Csv ? (CsvType, SheetWriter.Csv) : (XlsxType, SheetWriter.Xlsx);
            return TypedResults.Stream(file.OpenLast(), type, $"{name}.{extension}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static Task<FileStreamHttpResult> OfAsync(
        string? format, string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken ct, SheetNotes? notes = null, SheetPaper? paper = null) =>
        OfAsync(format, name, columns, rows.ToAsyncEnumerable(), ct, notes, paper);
}
