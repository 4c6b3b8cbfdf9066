using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using TungNgo.Web;
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
    private readonly StyleId bold, large, whole, percent, date;
    private readonly List<int> widths = [];
    private string title;

    /// <summary>Null once it has been written around its table.</summary>
    private SheetPaper? paper;
    private List<XlsxCell[]>? first = [];
    private int headings;

    private XlsxWriter(Spreadsheet book, string title, SheetPaper? paper)
    {
        (this.book, this.title, this.paper, headings) = (book, paper?.Title ?? title, paper, 1 + (paper?.HeadRows ?? 0));
        bold = book.AddStyle(new Style { Font = { Bold = true } });
        large = book.AddStyle(new Style { Font = { Bold = true, Size = 14 } });
        whole = book.AddStyle(new Style { Format = NumberFormat.Custom("#,##0") });
        percent = book.AddStyle(new Style { Format = NumberFormat.Custom("0.0%") });
        date = book.AddStyle(new Style { Format = NumberFormat.Custom("dd/mm/yyyy") });
    }

    public static async ValueTask<XlsxWriter> BeginAsync(Stream target, string title, SheetPaper? paper, CancellationToken ct) =>
        new(await Spreadsheet.CreateNewAsync(target, Options, ct), title, paper);

    public override ValueTask HeadAsync(IReadOnlyList<string> columns, CancellationToken ct) => AddAsync([.. columns.Select(c => new XlsxCell(Text(c), bold))], columns, ct);

    public override ValueTask RowAsync(IReadOnlyList<object?> cells, CancellationToken ct) => AddAsync([.. cells.Select(Cell)], cells, ct);

    public override async ValueTask NotesAsync(SheetNotes notes, CancellationToken ct)
    {
        await EndTableAsync(ct);
        (title, first, headings) = (notes.Title, [], 1);
        widths.Clear();
        await HeadAsync(notes.Columns, ct);
        foreach (var row in notes.Rows)
        {
            await RowAsync(row, ct);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await EndTableAsync(CancellationToken.None);
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
        var sheet = new WorksheetOptions { FrozenRows = headings };
        for (var i = 0; i < widths.Count; i++)
        {
            sheet.Column(i + 1).Width = Math.Clamp(widths[i] + 3, 10, 60);
        }

        await book.StartWorksheetAsync(SheetName(title), sheet, ct);
        if (paper is not null)
        {
            await book.AddRowAsync([new XlsxCell(Text(paper.Title), large)], ct);
            foreach (var line in paper.Above)
            {
                await book.AddRowAsync([new XlsxCell(Text(line), null)], ct);
            }

            await book.AddRowAsync([], ct);
        }

        foreach (var row in rows)
        {
            await book.AddRowAsync(row, ct);
        }
    }

    private async ValueTask EndTableAsync(CancellationToken ct)
    {
        await StartAsync(ct);
        if (paper is not { } written)
        {
            return;
        }

        paper = null;
        var foot = written.Foot(widths.Count).ToList();
        for (var i = 0; i < foot.Count; i++)
        {
            await book.AddRowAsync([.. foot[i].Select(c => c is null ? default : new XlsxCell(Text(c), i == 1 ? bold : null))], ct);
        }
    }

    private XlsxCell Cell(object? value) => value switch
    {
        null => default,
        SumOfColumn { Value: var sum } column => new(new Formula(column.FormulaBelow(headings)), sum, whole),
        DateTime instant => new(Formats.Instant(instant), null),
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

    /// <summary>Excel refuses longer names and these signs; a name is not cut within a word where another place is near.</summary>
    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\'')));
        return allowed.Length <= 31 ? allowed : allowed[..(allowed.LastIndexOf(' ', 30) is > 15 and var gap ? gap : 31)];
    }
}
