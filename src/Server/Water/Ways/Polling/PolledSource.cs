using TungNgo.Water.Readings;

namespace TungNgo.Water.Ways.Polling;

public enum PollFormat { Csv = 1, Json = 2 }

/// <summary>Why the last look brought nothing, or not all. The number is stored.</summary>
public enum PollProblem
{
    /// <summary>No name, no connection, no TLS.</summary>
    Unreachable = 1,

    /// <summary>The name leads into a private network, or the address is not https.</summary>
    AddressRefused = 2,
    TimedOut = 3,

    /// <summary>More than <see cref="PollFetch.MostBytes"/>.</summary>
    TooLarge = 4,

    /// <summary>It points elsewhere; where to is for a human to look at.</summary>
    Redirected = 5,

    /// <summary>The server answers that it has nothing to give: status 4xx or 5xx.</summary>
    StatusBad = 6,

    /// <summary>A page for people, or nothing at all.</summary>
    NoData = 7,

    /// <summary>Neither UTF-8 nor of the format that was said.</summary>
    Unreadable = 8,

    /// <summary>The list or its columns are not where the mapping says.</summary>
    ColumnMissing = 9,

    /// <summary>There are rows, and none of them was understood.</summary>
    NothingUnderstood = 10,

    /// <summary>Our own fault; the log says more.</summary>
    Failed = 11,
}

/// <summary>How rows are read: columns by their name, or by their number from 1.</summary>
/// <param name="Separator">Of csv: one sign.</param>
/// <param name="Rows">Of json: names with dots between them, down to the list; empty is the document itself.</param>
/// <param name="MeasureColumn">Says the measure; empty takes <paramref name="Measure"/>.</param>
/// <param name="UnitColumn">Says the unit; empty takes <paramref name="Unit"/>.</param>
internal sealed record PollMapping(
    PollFormat Format, string Separator, string Rows, string TimeColumn, string ValueColumn, string MeasureColumn, string UnitColumn,
    Measure Measure, Unit Unit);

/// <summary>A file of somebody else's server that is looked at for a station, with what came of it.</summary>
internal sealed class PolledSource
{
    public Guid Id { get; init; }
    public Guid StationId { get; init; }
    public required string Url { get; set; }
    public required PollMapping Mapping { get; set; }
    public int Minutes { get; set; }
    public bool Active { get; set; }

    /// <summary>When somebody looks next. Whoever looks moves it first, so that nobody else does; if that one dies it is the second try.</summary>
    public DateTime DueAt { get; set; }
    public DateTime? LookedAt { get; set; }
    public DateTime? SucceededAt { get; set; }
    public PollProblem? Problem { get; set; }

    /// <summary>HTTP status of <see cref="PollProblem.StatusBad"/>.</summary>
    public int? Status { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }

    /// <summary>Of the last look that brought rows.</summary>
    public int Taken { get; set; }
    public int Known { get; set; }
    public int NotUnderstood { get; set; }

    /// <summary>What the server said of the copy that was taken, so that it need not send the same again.</summary>
    public string? ETag { get; set; }
    public DateTime? LastModified { get; set; }
    public int Edition { get; set; }
}
