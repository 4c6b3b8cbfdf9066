using System.Globalization;

namespace TungNgo.Lists;

/// <summary>A formula that came to nothing: "#N/A", "#REF!". It is shown as it stands and means nothing.</summary>
internal sealed record SheetError(string Code)
{
    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#ERROR!",
    };

    /// <summary>As text, too: a csv file keeps what the spreadsheet showed, and so does a cell that was pasted.</summary>
    public static bool Is(string text) => text is ['#', ..] && Codes.Contains(text.Trim());
}

/// <summary>One cell as the file holds it: nothing, text, a number, a date, a truth value or an error. No meaning yet.</summary>
internal readonly record struct SheetCell(object? Value)
{
    public static readonly SheetCell Blank;

    public bool IsBlank => Value is null or "" || (Value is string s && string.IsNullOrWhiteSpace(s));

    public string? Text => Value as string ?? (Value as SheetError)?.Code;

    public bool IsError => Value is SheetError || (Value is string text && SheetError.Is(text));

    public double? Number => Value switch { double d => d, int i => i, long l => l, decimal m => (double)m, _ => null };

    public DateOnly? Date => Value is DateTime d ? DateOnly.FromDateTime(d) : null;

    /// <summary>What the office sees in the cell: whole numbers without a fraction, dates as dd/MM/yyyy.</summary>
    public string Display => Value switch
    {
        null => "",
        string s => s,
        SheetError e => e.Code,
        DateTime d => d.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        bool b => b ? "x" : "",
        double d when d == Math.Floor(d) && Math.Abs(d) < 1e15 => ((long)d).ToString(CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}

/// <summary>One row of one sheet; <c>Number</c> is the one Excel shows, starting at 1.</summary>
internal sealed record SheetRow(string Sheet, int Number, SheetCell[] Cells)
{
    /// <summary>The office does not see it: the row is hidden or filtered away, or its whole sheet is hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Its texts are bytes of an encoding that nobody has recognised yet.</summary>
    public bool IsBytes { get; init; }

    /// <summary>Merged cells that reach over the row; only the first cell of each holds what is shown in all.</summary>
    public IReadOnlyList<SheetMerge> Merges { get; init; } = [];

    public SheetCell this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : SheetCell.Blank;

    public bool IsBlank => Array.TrueForAll(Cells, c => c.IsBlank);

    /// <summary>The row with nothing outside the columns.</summary>
    public SheetRow Part(int from, int to) =>
        this with
        {
            Cells = [.. Cells.Take(Math.Min(to, Cells.Length - 1) + 1).Select((c, i) => i < from ? SheetCell.Blank : c)],
            Merges = [.. Merges.Where(m => m.FirstColumn >= from && m.FirstColumn <= to)],
        };

    /// <summary>"AB" is column 27.</summary>
    public static int ColumnOf(ReadOnlySpan<char> letters)
    {
        var column = 0;
        foreach (var c in letters)
        {
            if (!char.IsAsciiLetter(c))
            {
                break;
            }

            column = Math.Min((column * 26) + (c & 31), SheetWork.MaxColumns + 1);
        }

        return column - 1;
    }

    /// <summary>The column's letters as Excel shows them: 0 is A, 26 is AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var n = column; n >= 0; n = (n / 26) - 1)
        {
            letters = (char)('A' + (n % 26)) + letters;
        }

        return letters;
    }
}
