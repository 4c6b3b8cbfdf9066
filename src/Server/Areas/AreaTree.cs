using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas;

/// <summary>
/// All units of all times in memory (about a thousand versions in a province), followed by the feed. <see cref="On"/> gives the
/// tree of a day; whoever needs ancestors or descendants asks it, and nothing stores them.
/// </summary>
internal sealed class AreaTree(IDbContextFactory<AppDb> databases, TimeProvider clock) : IFeedReader
{
    private volatile Image image = new([], [], []);

    /// <summary>The tree as it stood on a legal day.</summary>
    public DayTree On(DateOnly day) => image.On(day);

    public DayTree Today => On(clock.Today());

    public IReadOnlyList<AreaVersion> VersionsOf(Guid areaId) => image.ByArea.TryGetValue(areaId, out var versions) ? versions : [];

    /// <summary>The versions of every unit there is or was, the oldest first.</summary>
    public IEnumerable<IReadOnlyList<AreaVersion>> Histories => image.ByArea.Values;

    /// <summary>Days on which the tree became another, newest first: the first day of each new map.</summary>
    public IReadOnlyList<DateOnly> Vintages => image.Vintages;

    /// <summary>Who came from whom.</summary>
    public Lineage Lineage => image.Lineage;

    /// <summary>All hamlets in which one lives on by a day: itself while it is there, several when it was split.</summary>
    public IReadOnlySet<Guid> AllHeirsOn(Guid hamletId, DateOnly day) =>
        VersionsOf(hamletId) is [var first, ..] && first.ValidFrom > day ? new HashSet<Guid>() : image.Lineage.Place(hamletId, DateOnly.MinValue, day);

    /// <summary>
    /// The hamlet in which another one lives on by a day; itself while it is there, null when nothing followed it. Of a hamlet that was split it is
    /// the first of its parts: one place where late news of it finds somebody who knows the doors.
    /// </summary>
    public Guid? HeirOn(Guid hamletId, DateOnly day)
    {
        var tree = On(day);
        for (Guid? heir = hamletId; heir is { } id; heir = HeirOf(id) is { } next && next.Date <= day ? next.ToId : null)
        {
            if (tree.Find(id) is not null)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>The hamlets in which one has lived on since a day, one after the other, each with its first day.</summary>
    public IEnumerable<(Guid Heir, DateOnly Day)> HeirsSince(Guid hamletId, DateOnly day)
    {
        while (On(clock.Today()).Find(hamletId) is null && HeirOf(hamletId) is { } next && next.Date > day)
        {
            yield return (next.ToId, next.Date);
            hamletId = next.ToId;
        }
    }

    private Succession? HeirOf(Guid hamletId) => Successions.Where(s => s.FromId == hamletId && s.ToId != hamletId)
        .OrderByDescending(s => s.Date).ThenBy(s => s.Id).FirstOrDefault();

    public IReadOnlyList<Succession> Successions => image.Successions;

    /// <summary>Walkable lanes, in walking order, by hamlet.</summary>
    public IReadOnlyList<Lane> LanesOf(Guid hamletId) => image.Lanes.TryGetValue(hamletId, out var lanes) ? lanes : [];

    public string? LaneName(Guid laneId) => image.LaneNames.GetValueOrDefault(laneId);

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        image = new Image(
            await db.AreaVersions.AsNoTracking().ToListAsync(ct),
            await db.Successions.AsNoTracking().ToListAsync(ct),
            await db.Lanes.AsNoTracking().Where(l => l.ClosedAt == null).OrderBy(l => l.Order).ThenBy(l => l.Name).ToListAsync(ct));
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind is ChangeKind.Area or ChangeKind.Lane) ? LoadAsync(ct) : Task.CompletedTask;

    private sealed class Image(List<AreaVersion> versions, List<Succession> successions, List<Lane> lanes)
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<DateOnly, DayTree> days = new();

        public Dictionary<Guid, List<AreaVersion>> ByArea { get; } = versions
            .GroupBy(v => v.AreaId).ToDictionary(g => g.Key, g => g.OrderBy(v => v.ValidFrom ?? DateOnly.MinValue).ToList());

        public List<Succession> Successions { get; } = successions;

        public Lineage Lineage => field ??= new Lineage(ByArea, Successions);

        public IReadOnlyList<DateOnly> Vintages => field ??=
            [.. versions.SelectMany(v => new[] { v.ValidFrom, v.ValidTo?.AddDays(1) }).OfType<DateOnly>().Distinct().OrderDescending()];

        public Dictionary<Guid, string> LaneNames { get; } = lanes.ToDictionary(l => l.Id, l => l.Name);

        public Dictionary<Guid, List<Lane>> Lanes { get; } = lanes.GroupBy(l => l.HamletId).ToDictionary(g => g.Key, g => g.ToList());

        public DayTree On(DateOnly day) => days.TryGetValue(day, out var tree) ? tree : Grow(day);

        private DayTree Grow(DateOnly day)
        {
            // A wild date in a URL must not fill the memory with trees. Asking for their number locks them all: only when one is added.
            if (days.Count > 400)
            {
                days.Clear();
            }

            return days.GetOrAdd(day, d => new DayTree(d, versions.Where(v => v.IsValidOn(d)), Lineage));
        }
    }
}

/// <summary>The units of one day, with parents and children.</summary>
internal sealed class DayTree
{
    private readonly Dictionary<Guid, AreaVersion> units;
    private readonly ILookup<Guid, AreaVersion> children;
    private readonly Lineage? lineage;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, IReadOnlyList<Guid>> hamlets = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<DateOnly, IReadOnlyList<Stray>> strays = new();

    /// <param name="lineage">Places on this tree what lies in units of other days; without it, nothing but its own units.</param>
    public DayTree(DateOnly day, IEnumerable<AreaVersion> versions, Lineage? lineage = null)
    {
        Day = day;
        this.lineage = lineage;
        units = [];
        foreach (var version in versions)
        {
            units[version.AreaId] = version;
        }

        children = units.Values.Where(v => v.ParentId is not null).OrderBy(v => v.Name, AreaNames.Order).ToLookup(v => v.ParentId!.Value);
    }

    public DateOnly Day { get; }

    public IEnumerable<AreaVersion> All => units.Values;

    /// <summary>Units without a parent on this day: the province or city.</summary>
    public IEnumerable<AreaVersion> Roots => units.Values.Where(v => v.ParentId is null || !units.ContainsKey(v.ParentId.Value));

    /// <summary>Whether this node stands above provinces.</summary>
    public bool IsOfCountry => Roots.FirstOrDefault() is { Kind: AreaKind.Country };

    public AreaVersion? Find(Guid areaId) => units.GetValueOrDefault(areaId);

    public IEnumerable<AreaVersion> ChildrenOf(Guid areaId) => children[areaId];

    /// <summary>From the unit up to the root, the unit first.</summary>
    public IEnumerable<AreaVersion> LineOf(Guid areaId)
    {
        for (var unit = Find(areaId); unit is not null; unit = unit.ParentId is { } parent ? Find(parent) : null)
        {
            yield return unit;
        }
    }

    /// <summary>Whether <paramref name="areaId"/> is <paramref name="ancestorId"/> or lies below it.</summary>
    public bool IsWithin(Guid areaId, Guid ancestorId) => LineOf(areaId).Any(u => u.AreaId == ancestorId);

    /// <summary>All hamlets at or below a unit.</summary>
    public IReadOnlyList<Guid> HamletsOf(Guid areaId) => hamlets.GetOrAdd(areaId, id => [.. Below(id).Where(u => u.Tier == AreaTier.Hamlet).Select(u => u.AreaId)]);

    /// <summary>Days after this one, ascending, from which on figures of hamlets lie elsewhere on this tree than before.</summary>
    public IReadOnlyList<DateOnly> Turns => field ??= lineage?.TurnsAfter(Day) ?? [];

    /// <summary>Hamlets of all times that are not simply themselves on this tree, with the units in which what they hold on a day lies here.</summary>
    public IReadOnlyList<Stray> StraysOn(DateOnly day) => lineage is null ? [] : strays.GetOrAdd(day, of => [.. lineage.HamletsNotOn(Day).Concat(lineage.GrownBetween(Day, of)).Distinct()
        .Select(h => new Stray(h, lineage.Place(h, of, Day))).Where(s => s.Units.Count > 0)]);

    /// <summary>Whether what lies somewhere in some units lies in this one: surely, surely not, or (null) nobody knows.</summary>
    public bool? Holds(Guid areaId, IReadOnlySet<Guid> somewhere)
    {
        var (within, without) = (false, false);
        foreach (var unit in somewhere)
        {
            if (IsWithin(unit, areaId))
            {
                within = true;
            }
            else if (IsWithin(areaId, unit))
            {
                return null;
            }
            else
            {
                without = true;
            }
        }

        return within && without ? null : within;
    }

    /// <summary>The unit and all units below it, each before its own.</summary>
    public IReadOnlyList<AreaVersion> Below(Guid areaId)
    {
        var found = new List<AreaVersion>();
        if (Find(areaId) is { } unit)
        {
            Take(unit, found);
        }

        return found;
    }

    private void Take(AreaVersion unit, List<AreaVersion> found)
    {
        found.Add(unit);
        foreach (var child in children[unit.AreaId])
        {
            Take(child, found);
        }
    }

    /// <summary>"Ấp Trường An, Xã Trường Khánh": enough to tell same-named units apart.</summary>
    public string NameWithParent(Guid areaId) => string.Join(", ", LineOf(areaId).Take(2).Select(u => AreaNames.WithKind(u)));
}

/// <summary>A hamlet of another day, or one that has grown since, with the units of a tree in which what it holds lies.</summary>
internal sealed record Stray(Guid Hamlet, IReadOnlySet<Guid> Units);

/// <summary>Names with their kind, as Vietnamese write them; the kind is never translated away from the legal name.</summary>
internal static class AreaNames
{
    /// <summary>As Vietnamese sort names.</summary>
    public static readonly StringComparer Order = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), false);

    public static string WithKind(AreaVersion unit) => unit.Kind == AreaKind.Country ? unit.Name : KindName(unit.Kind) is var kind && unit.Name.StartsWith(kind, StringComparison.OrdinalIgnoreCase)
        ? unit.Name
        : $"{kind} {unit.Name}";

    public static string KindName(AreaKind kind) => kind switch
    {
        AreaKind.Country => "Nước",
        AreaKind.Province => "Tỉnh",
        AreaKind.CentralCity or AreaKind.DistrictCity => "Thành phố",
        AreaKind.District => "Huyện",
        AreaKind.DistrictTown => "Thị xã",
        AreaKind.Commune => "Xã",
        AreaKind.Ward => "Phường",
        AreaKind.Township => "Thị trấn",
        AreaKind.Hamlet => "Ấp",
        AreaKind.UrbanHamlet => "Khóm",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
