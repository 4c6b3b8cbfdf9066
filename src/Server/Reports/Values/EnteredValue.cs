namespace TungNgo.Reports.Values;

/// <summary>
/// A figure that an office tells for a unit and a period. It is never changed: a correction is the next one, and the newest counts. A value of null is a
/// figure that was taken back, and is missing again.
/// </summary>
internal sealed class EnteredValue
{
    public Guid Id { get; init; }

    /// <summary>Code of the indicator.</summary>
    public required string Indicator { get; init; }
    public Guid AreaId { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>Last day of the period: what is published holds until something newer is.</summary>
    public DateOnly To { get; init; }

    /// <summary>In the indicator's unit; a share is 0–1.</summary>
    public decimal? Value { get; init; }

    /// <summary>"trên 35 %" is kept as 35 % and this; null is the indicator's own.</summary>
    public Catalogue.Qualifier? Qualifier { get; init; }

    /// <summary>Who told it, or the document that says it.</summary>
    public string? Source { get; init; }

    /// <summary>The document itself, in the store of files.</summary>
    public Guid? EvidenceId { get; init; }
    public DateTime RecordedAt { get; init; }
    public required string RecordedBy { get; init; }
    public Guid? RecordedById { get; init; }

    /// <summary>When a newer one took its place.</summary>
    public DateTime? SupersededAt { get; set; }
}
