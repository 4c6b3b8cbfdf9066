namespace TungNgo.Reports.Periods;

/// <summary>Keeps codes of periods. As long as anybody does, what a code means may not change and the code may not go.</summary>
internal interface IUsesPeriods
{
    /// <returns>Keys of the words for what refers to the kind or to one of its periods; empty when nothing does.</returns>
    Task<IReadOnlyList<string>> UsesAsync(string kind, CancellationToken ct);
}
