using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Areas;

/// <summary>A part of a unit that divides.</summary>
/// <param name="Below">Units that hung under the whole and hang under this part from then on.</param>
internal sealed record SplitPart(AreaKind Kind, string Name, string? Code, Guid? ParentId, IReadOnlyCollection<Guid> Below, Guid? Id = null);

/// <summary>
/// The dated register while one change is made to it. Every change closes versions and opens new ones; none rewrites what was before its day.
/// The caller checks <see cref="AreaRules"/> before saving, so a change that would tear the tree never commits.
/// </summary>
internal sealed class AreaBook(IEnumerable<AreaVersion> versions, IEnumerable<Succession> successions, Func<Guid> newId, DateTime now)
{
    public const int LongestName = 80;

    private readonly List<AreaVersion> versions = [.. versions];
    private readonly List<Succession> successions = [.. successions];

    /// <summary>The same by unit: a reform of a province asks for each of its units several times.</summary>
    private Dictionary<Guid, List<AreaVersion>> ByUnit => field ??= versions.GroupBy(v => v.AreaId).ToDictionary(g => g.Key, g => g.ToList());

    public IReadOnlyList<AreaVersion> Versions => versions;
    public IReadOnlyList<Succession> Successions => successions;

    /// <param name="parentId">Null for a province or city that stands above all.</param>
    /// <param name="id">The identity it gets, where other changes of the same set speak of it already.</param>
    public AreaVersion Add(AreaKind kind, string name, string? code, Guid? parentId, DateOnly from, string act, Guid? id = null)
    {
        RefuseTakenName(kind, name, parentId, from, except: null);
        var version = Open(id ?? newId(), kind, name, code, parentId, from, act);
        FollowParent(version);
        return version;
    }

    /// <summary>A new name or kind for the same unit: its identity, and all that hangs on it, stays.</summary>
    /// <param name="code">Null keeps the code.</param>
    public AreaVersion Rename(Guid id, AreaKind kind, string name, DateOnly from, string act, string? code = null)
    {
        var before = On(id, from);
        RefuseTakenName(kind, name, before.ParentId, from, except: id);

        // Later versions that were opened for another reason, a new parent, bear the new name too.
        foreach (var later in Of(id).Where(v => v.ValidFrom > from && (v.Kind, v.Name) == (before.Kind, before.Name)))
        {
            Name(later, kind, name, code);
        }

        return Turn(id, from, act, SuccessionKind.Rename, v => Name(v, kind, name, code), l => (l.Kind, l.Name) == (kind, name));
    }

    public AreaVersion Reparent(Guid id, Guid parentId, DateOnly from, string act) =>
        Turn(id, from, act, SuccessionKind.Reparent, v => v.ParentId = parentId);

    /// <summary>
    /// Several units become one new unit. The new one has a new identity even where name or code is kept: its territory is another.
    /// Units below keep their identity and hang under the new one.
    /// </summary>
    public AreaVersion Merge(IReadOnlyCollection<Guid> ids, AreaKind kind, string name, string? code, Guid? parentId, DateOnly from, string act, Guid? id = null)
    {
        if (ids.Distinct().Count() < 2)
        {
            throw new Refusal(Problems.MergeNeedsTwo);
        }

        var parts = ids.Distinct().Select(id => On(id, from)).ToList();
        var merged = Open(id ?? newId(), kind, name, code, parentId, from, act);
        merged.Latitude = parts.Average(p => p.Latitude);
        merged.Longitude = parts.Average(p => p.Longitude);
        foreach (var part in parts)
        {
            EndIn(part.AreaId, merged.AreaId, from, act);
        }

        FollowParent(merged);
        return merged;
    }

    /// <summary>
    /// A unit divides: it ends, and each of its parts is a new unit, also the one that keeps its name or code, since its territory is another. Each unit
    /// below goes to the part that names it; what lies below a hamlet, its lanes and households, goes by who splits them.
    /// </summary>
    public IReadOnlyList<AreaVersion> Split(Guid id, IReadOnlyList<SplitPart> parts, DateOnly from, string act)
    {
        if (parts.Count < 2)
        {
            throw new Refusal(Problems.SplitNeedsTwo);
        }

        var ending = On(id, from);
        RefuseEnding(ending, from);
        var below = versions.Where(v => v.ParentId == id && v.IsValidOn(from)).ToList();
        if (below.FirstOrDefault(b => parts.Count(p => p.Below.Contains(b.AreaId)) != 1) is { } lost)
        {
            throw new Refusal(Problems.SplitLeavesUnit, AreaNames.WithKind(lost));
        }

        ending.ValidTo = from.AddDays(-1);
        var made = new List<AreaVersion>();
        foreach (var part in parts)
        {
            RefuseTakenName(part.Kind, part.Name, part.ParentId, from, except: null);
            var version = Open(part.Id ?? newId(), part.Kind, part.Name, part.Code, part.ParentId, from, act);
            (version.Latitude, version.Longitude) = (ending.Latitude, ending.Longitude);
            made.Add(version);
            Follow(id, version.AreaId, SuccessionKind.Split, from, act);
            foreach (var child in below.Where(b => part.Below.Contains(b.AreaId)))
            {
                Turn(child.AreaId, from, act, SuccessionKind.Reparent, v => v.ParentId = version.AreaId);
            }
        }

        made.ForEach(FollowParent);
        return made;
    }

    /// <summary>A unit ends and a living one takes its place and all that hangs below it.</summary>
    /// <param name="kind">Dissolve, when its tier ends with it.</param>
    public void EndIn(Guid id, Guid heirId, DateOnly from, string act, SuccessionKind kind = SuccessionKind.Merge)
    {
        var ending = On(id, from);
        if (id == heirId)
        {
            throw new Refusal(Problems.AreaNotOnDay, AreaNames.WithKind(ending), from);
        }

        On(heirId, from);

        RefuseEnding(ending, from);
        foreach (var child in versions.Where(v => v.ParentId == id && v.IsValidOn(from)).Select(v => v.AreaId).ToList())
        {
            Turn(child, from, act, SuccessionKind.Reparent, v => v.ParentId = heirId);
        }

        ending.ValidTo = from.AddDays(-1);
        Follow(id, heirId, kind, from, act);
    }

    /// <summary>What was decided for later but only moved the unit falls away with it; any other later change is refused.</summary>
    private void RefuseEnding(AreaVersion ending, DateOnly from)
    {
        var id = ending.AreaId;
        RefuseLaterVersions(id, from, l => (l.Kind, l.Name) == (ending.Kind, ending.Name));
        RefuseStartingThatDay(ending, from);
        if (Of(id).RemoveAll(v => v.ValidFrom > from) > 0)
        {
            versions.RemoveAll(v => v.AreaId == id && v.ValidFrom > from);
        }

        successions.RemoveAll(s => s.FromId == id && s.ToId == id && s.Date > from);
    }

    private AreaVersion Open(Guid areaId, AreaKind kind, string name, string? code, Guid? parentId, DateOnly from, string act)
    {
        var version = new AreaVersion
        {
            Id = newId(), AreaId = areaId, Kind = kind, Name = name, NameKey = KeyOf(kind, name), Code = code, ParentId = parentId,
            ValidFrom = from, LegalAct = act, RecordedAt = now,
        };
        if (ByUnit.TryGetValue(areaId, out var own))
        {
            own.Add(version);
        }
        else
        {
            ByUnit[areaId] = [version];
        }

        versions.Add(version);
        return version;
    }

    private List<AreaVersion> Of(Guid id) => ByUnit.TryGetValue(id, out var own) ? own : [];

    /// <summary>Closes today's version and opens the next; a change dated on the version's own first day corrects it in place.</summary>
    private AreaVersion Turn(Guid id, DateOnly from, string act, SuccessionKind kind, Action<AreaVersion> change, Func<AreaVersion, bool>? fits = null)
    {
        var current = On(id, from);
        RefuseLaterVersions(id, from, fits);
        if (current.ValidFrom == from)
        {
            change(current);
            return current;
        }

        var next = Open(id, current.Kind, current.Name, current.Code, current.ParentId, from, act);
        next.Latitude = current.Latitude;
        next.Longitude = current.Longitude;
        next.ValidTo = current.ValidTo;
        current.ValidTo = from.AddDays(-1);
        change(next);
        Follow(id, id, kind, from, act);
        return next;
    }

    private void Follow(Guid from, Guid to, SuccessionKind kind, DateOnly date, string act) =>
        successions.Add(new Succession { Id = newId(), FromId = from, ToId = to, Kind = kind, Date = date, LegalAct = act });

    private AreaVersion On(Guid id, DateOnly day) =>
        Of(id).SingleOrDefault(v => v.IsValidOn(day))
        ?? throw new Refusal(Problems.AreaNotOnDay, Of(id).LastOrDefault() is { } known ? AreaNames.WithKind(known) : "?", day);

    /// <summary>
    /// A parent whose end is already decided hands the new unit on to its heir, so that a hamlet typed before a reorganisation does
    /// not hang in the air after it.
    /// </summary>
    private void FollowParent(AreaVersion version)
    {
        while (version.ParentId is { } parent
            && Of(parent).Select(v => v.ValidTo ?? DateOnly.MaxValue).DefaultIfEmpty(DateOnly.MaxValue).Max() is var end && end < DateOnly.MaxValue)
        {
            if (successions.SingleOrDefault(s => s.FromId == parent && s.ToId != parent && s.Date == end.AddDays(1)) is not { } heir || end < version.ValidFrom)
            {
                throw new Refusal(Problems.AreaParentless);
            }

            version.ValidTo = end;
            var next = Open(version.AreaId, version.Kind, version.Name, version.Code, heir.ToId, heir.Date, heir.LegalAct ?? version.LegalAct!);
            (next.Latitude, next.Longitude) = (version.Latitude, version.Longitude);
            version = next;
        }
    }

    private static void Name(AreaVersion version, AreaKind kind, string name, string? code) =>
        (version.Kind, version.Name, version.NameKey, version.Code) = (kind, name, KeyOf(kind, name), code ?? version.Code);

    private void RefuseLaterVersions(Guid id, DateOnly from, Func<AreaVersion, bool>? fits = null)
    {
        if (Of(id).Find(v => v.ValidFrom > from && fits?.Invoke(v) != true) is { } later)
        {
            throw new Refusal(Problems.AreaChangedLater, AreaNames.WithKind(later), later.ValidFrom);
        }
    }

    private static void RefuseStartingThatDay(AreaVersion version, DateOnly from)
    {
        if (version.ValidFrom == from)
        {
            throw new Refusal(Problems.AreaChangedLater, AreaNames.WithKind(version), from);
        }
    }

    // Two hamlets of a merged commune may share a name, but typing a second "Ấp 1" beside the first is a slip.
    private void RefuseTakenName(AreaKind kind, string name, Guid? parentId, DateOnly from, Guid? except)
    {
        var key = KeyOf(kind, name);
        if (versions.Any(v => v.ParentId == parentId && v.AreaId != except && v.NameKey == key && (v.ValidTo is null || v.ValidTo >= from)))
        {
            throw new Refusal(Problems.AreaNameTaken, $"{AreaNames.KindName(kind)} {name}");
        }
    }

    internal static string KeyOf(AreaKind kind, string name) => SearchKey.Fold($"{AreaNames.KindName(kind)} {name}");
}
