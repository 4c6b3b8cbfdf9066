using TungNgo.Areas;

namespace TungNgo.Campaigns.Targets;

/// <summary>A target as a list has it.</summary>
/// <param name="Row">As the sheet numbers it, from 1.</param>
/// <param name="Days">One for each day of the campaign; null where the list gives the whole alone, which is shared out evenly.</param>
/// <param name="Sheet">Null where only one sheet holds targets.</param>
internal sealed record TargetCell(string? Sheet, int Row, int Column, AreaVersion Unit, Guid ServiceId, int Whole, int[]? Days)
{
    public bool IsLike(TargetCell other) => Whole == other.Whole && (Days ?? []).SequenceEqual(other.Days ?? []);
}

/// <summary>A row or cell that was not taken, or one that was and should be looked at.</summary>
/// <param name="Column">From 0; −1 of a row as a whole.</param>
/// <param name="Why">Key of the sentence below "campaigns.list.", filled by <paramref name="Values"/>.</param>
internal sealed record TargetRemark(string? Sheet, int Row, int Column, string Why, object?[] Values);

/// <summary>What a list says: what is taken, what is not and why, and what was taken with a doubt.</summary>
/// <param name="Left">Rows without a unit that were passed over: totals and empty ones.</param>
internal sealed record TargetList(IReadOnlyList<TargetCell> Cells, IReadOnlyList<TargetRemark> Bad, IReadOnlyList<TargetRemark> Notes, int Left);
