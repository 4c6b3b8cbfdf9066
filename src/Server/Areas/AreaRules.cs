namespace TungNgo.Areas;

/// <summary>What can be wrong with the dated register.</summary>
internal enum AreaFaultKind
{
    /// <summary>A unit has days between two versions in which it is nothing.</summary>
    Gap,

    /// <summary>A unit is two things on one day.</summary>
    Overlap,

    /// <summary>A unit outlives its parent, begins before it, or has an unknown one.</summary>
    Parentless,

    /// <summary>A unit hangs under one of its own or a lower tier; without this there can be no cycle.</summary>
    Order,

    /// <summary>A day with no root or several.</summary>
    Roots,

    /// <summary>A unit ended and nothing took its place.</summary>
    NoSuccessor,

    /// <summary>A succession names a unit that did not exist on the day before, or does not on the day.</summary>
    Succession,
}

internal sealed record AreaFault(AreaFaultKind Kind, Guid? AreaId, DateOnly? Day);

/// <summary>
/// The invariants of the tree, for all days at once: every unit is exactly one thing on each day of its life, hangs under one
/// living unit of a higher tier, each day has one root, and whatever ended has a successor.
/// </summary>
internal static class AreaRules
{
    public static IEnumerable<AreaFault> Faults(IReadOnlyCollection<AreaVersion> versions, IReadOnlyCollection<Succession> successions)
    {
        var units = versions.GroupBy(v => v.AreaId).ToDictionary(g => g.Key, g => g.OrderBy(First).ToList());
        var heirs = successions.Where(s => s.ToId != s.FromId).ToLookup(s => (s.FromId, s.Date));
        return units.Values.SelectMany(Line)
            .Concat(Line(versions.Where(v => v.ParentId is null).OrderBy(First).ToList()).Select(f => f with { Kind = AreaFaultKind.Roots }))
            .Concat(RootEnds(versions))
            .Concat(versions.Where(v => v.ParentId is not null).SelectMany(v => Hanging(v, units)))
            .Concat(units.Values.SelectMany(u => Ended(u, units, heirs)))
            .Concat(successions.Where(s => !Sound(s, units)).Select(s => new AreaFault(AreaFaultKind.Succession, s.FromId, s.Date)));
    }

    private static DateOnly First(AreaVersion v) => v.ValidFrom ?? DateOnly.MinValue;

    private static DateOnly Last(AreaVersion v) => v.ValidTo ?? DateOnly.MaxValue;

    private static IEnumerable<AreaFault> Line(List<AreaVersion> line)
    {
        foreach (var version in line.Where(v => Last(v) < First(v)))
        {
            yield return new(AreaFaultKind.Gap, version.AreaId, version.ValidFrom);
        }

        foreach (var (earlier, later) in line.Zip(line.Skip(1)))
        {
            if (Last(earlier) >= First(later))
            {
                yield return new(AreaFaultKind.Overlap, later.AreaId, later.ValidFrom);
            }
            else if (Last(earlier).AddDays(1) != First(later))
            {
                yield return new(AreaFaultKind.Gap, later.AreaId, later.ValidFrom);
            }
        }
    }

    private static IEnumerable<AreaFault> RootEnds(IReadOnlyCollection<AreaVersion> versions)
    {
        var roots = versions.Where(v => v.ParentId is null).ToList();
        if (roots.Count(v => v.ValidFrom is null) != 1 || roots.Count(v => v.ValidTo is null) != 1)
        {
            yield return new(AreaFaultKind.Roots, null, null);
        }
    }

    private static IEnumerable<AreaFault> Hanging(AreaVersion version, Dictionary<Guid, List<AreaVersion>> units)
    {
        if (!units.TryGetValue(version.ParentId!.Value, out var parents) || First(parents[0]) > First(version) || Last(parents[^1]) < Last(version))
        {
            yield return new(AreaFaultKind.Parentless, version.AreaId, version.ValidFrom);
        }
        else if (parents.Any(p => p.Tier >= version.Tier && First(p) <= Last(version) && First(version) <= Last(p)))
        {
            yield return new(AreaFaultKind.Order, version.AreaId, version.ValidFrom);
        }
    }

    private static IEnumerable<AreaFault> Ended(
        List<AreaVersion> unit, Dictionary<Guid, List<AreaVersion>> units, ILookup<(Guid FromId, DateOnly Date), Succession> heirs)
    {
        if (unit[^1] is { ValidTo: { } last } version && !heirs[(version.AreaId, last.AddDays(1))].Any(s => Alive(s.ToId, s.Date, units)))
        {
            yield return new(AreaFaultKind.NoSuccessor, version.AreaId, last);
        }
    }

    private static bool Sound(Succession s, Dictionary<Guid, List<AreaVersion>> units) =>
        Alive(s.FromId, s.Date.AddDays(-1), units) && Alive(s.ToId, s.Date, units);

    private static bool Alive(Guid id, DateOnly day, Dictionary<Guid, List<AreaVersion>> units) =>
        units.TryGetValue(id, out var unit) && unit.Any(v => v.IsValidOn(day));
}
