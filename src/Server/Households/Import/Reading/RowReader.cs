using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>Understands the cells of one row under one mapping and collects what is wrong with them.</summary>
internal sealed class RowReader(ListHeader header, ColumnMapping mapping, int thisYear, ListChoices choices, ListPlaces? places)
{
    // Offices repeat the same few words down a column; folding each again would cost more than reading the file.
    private readonly Dictionary<string, Understood<string?>> lanes = [];
    private readonly Dictionary<FieldCode, Dictionary<string, Understood<object?>>> plain = PlainColumns.All.ToDictionary(p => p.Field, _ => new Dictionary<string, Understood<object?>>());

    public ReadPerson? Person(SheetRow row, List<RowProblem> problems, List<string> remarks)
    {
        var name = Name(row, problems, remarks);
        var (birth, sex) = BirthAndSex(row, problems);
        var phone = Phone(row, problems, remarks);
        var smartphone = Note(row, ListField.Smartphone, WordCells.Mark(Get(row, ListField.Smartphone)), problems);
        var vneid = Note(row, ListField.VneidLevel2, WordCells.Mark(Get(row, ListField.VneidLevel2)), problems);
        if (name is null)
        {
            return null;
        }

        return new ReadPerson
        {
            Name = name, BirthYear = birth, Sex = sex, Phone = phone, Smartphone = smartphone, VneidLevel2 = vneid, Row = row.Number,
            Relation = mapping.Layout == ListLayout.Households ? "head" : WordCells.Relation(Get(row, ListField.Relation)),
        };
    }

    /// <summary>Before a head's name that is none: it begins a household all the same, which is refused.</summary>
    public const string Unusable = "\u0001";

    /// <summary>The head's name as a list of people gives it beside each of them.</summary>
    public string? Head(SheetRow row) => mapping.Layout == ListLayout.People && Get(row, ListField.Head) is { IsBlank: false } cell ? TextCells.Name(cell).Value ?? Unusable + TextCells.Clean(cell.Display) : null;

    /// <summary>Whether the code's cell is an error: then nobody knows whose row it is.</summary>
    public bool IsCodeError(SheetRow row) => Get(row, ListField.HouseholdCode).IsError;

    private string? Name(SheetRow row, List<RowProblem> problems, List<string> remarks)
    {
        var cell = At(row, mapping.NameColumn);
        if (mapping.Layout == ListLayout.People && cell.IsBlank)
        {
            cell = Get(row, ListField.Head);
        }

        if (mapping.Has(ListField.NameFront) && Get(row, ListField.NameFront) is { IsBlank: false, IsError: false } front && !cell.IsError)
        {
            cell = new SheetCell($"{front.Display} {cell.Display}".Trim());
        }

        var name = TextCells.Name(cell);
        if (mapping.Layout == ListLayout.People && Get(row, ListField.Note).Text is { } note && TextCells.SaysOnlyDead(note))
        {
            return Note(row, mapping.NameColumn, new Understood<string?>(null, CellProblem.PersonDead, TextCells.Clean(note)), problems);
        }

        if (name.Problem == CellProblem.NameRemark && TextCells.SaysDead(name.Suggestion) && mapping.Layout == ListLayout.People)
        {
            return Note(row, mapping.NameColumn, new Understood<string?>(null, CellProblem.PersonDead, name.Suggestion), problems);
        }

        if (name.Problem == CellProblem.NameRemark)
        {
            remarks.Add(name.Suggestion!);
        }

        return Note(row, mapping.NameColumn, Accepted(name, CellProblem.NameNotAName, CellProblem.NameTrimmed), problems);
    }

    private string? Phone(SheetRow row, List<RowProblem> problems, List<string> remarks)
    {
        var phone = Accepted(PhoneCell.Read(Get(row, ListField.Phone)), CellProblem.PhoneOldPrefix, CellProblem.PhoneRenumbered);
        if (phone is { Problem: CellProblem.PhoneTwoNumbers, Suggestion: { } second } && choices.Accepts(CellProblem.PhoneTwoNumbers))
        {
            remarks.Add("ĐT khác: " + second);
            phone = phone with { Problem = CellProblem.PhoneSecondNoted };
        }

        return Note(row, ListField.Phone, phone, problems);
    }

    /// <summary>The suggestion instead of the cell, where the officer has accepted all of the kind.</summary>
    private Understood<string?> Accepted(Understood<string?> read, CellProblem problem, CellProblem then) =>
        read.Problem == problem && read is { Value: null, Suggestion: { } suggestion } && choices.Accepts(problem) ? new(suggestion, then, suggestion) : read;

    public string? Code(SheetRow row) => TextCells.Code(Get(row, ListField.HouseholdCode)).Value;

    /// <summary>Of a column of its own, or of the address where the list has none.</summary>
    public string Hamlet(SheetRow row, List<RowProblem> problems)
    {
        var cell = Get(row, ListField.Hamlet);
        if (cell.IsError)
        {
            Note(row, ListField.Hamlet, new Understood<string?>(null, CellProblem.ErrorInKey), problems);
            return "";
        }

        return !cell.IsBlank && !Ditto.IsNothing(cell) ? TextCells.Clean(cell.Display) : mapping.Has(ListField.Hamlet) ? "" : AddressIn(row)?.Hamlet ?? "";
    }

    private string? Commune(SheetRow row) => Get(row, ListField.Commune) is { IsBlank: false, IsError: false } cell && !Ditto.IsNothing(cell) ? TextCells.Clean(cell.Display)
        : Get(row, ListField.Place) is { IsBlank: false } place ? ListTitles.CommuneIn(TextCells.Clean(place.Display), places) ?? (mapping.Has(ListField.Hamlet) ? null : ListTitles.AnyCommuneIn(place.Display)) : null;

    private Address? AddressIn(SheetRow row) => Get(row, ListField.Place) is { IsBlank: false, IsError: false } place && !Ditto.IsNothing(place)
        ? Address.Of(place.Display, Title(mapping.ColumnOf(ListField.Place)), mapping.Has(ListField.Hamlet) ? null : places) : null;

    /// <summary>Fills what belongs to the household and is still unknown; in a list of people any row may carry it.</summary>
    public void FillHousehold(ReadHousehold household, SheetRow row)
    {
        var problems = household.Problems;
        household.CommuneText ??= Commune(row);
        Note(row, ListField.HouseholdCode, TextCells.Code(Get(row, ListField.HouseholdCode)), problems);
        household.Lane ??= Note(row, ListField.Lane, Known(lanes, Told(row, ListField.Lane), TextCells.Lane), problems);
        foreach (var (column, field) in PlainColumns.All.Where(p => household.Plain.GetValueOrDefault(p.Field) is null))
        {
            household.Plain[field] = Note(row, column, Known(plain[field], Get(row, column), cell => PlainColumns.Read(field, cell)), problems);
        }

        household.Note ??= mapping.Layout == ListLayout.People && Get(row, ListField.Note).Text is { } said && TextCells.SaysOnlyDead(said) ? null
            : Note(row, ListField.Note, TextCells.Text(Told(row, ListField.Note)), problems);
        if (household.Door is null && household.Landmark is null && mapping.Has(ListField.Place))
        {
            var address = AddressIn(row);
            var (door, landmark, problem) = TextCells.Place(address is not null ? HouseOf(row, address, household.Lane) : Told(row, ListField.Place));
            Note(row, ListField.Place, new Understood<string?>(null, problem), problems);
            (household.Door, household.Landmark) = (door, landmark);
            household.Lane ??= LaneOf(address);
        }
    }

    private static string? LaneOf(Address? address) => address?.Lane is { } lane ? TextCells.Lane(new SheetCell(lane)).Value : null;

    /// <summary>The rest of an address is no landmark; where a column of its own says the hamlet, or another lane, what the address says of it stays.</summary>
    private SheetCell HouseOf(SheetRow row, Address address, string? lane)
    {
        var isOther = lane is not null && address.Lane is not null && LaneOf(address) != lane;
        return mapping.Has(ListField.Hamlet) && (isOther || address.Lane is null) ? Get(row, ListField.Place)
            : new SheetCell(string.Join(", ", new[] { address.House, isOther ? address.Lane : null, mapping.Has(ListField.Hamlet) ? address.Hamlet : null }.Where(p => !string.IsNullOrEmpty(p))));
    }

    /// <summary>Names every citizen number of the row and hides it, so that nothing behind this line can keep it.</summary>
    public SheetRow WithoutIdentityNumbers(SheetRow row, List<RowProblem> problems)
    {
        SheetCell[]? cells = null;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var field = i < mapping.Fields.Length ? mapping.Fields[i] : ListField.Ignore;
            // A column of identity numbers is refused as a whole, in the mapping; naming each of its cells would bury the rest.
            if (field == ListField.Identity ? !row.Cells[i].IsBlank
                : IdentityGuard.Holds(row.Cells[i]) || (field is ListField.Place or ListField.Lane && IdentityGuard.IsNineDigits(row.Cells[i])))
            {
                cells ??= [.. row.Cells];
                cells[i] = new SheetCell(field == ListField.Identity ? null : Rest(row.Cells[i].Text));
                if (field != ListField.Identity)
                {
                    problems.Add(new RowProblem(row.Sheet, row.Number, i, Title(i), CellProblem.IdentityNumber, IdentityGuard.Mask, cells[i].Text));
                }
            }
        }

        return cells is null ? row : row with { Cells = cells };
    }

    public void Problem(SheetRow row, ListField field, CellProblem problem, List<RowProblem> problems, string? suggestion = null)
    {
        var column = mapping.ColumnOf(field);
        problems.Add(new RowProblem(row.Sheet, row.Number, column, Title(column), problem, TextCells.Clean(At(row, column).Display), suggestion));
    }

    /// <summary>The words beside the number; null when the cell holds nothing else.</summary>
    private static string? Rest(string? text)
    {
        var masked = IdentityGuard.Masked(text ?? "");
        var rest = masked == text ? "" : TextCells.Clean(masked.Replace(IdentityGuard.Mask, "", StringComparison.Ordinal));
        return rest.Any(char.IsLetterOrDigit) ? rest : null;
    }

    private (int? Year, string? Sex) BirthAndSex(SheetRow row, List<RowProblem> problems)
    {
        var sex = Note(row, ListField.Sex, WordCells.Sex(Get(row, ListField.Sex)), problems);
        var (man, woman) = (Get(row, ListField.BirthMale), Get(row, ListField.BirthFemale));
        if (man.IsBlank && woman.IsBlank)
        {
            return (Note(row, ListField.Birth, BirthCell.Read(Get(row, ListField.Birth), thisYear), problems), sex);
        }

        if (!man.IsBlank && !woman.IsBlank)
        {
            Problem(row, ListField.BirthFemale, CellProblem.BirthBothSexes, problems);
            return (null, sex);
        }

        var (field, cell) = man.IsBlank ? (ListField.BirthFemale, woman) : (ListField.BirthMale, man);
        // "Giới tính" over "Nam | Nữ" holds x-marks, "Ngày sinh" over them holds dates.
        var year = WordCells.Mark(cell).Value == true
            ? Note(row, ListField.Birth, BirthCell.Read(Get(row, ListField.Birth), thisYear), problems)
            : Note(row, field, BirthCell.Read(cell, thisYear), problems);
        return (year, sex ?? (man.IsBlank ? "f" : "m"));
    }

    private static Understood<T> Known<T>(Dictionary<string, Understood<T>> known, SheetCell cell, Func<SheetCell, Understood<T>> read)
    {
        if (cell.IsBlank)
        {
            return default;
        }

        var text = cell.Display;
        if (!known.TryGetValue(text, out var understood))
        {
            understood = read(cell);
            // A column of free text would grow the cache without end.
            if (known.Count < 1_000)
            {
                known[text] = understood;
            }
        }

        return understood;
    }

    private SheetCell Get(SheetRow row, ListField field) => At(row, mapping.ColumnOf(field));

    /// <summary>A dash in a column of words says nothing.</summary>
    private SheetCell Told(SheetRow row, ListField field) => Get(row, field) is var cell && !Ditto.IsNothing(cell) ? cell : SheetCell.Blank;

    private static SheetCell At(SheetRow row, int column) => column < 0 ? SheetCell.Blank : row[column];

    private T Note<T>(SheetRow row, ListField field, Understood<T> cell, List<RowProblem> problems) =>
        cell.Problem == CellProblem.None ? cell.Value : Note(row, mapping.ColumnOf(field), cell, problems);

    private T Note<T>(SheetRow row, int column, Understood<T> cell, List<RowProblem> problems)
    {
        if (cell.Problem != CellProblem.None)
        {
            problems.Add(new RowProblem(
                row.Sheet, row.Number, column, Title(column), cell.Problem, TextCells.Clean(At(row, column).Display), cell.Suggestion));
        }

        return cell.Value;
    }

    private string Title(int column) => column >= 0 && column < header.Columns.Length ? header.Columns[column].Title : "";
}
