using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>Columns that say one field of the household and nothing else: reading, comparing and taking walk these instead of naming each.</summary>
internal static class PlainColumns
{
    public static readonly (ListField Column, FieldCode Field)[] All = [(ListField.Language, FieldCode.Language), (ListField.Size, FieldCode.Size)];

    /// <summary>The register's field that a column says; null when it says more or less than one.</summary>
    public static FieldCode? FieldOf(ListField column) => Array.Find(All, p => p.Column == column) is { Field: var field } && field != default ? field : null;

    public static Understood<object?> Read(FieldCode field, SheetCell cell) => HouseholdFields.Of(field).Kind switch
    {
        FieldKind.Languages => Any(WordCells.Language(cell)),
        FieldKind.Count => Any(WordCells.Count(cell)),
        FieldKind.YesNo => Any(WordCells.Mark(cell)),
        FieldKind.Phone => Any(PhoneCell.Read(cell)),
        _ => Any(TextCells.Text(cell)),
    };

    private static Understood<object?> Any<T>(Understood<T> cell) => new(cell.Value, cell.Problem, cell.Suggestion);
}
