using System.Globalization;
using System.Text;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>Comma-separated UTF-8 with the byte order mark, without which Excel would not read it as UTF-8.</summary>
internal sealed class CsvWriter(Stream target) : SheetWriter
{
    private readonly StreamWriter text = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    public override ValueTask HeadAsync(IReadOnlyList<string> columns, CancellationToken ct) => RowAsync(columns, ct);

    public override async ValueTask RowAsync(IReadOnlyList<object?> cells, CancellationToken ct) =>
        await text.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), ct);

    public override ValueTask DisposeAsync() => text.DisposeAsync();

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => Formats.Day(day),
            Percentage { Share: var share } => share is { } s && double.IsFinite(s) ? Math.Round(s, 3).ToString(CultureInfo.InvariantCulture) : "",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

        // A cell that begins like a formula would be run by the spreadsheet that opens it.
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
