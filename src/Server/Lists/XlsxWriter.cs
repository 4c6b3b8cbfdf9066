using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using XlsxCell = SpreadCheetah.Cell;

namespace TungNgo.Lists;

/// <summary>Sheets of a workbook, one after the other. The first rows are held back, since the widths of the columns stand before them in the file.</summary>
internal sealed class XlsxWriter : SheetWriter
{
    private const int HeldBack = 100;

    /// <summary>More does not fit into a cell; Excel would call the file broken.</summary>
    private const int LongestText = 32_767;

    private static readonly SpreadCheetahOptions Options = new() { PreserveStringWhitespace = true };
    private readonly Spreadsheet book;
    private string title;
    private readonly StyleId bold, whole, percent, date;
    private List<XlsxCell[]>? first = [];
    private readonly List<int> widths = [];

    private XlsxWriter(Spreadsheet book, string title)
    {
        (this.book, this.title) = (book, title);
        bold = book.AddStyle(new Style { Font = { Bold = true } });
        whole = book.AddStyle(new Style { Format = NumberFormat.Custom("#,##0") });
        percent = book.AddStyle(new Style { Format = NumberFormat.Custom("0.0%") });
        date = book.AddStyle(new Style { Format = NumberFormat.Custom("dd/mm/yyyy") });
    }

    public static async ValueTask<XlsxWriter> BeginAsync(Stream target, string title, CancellationToken ct) =>
        new(await Spreadsheet.CreateNewAsync(target, Options, ct), title);

    public override ValueTask HeadAsync(IReadOnlyList<string> columns, CancellationToken ct) => AddAsync([.. columns.Select(c => new XlsxCell(Text(c), bold))], columns, ct);

    public override ValueTask RowAsync(IReadOnlyList<object?> cells, CancellationToken ct) => AddAsync([.. cells.Select(Cell)], cells, ct);

    public override async ValueTask NotesAsync(SheetNotes notes, CancellationToken ct)
    {
        await StartAsync(ct);
        (title, first) = (notes.Title, []);
        widths.Clear();
        await HeadAsync(notes.Columns, ct);
        foreach (var row in notes.Rows)
        {
            await RowAsync(row, ct);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StartAsync(CancellationToken.None);
        await book.FinishAsync();
        await book.DisposeAsync();
    }

    private async ValueTask AddAsync(XlsxCell[] row, IReadOnlyList<object?> cells, CancellationToken ct)
    {
        if (first is null)
        {
            await book.AddRowAsync(row, ct);
            return;
        }

        first.Add(row);
        for (var i = 0; i < cells.Count; i++)
        {
            var width = cells[i]?.ToString()?.Length ?? 0;
            if (i == widths.Count)
            {
                widths.Add(width);
            }

            widths[i] = Math.Max(widths[i], width);
        }

        if (first.Count == HeldBack)
        {
            await StartAsync(ct);
        }
    }

    private async ValueTask StartAsync(CancellationToken ct)
    {
        if (first is not { } rows)
        {
            return;
        }

        first = null;
        var sheet = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < widths.Count; i++)
        {
            sheet.Column(i + 1).Width = Math.Clamp(widths[i] + 3, 10, 60);
        }

        await book.StartWorksheetAsync(SheetName(title), sheet, ct);
        foreach (var row in rows)
        {
            await book.AddRowAsync(row, ct);
        }
    }

    private XlsxCell Cell(object? value) => value switch
    {
        null => default,
        SumOfColumn { Value: var sum } column => new(new Formula(column.Formula), sum, whole),
        DateOnly day => new(day.ToDateTime(TimeOnly.MinValue), date),
        Percentage { Share: var share } => new(share is { } s && double.IsFinite(s) ? s : null, percent),
        int number => new(number, whole),
        long number => new(number, whole),
        double number => new(number, null),
        decimal number => new(number, null),
        // Typed as text, so nothing in it is run as a formula.
        _ => new(Text(value.ToString()!), null),
    };

    /// <summary>Control characters of pasted text are not allowed in XML at all.</summary>
    private static string Text(string text)
    {
        var clean = text.Any(IsForbidden) ? string.Concat(text.Where(c => !IsForbidden(c))) : text;
        return clean.Length > LongestText ? clean[..LongestText] : clean;
    }

    private static bool IsForbidden(char c) => c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF';

    /// <summary>Excel refuses longer names and these signs.</summary>
    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\'')));
        return allowed.Length > 31 ? allowed[..31] : allowed;
    }
}
