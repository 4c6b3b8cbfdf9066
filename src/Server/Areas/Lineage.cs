namespace TungNgo.Areas;

/// <summary>
/// Who came from whom, over all days. It answers for any tree where something of any day lies on it: forward to the heirs of what has ended, and
/// back to what a later unit was made of. Several units mean: somewhere in them, and nobody knows how much in each.
/// </summary>
internal sealed class Lineage
{
    private readonly Dictionary<Guid, Life> lives;
    private readonly ILookup<Guid, Succession> heirs;
    private readonly ILookup<Guid, Succession> sources;

    /// <summary>Days on which a living hamlet took in another: from then on its figures are of both.</summary>
    private readonly (DateOnly Day, Guid Hamlet)[] takings;

    public Lineage(IReadOnlyDictionary<Guid, List<AreaVersion>> versions, IEnumerable<Succession> successions)
    {
        lives = versions.ToDictionary(v => v.Key, v => new Life(
            v.Value[0].ValidFrom ?? DateOnly.MinValue, v.Value[^1].ValidTo ?? DateOnly.MaxValue, v.Value[0].ParentId, v.Value[^1].ParentId, v.Value[0].Tier == AreaTier.Hamlet));
        var steps = successions.Where(s => s.FromId != s.ToId).ToList();
        (heirs, sources) = (steps.ToLookup(s => s.FromId), steps.ToLookup(s => s.ToId));
        takings = [.. steps.Where(s => lives.TryGetValue(s.ToId, out var to) && to.IsHamlet && to.First < s.Date).Select(s => (s.Date, s.ToId)).Distinct().OrderBy(t => t.Date)];
    }

    /// <summary>Hamlets of all times that are not there on a day.</summary>
    public IEnumerable<Guid> HamletsNotOn(DateOnly day) => lives.Where(l => l.Value.IsHamlet && !l.Value.Has(day)).Select(l => l.Key);

    /// <summary>The days after a tree's own on which the place of something on it changes, because a hamlet that it knows has grown.</summary>
    public IReadOnlyList<DateOnly> TurnsAfter(DateOnly day) => [.. takings.Where(t => t.Day > day).Select(t => t.Day).Distinct()];

    /// <summary>Hamlets that have taken in others between a tree's day and another.</summary>
    public IEnumerable<Guid> GrownBetween(DateOnly after, DateOnly until) => takings.Where(t => t.Day > after && t.Day <= until).Select(t => t.Hamlet).Distinct();

    /// <summary>Where on the tree of a day that lies which lay in a unit on some day; empty when nothing is known of the unit.</summary>
    /// <param name="of">The day of what is asked for; outside of the unit's life its first or last day is meant.</param>
    /// <param name="on">The day of the tree.</param>
    public IReadOnlySet<Guid> Place(Guid unit, DateOnly of, DateOnly on)
    {
        var found = new HashSet<Guid>();
        if (lives.TryGetValue(unit, out var life))
        {
            var day = of < life.First ? life.First : of > life.Last ? life.Last : of;
            Walk(unit, day, on, found, []);
        }

        return found;
    }

    private void Walk(Guid unit, DateOnly day, DateOnly on, HashSet<Guid> found, HashSet<(Guid, DateOnly)> seen)
    {
        if (!lives.TryGetValue(unit, out var life) || !seen.Add((unit, day)))
        {
            return;
        }

        if (day > on)
        {
            WalkBack(unit, life, day, on, found, seen);
        }
        else if (life.Has(on))
        {
            found.Add(unit);
        }
        else if (life.Last < on)
        {
            var next = heirs[unit].Where(s => s.Date == life.Last.AddDays(1)).ToList();
            next.ForEach(s => Walk(s.ToId, s.Date, on, found, seen));
            if (next.Count == 0 && life.LastParent is { } above)
            {
                // Nothing followed it: whoever stood above it holds what was in it.
                Walk(above, life.Last, on, found, seen);
            }
        }
    }

    private void WalkBack(Guid unit, Life life, DateOnly day, DateOnly on, HashSet<Guid> found, HashSet<(Guid, DateOnly)> seen)
    {
        var from = sources[unit].Where(s => s.Date > on && s.Date <= day).ToList();
        from.ForEach(s => Walk(s.FromId, s.Date.AddDays(-1), on, found, seen));
        if (life.Has(on))
        {
            found.Add(unit);
        }
        else if (!from.Exists(s => s.Date == life.First) && life.FirstParent is { } above)
        {
            // It was made of nothing that is known: somewhere in the unit under which it began.
            Walk(above, life.First, on, found, seen);
        }
    }

    private sealed record Life(DateOnly First, DateOnly Last, Guid? FirstParent, Guid? LastParent, bool IsHamlet)
    {
        public bool Has(DateOnly day) => First <= day && day <= Last;
    }
}
