using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;

namespace TungNgo.Figures;

/// <summary>Teams, members and Zalo groups of a unit on a day, counted from the dated register.</summary>
internal sealed record TeamCount(int Teams, int Members, int ZaloGroups, int ZaloMembers, IReadOnlyList<Guid> TeamIds)
{
    public static readonly TeamCount None = new(0, 0, 0, 0, []);
}

/// <summary>The register of teams in memory (about 5,000 memberships in a province); read again when any team changes.</summary>
internal sealed class TeamFigures(IDbContextFactory<AppDb> databases, AreaTree areas) : IFeedReader
{
    private volatile Image image = new([], [], [], []);
    private long number;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        image = new Image(
            await db.Teams.AsNoTracking().ToListAsync(ct), await db.Memberships.AsNoTracking().ToListAsync(ct),
            await db.ZaloGroups.AsNoTracking().ToListAsync(ct), await db.ZaloGroupCounts.AsNoTracking().ToListAsync(ct));
    }

    /// <summary>Number of the newest change that touched a team since the server started.</summary>
    public long Number => Interlocked.Read(ref number);

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.LastOrDefault(c => c.Kind is ChangeKind.Team or ChangeKind.Member or ChangeKind.ZaloGroup) is { } change)
        {
            await LoadAsync(ct);
            Interlocked.Exchange(ref number, change.Number);
        }
    }

    /// <param name="tree">Whose units the teams are counted under.</param>
    public TeamCount On(DateOnly day, DayTree tree, Guid areaId) => image.On(day, tree, areas).GetValueOrDefault(areaId) ?? TeamCount.None;

    private sealed class Image(List<Team> teams, List<Membership> memberships, List<ZaloGroup> groups, List<ZaloGroupCount> counts)
    {
        private readonly ILookup<Guid, Membership> members = memberships.ToLookup(m => m.TeamId);
        private readonly ILookup<Guid, ZaloGroup> groupsOf = groups.ToLookup(g => g.TeamId);
        private readonly ILookup<Guid, ZaloGroupCount> countsOf = counts.ToLookup(c => c.GroupId);
        private readonly ConcurrentDictionary<(DateOnly, DayTree), Dictionary<Guid, TeamCount>> known = new();

        public Dictionary<Guid, TeamCount> On(DateOnly day, DayTree tree, AreaTree areas)
        {
            if (known.Count > 64)
            {
                known.Clear();
            }

            return known.GetOrAdd((day, tree), k => Count(k.Item1, k.Item2, areas));
        }

        private Dictionary<Guid, TeamCount> Count(DateOnly day, DayTree tree, AreaTree areas)
        {
            var sums = new Dictionary<Guid, (HashSet<Guid> Members, List<Guid> Teams, int Groups, int Zalo)>();
            foreach (var team in teams.Where(t => (t.TermFrom ?? t.DecisionDate) is var from && (from is null || from <= day) && (t.DissolvedOn is null || t.DissolvedOn > day)))
            {
                var now = members[team.Id].Where(m => m.IsCurrent(day)).Select(m => m.MemberId).ToList();
                var open = groupsOf[team.Id].Where(g => g.ClosedOn is null || g.ClosedOn > day).ToList();
                var zalo = open.Sum(g => countsOf[g.Id].Where(c => c.Day <= day).MaxBy(c => c.Day)?.Members ?? 0);
                foreach (var unit in UnitsOf(team.AreaId, tree, areas))
                {
                    var sum = sums.TryGetValue(unit, out var before) ? before : ([], [], 0, 0);
                    sum.Members.UnionWith(now);
                    sum.Teams.Add(team.Id);
                    sums[unit] = (sum.Members, sum.Teams, sum.Groups + open.Count, sum.Zalo + zalo);
                }
            }

            return sums.ToDictionary(s => s.Key, s => new TeamCount(s.Value.Teams.Count, s.Value.Members.Count, s.Value.Groups, s.Value.Zalo, s.Value.Teams));
        }

        /// <summary>The unit a team serves and all above it. A unit that is not on this tree is found through the hamlets it had.</summary>
        private static IEnumerable<Guid> UnitsOf(Guid areaId, DayTree tree, AreaTree areas)
        {
            if (tree.Find(areaId) is not null)
            {
                return tree.LineOf(areaId).Select(u => u.AreaId);
            }

            var last = areas.VersionsOf(areaId) is { Count: > 0 } versions ? versions[^1].ValidTo ?? versions[^1].ValidFrom : null;
            var hamlets = last is { } day ? areas.On(day).HamletsOf(areaId) : [];
            var lines = hamlets.Select(h => tree.LineOf(h).Select(u => u.AreaId).ToList()).Where(l => l.Count > 0).ToList();
            return lines.Count == 0 ? [] : lines[0].Where(u => lines.TrueForAll(l => l.Contains(u)));
        }
    }
}
