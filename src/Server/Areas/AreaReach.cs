namespace TungNgo.Areas;

/// <summary>For whom something is that a unit has put out for all of its people: for everybody below it, and, when the unit has ended, for where its hamlets live on.</summary>
internal sealed class AreaReach(AreaTree areas)
{
    /// <summary>The units among the given ones whose word is heard in some places.</summary>
    /// <param name="units">Units that have put something out.</param>
    /// <param name="places">Hamlets and other units of whoever hears it.</param>
    public IReadOnlySet<Guid> HeardIn(IReadOnlyCollection<Guid> units, IReadOnlySet<Guid> places)
    {
        var today = areas.Today;
        var line = places.SelectMany(today.LineOf).Select(u => u.AreaId).ToHashSet();
        return units.Where(u => line.Contains(u) || (today.Find(u) is null && HeirsOf(u, today).Any(line.Contains))).ToHashSet();
    }

    private IEnumerable<Guid> HeirsOf(Guid ended, DayTree today) => areas.VersionsOf(ended) is [.., { ValidTo: { } end }] && end < today.Day
        ? areas.On(end).HamletsOf(ended).SelectMany(h => areas.AllHeirsOn(h, today.Day)) : [];
}
