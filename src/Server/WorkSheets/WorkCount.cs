using TungNgo.Data;

namespace TungNgo.WorkSheets;

/// <summary>One piece of work as the records have it.</summary>
/// <param name="Door">The household, of a visit.</param>
/// <param name="HamletId">Where, when it was somewhere.</param>
/// <param name="ReceivedAt">When the server heard of it; null where that is not kept.</param>
internal sealed record WorkFact(Guid TeamId, Guid MemberId, WorkKind Kind, DateTime At, Guid? Door = null, Guid? HamletId = null, bool Met = false, DateTime? ReceivedAt = null)
{
    public DateOnly Day => LegalDay.Of(At);

    public DateOnly Month => WorkMonth.MonthOf(Day);
}

/// <summary>What a member did for a team in a month. Of a correction it is the difference, and <see cref="Gone"/> are the days that are no more.</summary>
/// <param name="Days">On which there is any work, in their order.</param>
/// <param name="Planned">Those of them that a signed campaign had planned.</param>
/// <param name="Shared">Those of them that the member's locked sheet of another team carries: a day is paid once.</param>
/// <param name="Doors">Different households.</param>
/// <param name="Met">Visits at which somebody was met.</param>
internal sealed record WorkCount(
    IReadOnlyList<DateOnly> Days, IReadOnlyList<DateOnly> Planned, IReadOnlyList<DateOnly> Shared, IReadOnlyDictionary<WorkKind, int> Done, int Doors, int Met, IReadOnlyList<DateOnly> Gone)
{
    public static readonly WorkCount None = new([], [], [], new Dictionary<WorkKind, int>(), 0, 0, []);

    public int Of(WorkKind kind) => Done.GetValueOrDefault(kind);

    public bool IsNothing => Days.Count == 0 && Gone.Count == 0 && Doors == 0 && Met == 0 && Done.Values.All(d => d == 0);

    /// <param name="isPlanned">Whether a campaign had planned a day for the team.</param>
    /// <param name="carried">Days that another sheet of the member's carries.</param>
    public static WorkCount From(IReadOnlyCollection<WorkFact> facts, Func<DateOnly, bool> isPlanned, IReadOnlySet<DateOnly> carried)
    {
        var days = facts.Select(f => f.Day).Distinct().Order().ToList();
        return new(
            days, [.. days.Where(isPlanned)], [.. days.Where(carried.Contains)], facts.GroupBy(f => f.Kind).ToDictionary(g => g.Key, g => g.Count()),
            facts.Select(f => f.Door).OfType<Guid>().Distinct().Count(), facts.Count(f => f.Met), []);
    }

    /// <summary>What has been added to what was told before, and what has gone from it.</summary>
    public WorkCount Since(WorkCount told)
    {
        var (added, gone) = (Days.Except(told.Days).ToList(), told.Days.Except(Days).ToList());
        return new(
            added, [.. Planned.Intersect(added), .. told.Planned.Intersect(gone)], [.. Shared.Intersect(added), .. told.Shared.Intersect(gone)],
            Done.Keys.Union(told.Done.Keys).Select(k => (k, Count: Of(k) - told.Of(k))).Where(d => d.Count != 0).ToDictionary(d => d.k, d => d.Count), Doors - told.Doors, Met - told.Met, gone);
    }

    /// <summary>What was told, with a correction of it.</summary>
    public WorkCount With(WorkCount change) => new(
        [.. Days.Union(change.Days).Except(change.Gone).Order()], Merge(Planned, change.Planned, change.Gone), Merge(Shared, change.Shared, change.Gone),
        Done.Keys.Union(change.Done.Keys).ToDictionary(k => k, k => Of(k) + change.Of(k)), Doors + change.Doors, Met + change.Met, []);

    private static List<DateOnly> Merge(IEnumerable<DateOnly> days, IEnumerable<DateOnly> change, IReadOnlyList<DateOnly> gone) => [.. days.Union(change).Except(gone).Order()];
}
