using TungNgo.Reports.Periods;

namespace TungNgo.Reports.Ladder;

/// <summary>A report that units send up for every period: which figures, how often, since when.</summary>
internal sealed class ReportForm
{
    public Guid Id { get; init; }
    public required string Code { get; init; }
    public Dictionary<string, string> Name { get; set; } = [];

    /// <summary>Codes of its indicators, in their order.</summary>
    public List<string> Indicators { get; set; } = [];

    /// <summary>Code of the kind of period.</summary>
    public required string PeriodKind { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>The legal text that asks for it.</summary>
    public string? LegalSource { get; set; }

    /// <summary>Days after the due day on which a period closes to units that have sent nothing.</summary>
    public int LockDays { get; set; } = 30;

    /// <summary>Counted from 0. An edit is the next one, for periods to come; reports keep the one on which they were begun.</summary>
    public int Edition { get; init; }

    public bool IsOf(Period period) => period.Kind?.Code == PeriodKind && ValidFrom <= period.To && (ValidTo is null || period.To <= ValidTo);
}
