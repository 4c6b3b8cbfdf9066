namespace TungNgo.Households;

/// <summary>A field of the register. The number stands in the database and is never reused.</summary>
public enum FieldCode
{
    Head = 1, Lane = 2, Code = 3, Door = 4, Landmark = 5, Point = 6, Language = 7, Phone = 8, Size = 9, Smartphones = 10, Note = 11,

    /// <summary>Where the household lives, and whether and why it is closed: what figures of the past depend on.</summary>
    Hamlet = 20, Closed = 21,
    Name = 30, BirthYear = 31, Sex = 32, PersonPhone = 33, Relation = 34, Smartphone = 35,

    /// <summary>Whether a person has left the household.</summary>
    Gone = 40,
}

public enum EditSource
{
    /// <summary>Somebody who knows: a member at the door, an officer at the desk.</summary>
    Hand = 0,
    List = 1,

    /// <summary>It was always so: the value before is not what was true then, but a mistake.</summary>
    PutRight = 2,
    Merge = 3,
    Reorganisation = 4,
}

/// <summary>
/// What a field of a household or a person became, and from when on. Nothing is overwritten: the value of a day is that of the newest edit
/// of or before it, by (<see cref="At"/>, <see cref="Number"/>), so that the order in which phones send does not matter. The entity holds
/// what is true now.
/// </summary>
internal sealed class FieldEdit
{
    public Guid HouseholdId { get; init; }

    /// <summary>Change number of the write.</summary>
    public long Number { get; init; }

    /// <summary>Empty when it is a field of the household itself.</summary>
    public Guid PersonId { get; init; }
    public FieldCode Field { get; init; }

    /// <summary>From when on it is true: the moment at the door, the day of the move.</summary>
    public DateTime At { get; init; }

    /// <summary>What it was at that time; both as <see cref="FieldText.Of"/> has it.</summary>
    public string? Before { get; set; }
    public string? After { get; init; }
    public EditSource Source { get; init; }

    /// <summary>The list that brought it: undoing the list takes it away.</summary>
    public Guid? ImportId { get; init; }
    public Guid? ActorId { get; init; }

    /// <summary>The name as it was then.</summary>
    public required string By { get; init; }
}

/// <summary>Two people changed one field without knowing of each other: the later value stands until somebody chooses.</summary>
internal sealed class EditConflict
{
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }
    public Guid PersonId { get; init; }
    public FieldCode Field { get; init; }

    /// <summary>Where the household lives now, for scope.</summary>
    public Guid HamletId { get; set; }
    public string? Kept { get; init; }
    public required string KeptBy { get; init; }
    public DateTime KeptAt { get; init; }
    public string? Other { get; init; }
    public required string OtherBy { get; init; }
    public DateTime OtherAt { get; init; }
    public DateTime FoundAt { get; init; }
    public DateTime? SettledAt { get; set; }
    public string? SettledBy { get; set; }
}
