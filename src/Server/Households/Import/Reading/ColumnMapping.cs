namespace TungNgo.Households.Import.Reading;

/// <summary>One row per household, or one row per person grouped by household.</summary>
public enum ListLayout { Households, People }

/// <summary>What each column of a list means: proposed by the program, corrected by the officer, remembered under the header's signature.</summary>
internal sealed class ColumnMapping
{
    private readonly int[] columnOf;

    /// <param name="fields">The field of each column, by index.</param>
    public ColumnMapping(IReadOnlyList<ListField> fields)
    {
        Fields = [.. fields];
        columnOf = new int[Enum.GetValues<ListField>().Length];
        Array.Fill(columnOf, -1);
        for (var i = Fields.Length - 1; i >= 0; i--)
        {
            columnOf[(int)Fields[i]] = i;
        }

        // With the head in a column of its own, the other names are the household's people.
        Layout = Has(ListField.Person) && (Has(ListField.HouseholdCode) || Has(ListField.Relation) || Has(ListField.Head)) ? ListLayout.People : ListLayout.Households;
    }

    public ListField[] Fields { get; }

    public ListLayout Layout { get; }

    /// <summary>The column whose name is the household's: the head's in a list of households, the person's in a list of people.</summary>
    public int NameColumn => Layout == ListLayout.People ? ColumnOf(ListField.Person) : Has(ListField.Head) ? ColumnOf(ListField.Head) : ColumnOf(ListField.Person);

    public bool Has(ListField field) => columnOf[(int)field] >= 0;

    public int ColumnOf(ListField field) => columnOf[(int)field];

    /// <summary>Whether a list can be taken with it: without a name there is no household. A hamlet may come from a section title.</summary>
    public bool IsUsable => NameColumn >= 0;

    /// <summary>
    /// Each field once: of two columns that claim the same, the one with something in it, then the surer, then the left one has it. A title that only contains
    /// a known one means it no more when the cells below say something else, and a column of codes without any says nothing.
    /// </summary>
    public static ColumnMapping Propose(ListHeader header)
    {
        var fields = new ListField[header.Columns.Length];
        foreach (var group in header.Columns.Where(IsMeant).GroupBy(c => c.Field))
        {
            var several = group.Key is ListField.Identity or ListField.Ethnicity;
            foreach (var column in several ? group : group.OrderByDescending(c => c.Filled != 0).ThenByDescending(c => c.Confidence).ThenBy(c => c.Index).Take(1))
            {
                fields[column.Index] = group.Key;
            }
        }

        return new ColumnMapping(fields);
    }

    private static bool IsMeant(HeaderColumn column) =>
        column.Field != ListField.Ignore && !(column.Confidence < 1 && column.FitsBadly) && !(column.Field == ListField.HouseholdCode && column.Filled == 0);
}
