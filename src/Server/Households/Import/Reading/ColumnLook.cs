using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>What the first rows below a header say of its columns.</summary>
internal static class ColumnLook
{
    private const int Looked = 400, Samples = 3;

    public static HeaderColumn[] At(HeaderColumn[] columns, List<SheetRow> rows, int thisYear)
    {
        var looked = columns.Select(c => Look(c, rows, thisYear)).ToArray();
        return SplitName(looked, rows);
    }

    private static HeaderColumn Look(HeaderColumn column, List<SheetRow> rows, int thisYear)
    {
        var cells = rows.Select(r => r[column.Index]).Where(c => !c.IsBlank).ToList();
        var told = cells.Where(c => !Ditto.Is(c) && !Ditto.IsNothing(c) && !c.IsError).Take(Looked).ToList();
        var texts = told.Select(c => c.Text).OfType<string>().ToList();
        var font = LegacyText.FontOf(texts);
        return column with
        {
            Filled = cells.Count, Understood = told.Count(c => Fits(column.Field, c, font, thisYear)) + (cells.Count - told.Count), Font = font,
            FontSamples = font == LegacyFont.None ? []
                : [.. texts.Select(t => (Before: t, After: LegacyText.Convert(t, font) ?? "")).Where(t => t.After != t.Before).Distinct().Take(Samples).Select(t => (Shown(t.Before), Shown(t.After)))],
            IsSparse = cells.Count > 0 && cells.Count * 2 < rows.Count && rows.Count > 0 && !rows[0][column.Index].IsBlank,
        };
    }

    private static string Shown(string text) => FreeText.Shown(IdentityGuard.Masked(text), 40);

    private static bool Fits(ListField field, SheetCell cell, LegacyFont font, int thisYear) => field switch
    {
        ListField.Head or ListField.Person => TextCells.Name(Converted(cell, font)).Problem is CellProblem.None or CellProblem.NameRemark or CellProblem.NameTitle or CellProblem.NameBroken,
        ListField.Phone => PhoneCell.Read(cell) is { Value: not null } or { Problem: CellProblem.PhoneOldPrefix },
        ListField.Birth => BirthCell.Read(cell, thisYear) is { Value: not null } or { Problem: CellProblem.BirthTwoDigits },
        ListField.BirthMale or ListField.BirthFemale => BirthCell.Read(cell, thisYear).Value is not null || WordCells.Mark(cell).Value is not null,
        ListField.Sex => WordCells.Sex(Converted(cell, font)).Value is not null,
        ListField.Size => WordCells.Count(cell).Value is not null,
        ListField.Language => WordCells.Language(Converted(cell, font)).Value is not null,
        ListField.Smartphone or ListField.VneidLevel2 => WordCells.Mark(Converted(cell, font)).Value is not null,
        _ => true,
    };

    private static SheetCell Converted(SheetCell cell, LegacyFont font) => font == LegacyFont.None || cell.Text is not { } text ? cell : new(LegacyText.Convert(text, font) ?? text);

    /// <summary>Right of the names a column without a title, with more of them: the file has lost that the title reached over both.</summary>
    private static HeaderColumn[] SplitName(HeaderColumn[] columns, List<SheetRow> rows)
    {
        var at = Array.FindIndex(columns, c => c.Field is ListField.Head or ListField.Person);
        if (at < 0 || at + 1 >= columns.Length || columns[at + 1].Title.Length > 0 || Array.Exists(columns, c => c.Field == ListField.NameFront))
        {
            return columns;
        }

        var named = rows.Where(r => !r[at].IsBlank && !r[at + 1].IsBlank).ToList();
        if (named.Count > 0 && named.Count * 2 > columns[at].Filled && named.TrueForAll(r => r[at + 1].Text is { Length: <= 30 } text && text.Any(char.IsLetter) && !text.Any(char.IsDigit)))
        {
            (columns[at], columns[at + 1]) = (columns[at] with { Field = ListField.NameFront }, columns[at + 1] with { Field = columns[at].Field, Title = columns[at].Title, Confidence = 0.7 });
        }

        return columns;
    }
}
