using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Households.Import.Reading;

/// <summary>What reading a list yields, in the order of the file.</summary>
public abstract record ListItem;

/// <summary>A row that is no household, with what stood in it.</summary>
public sealed record SkippedRow(string Sheet, int Row, SkipReason Reason, string Text) : ListItem;

/// <summary>The header of a sheet was found and the mapping to be used for it.</summary>
internal sealed record SheetStarted(ListHeader Header, ColumnMapping Mapping) : ListItem;

/// <summary>One household as the list gives it: understood, not yet compared with the register.</summary>
internal sealed record ReadHousehold : ListItem
{
    public required string Sheet { get; init; }

    /// <summary>The table in which it stands.</summary>
    public required ListHeader Header { get; init; }

    /// <summary>The rows it came from, to give them back when it is refused.</summary>
    public required List<SheetRow> Rows { get; init; }
    public List<RowProblem> Problems { get; } = [];
    public string? Code { get; set; }
    public string Head { get; set; } = "";
    public string HamletText { get; set; } = "";
    public string? CommuneText { get; set; }

    /// <summary>Set by the caller that knows the hamlets.</summary>
    public Guid? HamletId { get; set; }
    public string? Lane { get; set; }
    public string? Door { get; set; }
    public string? Landmark { get; set; }
    public string? Phone { get; set; }

    /// <summary>What <see cref="PlainColumns"/> say.</summary>
    public FieldValues Plain { get; } = [];
    public string? Language => (string?)Plain.GetValueOrDefault(FieldCode.Language);
    public int? Size => (int?)Plain.GetValueOrDefault(FieldCode.Size);
    public string? Note { get; set; }

    /// <summary>What stood beside a name or a number and is neither; it goes into the note.</summary>
    public List<string> Remarks { get; } = [];
    public List<ReadPerson> People { get; } = [];

    /// <summary>
    /// The note with what the list says of VNeID. It is a claim of the list and not a standing: standings come from visits alone, and
    /// the member at the door is to see what to look at.
    /// </summary>
    public string? NoteWithMarks
    {
        get
        {
            var marked = People.Where(p => p.VneidLevel2 == true).Select(p => p.Name).ToList();
            var claim = marked.Count == 0 ? null : "VNeID mức 2 theo danh sách: " + string.Join(", ", marked);
            return string.Join(" · ", new[] { Note }.Concat(Remarks.Distinct()).Append(claim).OfType<string>()) is { Length: > 0 } note ? note : null;
        }
    }

    public int Row => Rows[0].Number;

    public bool IsRefused => Problems.Exists(p => p.Weight == Weight.Refused);

    /// <summary>Phones in the household that are smart, null when the list says nothing of it.</summary>
    public int? Smartphones => People.Exists(p => p.Smartphone is not null) ? People.Count(p => p.Smartphone == true) : null;
}

internal sealed record ReadPerson
{
    public required string Name { get; init; }
    public int? BirthYear { get; init; }
    public string? Sex { get; init; }
    public string? Phone { get; init; }
    public string? Relation { get; set; }
    public bool? Smartphone { get; init; }

    /// <summary>The list says that this person's VNeID account is at level 2.</summary>
    public bool? VneidLevel2 { get; init; }
    public required int Row { get; init; }
}
