namespace TungNgo.WorkSheets;

/// <summary>The locked months of some teams. From them alone follows what of a month has been told, so that nothing is told twice.</summary>
internal sealed class WorkShelf(IEnumerable<WorkBody> locked)
{
    /// <summary>How far back a month is still corrected: a phone brings its work a month late at most, a correction of a visit may come later.</summary>
    public const int MostMonths = 12;

    private readonly Dictionary<(Guid TeamId, DateOnly Month), WorkBody> bodies = locked.ToDictionary(b => (b.TeamId, b.Month));

    public bool IsLocked(Guid teamId, DateOnly month) => bodies.ContainsKey((teamId, month));

    /// <summary>
    /// Months of which an open one takes the corrections: those just before it that are locked. So what comes late goes into the first month after
    /// its own that is not locked, and into no other.
    /// </summary>
    public IReadOnlyList<DateOnly> Before(Guid teamId, DateOnly month) =>
        [.. Enumerable.Range(1, MostMonths).Select(i => month.AddMonths(-i)).TakeWhile(m => IsLocked(teamId, m)).Reverse()];

    /// <summary>What has been told of a member's month by its own sheet and by all corrections since.</summary>
    public WorkCount Told(Guid teamId, Guid memberId, DateOnly month) => Parts(teamId, memberId, month).Aggregate(WorkCount.None, (told, part) => told.With(part));

    public IEnumerable<Guid> MembersOf(Guid teamId, DateOnly month) =>
        bodies.Values.Where(b => b.TeamId == teamId).SelectMany(b => b.Lines).Where(l => Told(teamId, l.MemberId, month) != WorkCount.None).Select(l => l.MemberId).Distinct();

    /// <summary>Days of a month that sheets of other teams carry for the same person.</summary>
    public IReadOnlySet<DateOnly> CarriedElsewhere(Guid teamId, Guid memberId, DateOnly month) => bodies.Values.Select(b => b.TeamId).Distinct().Where(t => t != teamId)
        .Select(t => Told(t, memberId, month)).SelectMany(w => w.Days.Except(w.Shared)).ToHashSet();

    /// <summary>Whether a team has been paid for a month as a team.</summary>
    public bool IsTeamPaid(Guid teamId, DateOnly month) => bodies.Values.Any(b => b.TeamId == teamId && b.TeamPay.Any(p => p.Month == month));

    private IEnumerable<WorkCount> Parts(Guid teamId, Guid memberId, DateOnly month) => bodies.Values.Where(b => b.TeamId == teamId).OrderBy(b => b.Month)
        .SelectMany(b => b.Lines.Where(l => l.MemberId == memberId).SelectMany(l => b.Month == month ? [l.Work] : l.Late.Where(c => c.Month == month).Select(c => c.Change)));
}
