namespace TungNgo.Households.Import;

public enum ImportState
{
    /// <summary>The file is here and is being read, or waits for it.</summary>
    Reading = 1,

    /// <summary>Read against the register; the officer looks at the preview, corrects and answers.</summary>
    Previewed = 2,
    Taking = 3,
    Taken = 4,
    Undone = 5,

    /// <summary>The file could not be read at all; <see cref="ImportJob.FileProblem"/> says why.</summary>
    Unreadable = 6,
}

/// <summary>One list that an office sent: from the upload to the taking, and back by undo.</summary>
public sealed class ImportJob
{
    public Guid Id { get; init; }

    /// <summary>The unit whose hamlets the list may speak of.</summary>
    public Guid AreaId { get; init; }
    public required string FileName { get; init; }
    public Guid? UserId { get; init; }

    /// <summary>Who sent it, as the name was then.</summary>
    public required string By { get; init; }
    public DateTime At { get; init; }
    public ImportState State { get; set; }
    public string? FileProblem { get; set; }

    /// <summary>JSON: header signature → fields by column.</summary>
    public Dictionary<string, string> Mappings { get; set; } = [];

    /// <summary>JSON: the officer's answers. "hamlet:KEY" → hamlet id or "skip"; "double:SHEET!ROW" → new, same or skip.</summary>
    public Dictionary<string, string> Answers { get; set; } = [];

    /// <summary>JSON of <see cref="ImportReport"/> of the last reading or of the taking.</summary>
    public string? Report { get; set; }

    /// <summary>Households gone through so far, for progress; also tells an interrupted taking from a running one, with <see cref="BeatAt"/>.</summary>
    public int Progress { get; set; }
    public DateTime? BeatAt { get; set; }
    public DateTime? TakenAt { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }
}

/// <summary>What an office's form means, as an officer corrected it: proposed again when the same office sends the same form.</summary>
internal sealed class RememberedMapping
{
    public Guid Id { get; init; }

    /// <summary>The area that the sender's list was imported into.</summary>
    public Guid AreaId { get; init; }

    /// <summary>See <see cref="ListHeader.Signature"/>.</summary>
    public required string Signature { get; init; }

    /// <summary>Names of <see cref="ListField"/> by column, separated by commas.</summary>
    public required string Fields { get; set; }
}

/// <summary>A household that an import changed, as it was before: what undo puts back. Households that it added carry its id themselves.</summary>
internal sealed class ImportedChange
{
    public Guid ImportId { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>JSON: field → [before, after]. See <see cref="HouseholdMerge"/>.</summary>
    public required string Fields { get; set; }
}
