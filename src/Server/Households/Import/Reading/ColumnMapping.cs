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

        Layout = Has(ListField.Person) && (Has(ListField.HouseholdCode) || Has(ListField.Relation)) ? ListLayout.People : ListLayout.Households;
    }

    public ListField[] Fields { get; }

    public ListLayout Layout { get; }

    /// <summary>The column whose name is the household's: the head's in a list of households, the person's in a list of people.</summary>
    public int NameColumn => Layout == ListLayout.People ? ColumnOf(ListField.Person) : Has(ListField.Head) ? ColumnOf(ListField.Head) : ColumnOf(ListField.Person);

    public bool Has(ListField field) => columnOf[(int)field] >= 0;

    public int ColumnOf(ListField field) => columnOf[(int)field];

    /// <summary>Whether a list can be taken with it: without a name there is no household. A hamlet may come from a section title.</summary>
    public bool IsUsable => NameColumn >= 0;

    /// <summary>Each field once: of two columns that claim the same, the surer and then the left one has it.</summary>
    public static ColumnMapping Propose(ListHeader header)
    {
        var fields = new ListField[header.Columns.Length];
        foreach (var group in header.Columns.Where(c => c.Field != ListField.Ignore).GroupBy(c => c.Field))
        {
            var several = group.Key is ListField.Identity or ListField.Ethnicity;
            foreach (var column in several ? group : group.OrderByDescending(c => c.Confidence).ThenBy(c => c.Index).Take(1))
            {
                fields[column.Index] = group.Key;
            }
        }

        return new ColumnMapping(fields);
    }
}
