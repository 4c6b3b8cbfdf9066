using System.Globalization;
using System.Text;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>
/// UTF-8 with the byte order mark, without which Excel would not read it as UTF-8. For people cells are parted by semicolons and decimals stand behind a comma, as
/// an Excel set to Vietnamese opens them; programs get the commas and points of RFC 4180.
/// </summary>
internal sealed class CsvWriter(Stream target, bool forPeople) : SheetWriter
{
    private static readonly CultureInfo People = Decimals();
    private readonly char separator = forPeople ? ';' : ',';
    private readonly CultureInfo numbers = forPeople ? People : CultureInfo.InvariantCulture;
    private readonly StreamWriter text = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    public override ValueTask HeadAsync(IReadOnlyList<string> columns, CancellationToken ct) => RowAsync(columns, ct);

    public override async ValueTask RowAsync(IReadOnlyList<object?> cells, CancellationToken ct) =>
        await text.WriteLineAsync(string.Join(separator, cells.Select(Cell)).AsMemory(), ct);

    public override ValueTask DisposeAsync() => text.DisposeAsync();

    private string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly day => Formats.Day(day),
            DateTime instant => Formats.Instant(instant),
            Percentage { Share: var share } => share is { } s && double.IsFinite(s) ? Math.Round(s, 3).ToString(numbers) : "",
            IFormattable number => number.ToString(null, numbers),
            _ => value.ToString()!,
        };

        // A cell that begins like a formula would be run by the spreadsheet that opens it.
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(['"', separator, '\r', '\n']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>No marks between thousands: Excel would take them for text.</summary>
    private static CultureInfo Decimals()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return culture;
    }
}
