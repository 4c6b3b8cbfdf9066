using TungNgo.Reports.Catalogue;

namespace TungNgo.Reports;

/// <param name="From">Code of a measure, or a formula; null for what offices tell.</param>
public sealed record IndicatorDefinition(
    string Code, int Version, Dictionary<string, string> Name, Dictionary<string, string> Definition, Dictionary<string, string> Unit, IndicatorKind Kind, IndicatorOrigin Origin,
    AreaRule AreaRule, int Decimals, Qualifier Qualifier, string? From, string? EnteredBy, string? LegalSource, int FirstYear, int? LastYear);

/// <param name="Value">In the indicator's unit; a share is 0–1. Null is missing, which is not nought.</param>
/// <param name="Above">Numerator of a quotient.</param>
/// <param name="Below">Denominator of a quotient.</param>
/// <param name="Reporting">From how many units it comes, where offices tell it.</param>
/// <param name="Why">Why there is no value: nothing, boundaries, part, notSummed or notApproved.</param>
public sealed record IndicatorFigure(
    string Code, int Version, decimal? Value, decimal? Above, decimal? Below, Qualifier Qualifier, int? Reporting, int? Of, string? Why, string? Source, decimal? Target);

/// <summary>The approved report that a unit's figures were taken from.</summary>
/// <param name="Seal">The letters that are printed on the sheet; /bc/SEAL says whether it is what was approved.</param>
/// <param name="Hash">SHA-256 of the snapshot.</param>
/// <param name="Change">Number of the last change that was in the figures then.</param>
public sealed record IndicatorSnapshot(Guid Report, string Form, int Revision, string Seal, string Hash, DateTime ApprovedAt, long Change);

/// <param name="Snapshot">Only with status approved, and only where the unit's report was approved.</param>
public sealed record IndicatorUnit(Guid AreaId, string? Code, string Name, string Kind, Guid? ParentId, IndicatorFigure[] Figures, IndicatorSnapshot? Snapshot = null);

/// <param name="Boundaries">The day whose units these are.</param>
/// <param name="Change">Number of the last change of what is counted; whether the answer as a whole is another one, its ETag tells.</param>
/// <param name="Status">live, or approved: as they stand in approved reports.</param>
/// <param name="Others">The further periods, where several were asked for; each is an answer of its own.</param>
public sealed record IndicatorValues(
    string Period, DateOnly From, DateOnly To, DateOnly Boundaries, long Change, IndicatorUnit[] Units, string Status = "live", IndicatorValues[]? Others = null)
{
    internal IEnumerable<IndicatorValues> All => Others is null ? [this] : Others.Prepend(this);

    internal int Count => All.Sum(a => a.Units.Sum(u => u.Figures.Length));
}

/// <param name="Name">By language.</param>
/// <param name="Dhis2">What DHIS2 calls it; null where it knows no such period.</param>
/// <param name="Iso">First day and length, as ADX writes it.</param>
public sealed record PeriodRow(string Code, string Kind, Dictionary<string, string> Name, DateOnly From, DateOnly To, bool Over, string? Dhis2, string? Iso);
