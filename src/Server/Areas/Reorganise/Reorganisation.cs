namespace TungNgo.Areas.Reorganise;

public enum ReorganisationState
{
    Draft = 0,

    /// <summary>Decided, and applied by the server on its day.</summary>
    Waiting = 1,
    Applied = 2,
    Undone = 3,
}

/// <summary>What is done to units.</summary>
public enum StepKind { Add = 0, Merge = 1, End = 2, Rename = 3, Reparent = 4, Split = 5 }

/// <summary>One step of a set. It holds ids alone: what units were called when it was typed is not what they will be called.</summary>
/// <param name="Units">Whom it is done to; none for a new unit.</param>
/// <param name="Kind">Of the new unit, or what a unit becomes.</param>
/// <param name="Parent">Under which unit the new one hangs, or the others go.</param>
/// <param name="Into">The unit that follows those that end.</param>
/// <param name="New">Identity of the unit that the step makes; other steps speak of it.</param>
/// <param name="TierEnds">The units end because their tier does.</param>
public sealed record ReorganisationStep(
    StepKind Step, Guid[] Units, AreaKind? Kind = null, string? Name = null, string? Code = null, Guid? Parent = null, Guid? Into = null, Guid? New = null,
    bool TierEnds = false, StepPart[]? Parts = null);

/// <summary>A part of a unit that divides.</summary>
/// <param name="Below">Units right below the whole that go to this part.</param>
/// <param name="Lanes">Lanes that go to it, with their households.</param>
/// <param name="Households">Single households that go to it, whatever their lane does.</param>
/// <param name="Rest">Everything goes to it that no part names.</param>
public sealed record StepPart(Guid Id, AreaKind Kind, string Name, string? Code, Guid[] Below, Guid[] Lanes, Guid[] Households, bool Rest = false);

/// <summary>A reorganisation as one dated set of steps: applied as a whole or not at all, and taken back as a whole.</summary>
internal sealed class Reorganisation
{
    public Guid Id { get; init; }

    /// <summary>The unit of which it is: whoever manages units there prepares and applies it.</summary>
    public Guid AreaId { get; init; }
    public required string Title { get; set; }

    /// <summary>Number of the legal act.</summary>
    public required string Act { get; set; }

    /// <summary>The first day of the new map.</summary>
    public DateOnly Day { get; set; }
    public ReorganisationState State { get; set; }
    public List<ReorganisationStep> Steps { get; set; } = [];

    /// <summary>What somebody chose for things that nobody owns afterwards, by <see cref="Affected.Fate"/>.</summary>
    public Dictionary<string, string> Chosen { get; set; } = [];
    public DateTime CreatedAt { get; init; }
    public required string Author { get; init; }

    /// <summary>Grows with every change; whoever applies says which one was looked at.</summary>
    public int Edition { get; set; }
    public string? AppliedBy { get; set; }
    public DateTime? AppliedAt { get; set; }

    /// <summary>The first number of the write that applied it.</summary>
    public long FirstNumber { get; set; }

    /// <summary>A <see cref="Reorganise.Kept"/> as JSON: what undoing puts back.</summary>
    public string? Kept { get; set; }
    public string? UndoneBy { get; set; }
    public DateTime? UndoneAt { get; set; }

    /// <summary>Why it could not be applied on its day, in the words of the console's first language.</summary>
    public string? Trouble { get; set; }
}
