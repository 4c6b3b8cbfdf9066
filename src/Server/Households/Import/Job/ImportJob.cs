using TungNgo.Households.Import.Reading;
using TungNgo.Households.Import.Undo;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Job;

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
    Undoing = 7,
}

/// <summary>One list that an office sent: from the upload to the taking, and back by undo.</summary>
public sealed class ImportJob
{
    /// <summary>A work that does not say within this time that it goes on has been interrupted; any node may go on with it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>What failed so often waits for an officer instead of failing for ever.</summary>
    public const int MostAttempts = 3;

    /// <summary>As <see cref="FileProblem"/> of a list that is taken: only up to where it was broken off.</summary>
    public const string Interrupted = "Interrupted";

    public Guid Id { get; init; }

    /// <summary>The unit whose hamlets the list may speak of.</summary>
    public Guid AreaId { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes in hexadecimal: the same file sent twice is told.</summary>
    public string? FileHash { get; init; }
    public Guid? UserId { get; init; }

    /// <summary>Who sent it, as the name was then.</summary>
    public required string By { get; init; }
    public DateTime At { get; init; }
    public ImportState State { get; set; }
    public string? FileProblem { get; set; }

    /// <summary>JSON: header signature → fields by column.</summary>
    public Dictionary<string, string> Mappings { get; set; } = [];

    /// <summary>
    /// JSON: the officer's answers. "hamlet:KEY" → hamlet id or "skip"; "double:SHEET!ROW" → new, same or skip; "font:FORM:FONT", "accept:PROBLEM" and
    /// "hidden" → yes or no.
    /// </summary>
    public Dictionary<string, string> Answers { get; set; } = [];

    /// <summary>JSON of <see cref="ImportReport"/> of the last reading or of the taking.</summary>
    public string? Report { get; set; }

    /// <summary>JSON of <see cref="UndoResult"/>, as far as the undo has come.</summary>
    public string? Undo { get; set; }

    /// <summary>Grows with every order of an officer: a reading that began before the last one is not kept.</summary>
    public int Round { get; set; }

    /// <summary>Who gave the last order, for the audit of what is done later in their name.</summary>
    public Guid? OrderedById { get; set; }
    public string? OrderedBy { get; set; }
    public string? OrderedFrom { get; set; }

    /// <summary>How often the work of this round was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Households gone through so far.</summary>
    public int Progress { get; set; }

    /// <summary>When the work last said that it goes on; null when nobody works on it.</summary>
    public DateTime? BeatAt { get; set; }
    public DateTime? TakenAt { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }

    /// <summary>Work is ordered and not finished.</summary>
    public bool IsOpen => State is ImportState.Reading or ImportState.Taking or ImportState.Undoing;

    /// <summary>Open, but nobody works on it and nobody will until an officer says so.</summary>
    public bool IsStuck(DateTime now) => IsOpen && Attempts >= MostAttempts && (BeatAt is null || BeatAt < now - Lease);

    /// <summary>An officer's order: the work begins anew, wherever there is a node free for it.</summary>
    internal void Order(ImportState state, Feed.Actor actor)
    {
        (State, OrderedById, OrderedBy, OrderedFrom) = (state, actor.UserId, actor.Name, actor.Address);
        (Attempts, Progress, BeatAt) = (0, 0, null);
        Round++;
    }
}

/// <summary>What an office's form means, as an officer corrected it and took a list by it: proposed again when the same office sends the same form.</summary>
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

/// <summary>
/// A household of before that an import changed: undo takes its edits and people away again. Households that it added carry its id themselves.
/// </summary>
internal sealed class ImportedChange
{
    public Guid ImportId { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>Change number of the import's last change of it: what people did has a later one.</summary>
    public long Number { get; set; }
}
