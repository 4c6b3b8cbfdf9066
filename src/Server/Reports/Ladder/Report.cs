namespace TungNgo.Reports.Ladder;

/// <summary>
/// Where a report stands: written in the unit, signed off by the unit's own approver, approved by the unit above on the tree of the period, locked when the
/// unit above has been approved in its turn. The topmost unit has nobody above; its own approver's word is the approval.
/// </summary>
public enum ReportState { Draft = 1, Submitted = 2, Returned = 3, Accepted = 4, Approved = 5, Locked = 6 }

/// <summary>A unit's report for a period. A correction after approval is another one with the next number; both are kept.</summary>
internal sealed class Report
{
    public Guid Id { get; init; }
    public Guid FormId { get; init; }

    /// <summary>The unit, on the tree of the period's last day.</summary>
    public Guid AreaId { get; init; }
    public required string Period { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>0 is the first; corrections are numbered from 1.</summary>
    public int Revision { get; init; }
    public ReportState State { get; set; } = ReportState.Draft;

    /// <summary>What somebody says of a figure that looked unlikely, by the indicator's code.</summary>
    public Dictionary<string, string> Remarks { get; set; } = [];

    /// <summary>Units below that it was sent without, by their ids, when it was sent in spite of them.</summary>
    public List<Guid> Missing { get; set; } = [];
    public Guid? SubmittedById { get; set; }
    public Guid? AcceptedById { get; set; }
    public DateTime ChangedAt { get; set; }
    public int Edition { get; set; }

    /// <summary>Figures may be told and remarks written.</summary>
    public bool IsOpen => State is ReportState.Draft or ReportState.Returned;

    public bool IsSigned => State is ReportState.Approved or ReportState.Locked;
}

public enum ReportAction { Open = 1, Submit = 2, Return = 3, Accept = 4, Approve = 5, Lock = 6, Correct = 7, Except = 8 }

/// <summary>What somebody did with a report; never changed.</summary>
internal sealed class ReportStep
{
    public Guid Id { get; init; }
    public Guid ReportId { get; init; }
    public ReportAction Action { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }
    public Guid? ById { get; init; }
    public string? Reason { get; init; }
}

/// <summary>
/// An approved report as it was approved: figures, definitions, the tree, the cut-off. Printed from nothing else, so it prints the same for ever.
/// </summary>
internal sealed class ReportSnapshot
{
    public Guid ReportId { get; init; }

    /// <summary>JSON, written once.</summary>
    public required string Body { get; init; }

    /// <summary>SHA-256 of the body in UTF-8, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The beginning of the hash in letters that are read aloud and typed easily: what the printed code leads to.</summary>
    public required string Seal { get; init; }
    public DateTime At { get; init; }
}

/// <summary>Leave to write a report whose period is closed, or to correct one that is approved.</summary>
internal sealed class LockException
{
    public Guid Id { get; init; }
    public Guid FormId { get; init; }
    public Guid AreaId { get; init; }
    public required string Period { get; init; }
    public required string Reason { get; init; }
    public DateTime GrantedAt { get; init; }
    public required string GrantedBy { get; init; }
    public Guid? GrantedById { get; init; }

    /// <summary>The last day on which it may be used.</summary>
    public DateOnly Until { get; init; }
}
