using System.Security.Cryptography;
using System.Text;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Reading;

/// <summary>The header of one table: one or two rows of titles somewhere under the title rows.</summary>
/// <param name="Sheet">Its name; of several tables beside each other with the columns of this one.</param>
/// <param name="FirstRow">Number of the first header row; <c>LastRow</c> the last one, with a numbering row "(1) (2) (3)" included.</param>
internal sealed record ListHeader(string Sheet, int FirstRow, int LastRow, HeaderColumn[] Columns)
{
    /// <summary>Rows looked at before a sheet is said to have no header.</summary>
    public const int SearchedRows = 40;

    /// <summary>Equal for two files of the same form, whatever the rows hold: the officer's corrections are remembered under it.</summary>
    public string Signature { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u001f', Columns.Select(c => SearchKey.Fold(c.Title)))))[..8]);

    /// <summary>The sheet's own name, whatever stands beside the table.</summary>
    public string SheetName { get; init; } = Sheet;

    /// <summary>The columns of the table; the rest of a row is another one's.</summary>
    public (int From, int To) Range { get; init; } = (0, int.MaxValue);

    /// <summary>The font in which its titles are written.</summary>
    public LegacyFont Font { get; init; }

    /// <summary>What the rows above it say of all its rows.</summary>
    public ListContext Context { get; init; } = ListContext.None;

    /// <summary>Finds the first header among the first rows of a sheet, or null.</summary>
    public static ListHeader? Find(IReadOnlyList<SheetRow> rows) => FindAll(rows) is [var first, ..] ? first : null;

    /// <summary>Finds the header, for each of the tables that stand beside each other.</summary>
    public static IReadOnlyList<ListHeader> FindAll(IReadOnlyList<SheetRow> rows)
    {
        var searched = rows.Take(SearchedRows).ToList();
        var (index, last, second, font) = HeaderRows.Find(searched);
        if (index < 0)
        {
            return [];
        }

        var (first, below) = (searched[index], second is null ? null : searched[second.Value]);
        var columns = HeaderRows.Titles(first, below, font);
        return
        [
            .. HeaderRows.Tables(columns).Select(table => new ListHeader(NameOf(first.Sheet, table, columns.Length), first.Number, searched[last].Number, HeaderRows.Only(columns, table))
            {
                SheetName = first.Sheet, Range = table, Font = font,
            }),
        ];
    }

    /// <summary>The header with what stands below it looked at: how full each column is, whether it fits, and in which font it is.</summary>
    public ListHeader Over(IReadOnlyList<SheetRow> below, int thisYear)
    {
        var rows = below.Where(r => !r.IsBlank && !r.IsHidden).Select(r => r.Part(Range.From, Range.To)).ToList();
        return this with { Columns = ColumnLook.At(Columns, rows, thisYear) };
    }

    /// <summary>With the font of the titles, or of most columns, for all of them: too few words of one would not tell it.</summary>
    public ListHeader InOneFont(bool isOne)
    {
        var most = Columns.Where(c => c.Font != LegacyFont.None).GroupBy(c => c.Font).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        var font = most != LegacyFont.None ? most : Font;
        return isOne && font != LegacyFont.None ? this with { Columns = [.. Columns.Select(c => c with { Font = font })] } : this;
    }

    private static string NameOf(string sheet, (int From, int To) table, int width) =>
        table.From == 0 && table.To >= width - 1 ? sheet : $"{sheet} {SheetRow.Letters(table.From)}–{SheetRow.Letters(Math.Min(table.To, width - 1))}".Trim();
}

/// <param name="Index">0 is column A.</param>
/// <param name="Title">As written, NFC; two-row titles joined: "Ngày sinh – Nam".</param>
internal sealed record HeaderColumn(int Index, string Title, ListField Field, double Confidence)
{
    /// <summary>Of the first rows so many say something; −1 when nobody looked.</summary>
    public int Filled { get; init; } = -1;

    /// <summary>Of these so many that the field's own reader understands them.</summary>
    public int Understood { get; init; }

    public LegacyFont Font { get; init; }

    /// <summary>Of the first rows, what it holds and what was meant, to be looked at before it is changed.</summary>
    public IReadOnlyList<(string Before, string After)> FontSamples { get; init; } = [];

    /// <summary>The column's value stands in the first row of a block and is left out below it.</summary>
    public bool IsSparse { get; init; }

    /// <summary>The cells below say something else than the title: a third of them, or fewer, can be read.</summary>
    public bool FitsBadly => Filled > 0 && Understood * 3 <= Filled;
}
