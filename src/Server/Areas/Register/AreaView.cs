using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>A unit as it was on the asked day.</summary>
/// <param name="Name">With its kind: "Xã Trường Khánh".</param>
/// <param name="Label">The name, with the parent in brackets when another unit of that day bears the same name.</param>
/// <param name="Tier">province, district, commune or hamlet.</param>
/// <param name="Depth">0 for the root.</param>
/// <param name="Children">Units right below it on that day.</param>
/// <param name="InScope">Whether the caller may open it; the line above the caller's area is named so that the way down is clear.</param>
public sealed record AreaRow(
    Guid Id, string Name, string Label, AreaKind Kind, AreaTier Tier, string? Code, Guid? ParentId, string? Under, int Depth, int Children, DateOnly? From, DateOnly? To, bool InScope);

/// <param name="Date">The legal day of the tree.</param>
/// <param name="Areas">Parents before children, in Vietnamese alphabetical order.</param>
public sealed record AreaTreeAnswer(DateOnly Date, AreaRow[] Areas);

/// <param name="From">First day, null: before the records begin. <c>To</c>: last day, null: still so.</param>
public sealed record AreaVersionRow(string Name, AreaKind Kind, string? Code, string? Under, DateOnly? From, DateOnly? To, string? Act, DateTime RecordedAt);

/// <param name="Id">The unit before or after.</param>
/// <param name="InScope">Whether the caller may open it.</param>
public sealed record AreaSuccessionRow(Guid Id, string Name, SuccessionKind Kind, DateOnly Date, string? Act, bool InScope);

/// <summary>What a unit was, what it came from and what became of it.</summary>
public sealed record AreaHistory(Guid Id, string Name, AreaVersionRow[] Versions, AreaSuccessionRow[] Before, AreaSuccessionRow[] After);

/// <summary>Reads the register for pages, downloads and the API.</summary>
internal sealed class AreaView(AreaTree areas, CurrentUser user)
{
    /// <summary>Units of the day that the caller may see, and the line above them so that the way down is clear.</summary>
    public AreaTreeAnswer TreeOn(DateOnly day, string? search = null, Guid? below = null)
    {
        var tree = areas.On(day);
        var roots = below is { } id ? tree.Find(id) is { } start ? [start] : [] : tree.Roots;
        var key = Data.SearchKey.Fold(search);
        var shared = SharedNames(tree);
        var rows = new List<AreaRow>();
        foreach (var root in roots)
        {
            Walk(tree, root, 0, shared, rows);
        }

        return new(day, key.Length == 0 ? [.. rows] : [.. rows.Where(r => Data.SearchKey.Fold(r.Name).Contains(key, StringComparison.Ordinal) || r.Code == search!.Trim())]);
    }

    public AreaHistory HistoryOf(Guid id)
    {
        user.Require(Permission.ViewAreas, id);
        var versions = areas.VersionsOf(id);
        if (versions.Count == 0)
        {
            throw new Refusal(Problems.NotFound);
        }

        return new(
            id, AreaNames.WithKind(versions[^1]),
            [.. versions.Select(v => new AreaVersionRow(AreaNames.WithKind(v), v.Kind, v.Code, Under(v), v.ValidFrom, v.ValidTo, v.LegalAct, v.RecordedAt))],
            [.. areas.Successions.Where(s => s.ToId == id && s.FromId != id).OrderBy(s => s.Date).Select(s => Row(s, s.FromId, s.Date.AddDays(-1)))],
            [.. areas.Successions.Where(s => s.FromId == id && s.ToId != id).OrderBy(s => s.Date).Select(s => Row(s, s.ToId, s.Date))]);
    }

    /// <summary>"Phường 1 (Thị xã Ngã Năm)" when the day knows another Phường 1, else "Phường 5".</summary>
    public string LabelOn(DateOnly day, Guid id)
    {
        var tree = areas.On(day);
        return tree.Find(id) is { } unit ? Label(tree, unit, SharedNames(tree)) : areas.VersionsOf(id) is [.., var last] ? AreaNames.WithKind(last) : "—";
    }

    /// <summary>Every day on which the tree changed, newest first: the choices beside "today".</summary>
    public IEnumerable<(DateOnly Day, string? Act)> Turns() => areas.Successions.Select(s => (s.Date, s.LegalAct)).Distinct()
        .OrderByDescending(t => t.Date);

    private AreaSuccessionRow Row(Succession s, Guid other, DateOnly day) => new(other, LabelOn(day, other), s.Kind, s.Date, s.LegalAct, user.Can(Permission.ViewAreas, other));

    private string? Under(AreaVersion v) => v.ParentId is { } parent
        ? string.Join(", ", areas.On(v.ValidFrom ?? v.ValidTo ?? DateOnly.MinValue).LineOf(parent).Select(AreaNames.WithKind))
        : null;

    private bool Walk(DayTree tree, AreaVersion unit, int depth, HashSet<string> shared, List<AreaRow> rows)
    {
        var mine = user.Can(Permission.ViewAreas, unit.AreaId);
        var at = rows.Count;
        var children = tree.ChildrenOf(unit.AreaId).ToList();
        rows.Add(new(
            unit.AreaId, AreaNames.WithKind(unit), Label(tree, unit, shared), unit.Kind, unit.Tier, unit.Code, unit.ParentId,
            unit.ParentId is { } parent && tree.Find(parent) is { } above ? AreaNames.WithKind(above) : null, depth, children.Count, unit.ValidFrom, unit.ValidTo, mine));
        var seen = mine;
        foreach (var child in children)
        {
            seen |= Walk(tree, child, depth + 1, shared, rows);
        }

        if (!seen)
        {
            rows.RemoveRange(at, rows.Count - at);
        }

        return seen;
    }

    private static HashSet<string> SharedNames(DayTree tree) =>
        [.. tree.All.GroupBy(v => v.NameKey).Where(g => g.Count() > 1).Select(g => g.Key)];

    private static string Label(DayTree tree, AreaVersion unit, HashSet<string> shared) =>
        shared.Contains(unit.NameKey) && unit.ParentId is { } parent && tree.Find(parent) is { } above
            ? $"{AreaNames.WithKind(unit)} ({AreaNames.WithKind(above)})"
            : AreaNames.WithKind(unit);
}
