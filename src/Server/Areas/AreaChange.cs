using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>What a reorganisation does to units, before it is done or while it is: every feature looks here for what is its own.</summary>
/// <param name="Day">The first day of the new map.</param>
/// <param name="Before">The map of the day before.</param>
/// <param name="After">The map of that day as it will be.</param>
/// <param name="Ended">Units that end, with those that follow them.</param>
/// <param name="Born">Units that are new.</param>
/// <param name="Moved">Units that go on under another name, kind or unit above.</param>
/// <param name="Divided">Hamlets that divide, and by what rule.</param>
internal sealed record AreaChange(
    DateOnly Day, DayTree Before, DayTree After, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Ended, IReadOnlySet<Guid> Born, IReadOnlyList<Guid> Moved,
    IReadOnlyDictionary<Guid, HamletDivision> Divided)
{
    /// <summary>Hamlets that end.</summary>
    public IEnumerable<Guid> EndedHamlets => Ended.Keys.Where(id => Before.Find(id)?.Tier == AreaTier.Hamlet);

    public string NameOf(Guid id) => (Before.Find(id) is not null ? Before : After).NameWithParent(id);

    /// <summary>The one unit that follows; null when there are several or none.</summary>
    public Guid? HeirOf(Guid id) => Ended.TryGetValue(id, out var heirs) && heirs.Count == 1 ? heirs[0] : null;
}

/// <summary>Which part of a hamlet that divides a lane or a household goes to.</summary>
/// <param name="Lanes">With all households in them that are not named themselves.</param>
/// <param name="Rest">Where everything goes that is not named; null refuses to guess.</param>
internal sealed record HamletDivision(IReadOnlyDictionary<Guid, Guid> Lanes, IReadOnlyDictionary<Guid, Guid> Households, Guid? Rest)
{
    public Guid? PartOf(Guid household, Guid? lane) =>
        Households.TryGetValue(household, out var own) ? own : lane is { } l && Lanes.TryGetValue(l, out var byLane) ? byLane : Rest;

    /// <summary>The part with most of the lanes: it takes what cannot be divided.</summary>
    public Guid? Largest => Lanes.Values.GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (Guid?)g.Key).FirstOrDefault()
        ?? Rest ?? Households.Values.Select(p => (Guid?)p).Min();

    public Guid? PartOfLane(Guid lane) => Lanes.TryGetValue(lane, out var part) ? part : Rest;
}

/// <summary>Things of one feature that a reorganisation touches in one way.</summary>
/// <param name="Fate">Key of the sentence that says what happens to them; {0} is how many.</param>
/// <param name="Names">A few of them, for people to know them by; not of residents.</param>
/// <param name="Choices">Keys of the sentences to choose from, when nobody owns them afterwards: nothing is done before somebody has chosen.</param>
internal sealed record Affected(string Fate, int Count, IReadOnlyList<string> Names, IReadOnlyList<string>? Choices = null);

/// <summary>A feature's own answer to what a reorganisation does to it, and its own doing when it happens. A slot that features fill.</summary>
internal interface IAffectedByAreas
{
    /// <summary>Key of the heading; and its place among the others.</summary>
    string Kind { get; }
    int Rank { get; }

    Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct);

    /// <summary>Does what was chosen (by <see cref="Affected.Fate"/>), in the write of the reorganisation.</summary>
    Task SettleAsync(AreaChange change, IReadOnlyDictionary<string, string> chosen, Write write, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Takes back what <see cref="SettleAsync"/> did at that instant.</summary>
    Task UnsettleAsync(IReadOnlySet<Guid> born, DateTime settledAt, Write write, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Something that was built on the map as a reorganisation left it, so that this cannot be taken back any more. A slot that features fill.</summary>
internal interface IBlocksUndo
{
    /// <returns>Keys of the sentences that say why, with the number of things; empty when nothing stands in the way.</returns>
    Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct);
}

/// <summary>A household as it is told apart when its hamlet divides.</summary>
internal sealed record DoorName(Guid Id, string Head, string? Code, Guid? LaneId);

/// <summary>The households of a hamlet, for whoever may see them. A slot that the register of households fills.</summary>
internal interface IListsDoors
{
    Task<IReadOnlyList<DoorName>> OfAsync(Guid hamletId, CancellationToken ct);
}
