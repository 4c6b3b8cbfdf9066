using System.Globalization;

namespace TungNgo.Lists;

/// <summary>One cell as the file holds it: nothing, text, a number, a date or a truth value. No meaning yet.</summary>
internal readonly record struct SheetCell(object? Value)
{
    public static readonly SheetCell Blank;

    public bool IsBlank => Value is null or "" || (Value is string s && string.IsNullOrWhiteSpace(s));

    public string? Text => Value as string;

    public double? Number => Value switch { double d => d, int i => i, long l => l, decimal m => (double)m, _ => null };

    public DateOnly? Date => Value is DateTime d ? DateOnly.FromDateTime(d) : null;

    /// <summary>What the office sees in the cell: whole numbers without a fraction, dates as dd/MM/yyyy.</summary>
    public string Display => Value switch
    {
        null => "",
        string s => s,
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
    public SheetCell this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : SheetCell.Blank;

    public bool IsBlank => Array.TrueForAll(Cells, c => c.IsBlank);

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
