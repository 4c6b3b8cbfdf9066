using System.Collections.Concurrent;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Teams;

/// <summary>Counts the register of teams for figures. Nothing is kept that a change of the register would not replace.</summary>
internal sealed class TeamCounts(TeamRegister register, AreaTree areas) : ITeamCounts, IFeedReader
{
    private const int MostDays = 128;
    private volatile Counts counts = new([]);
    private long number;

    public long Number => Interlocked.Read(ref number);

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.LastOrDefault(c => c.Kind is ChangeKind.Team or ChangeKind.Member or ChangeKind.ZaloGroup) is { } change)
        {
            Interlocked.Exchange(ref number, change.Number);
        }

        return Task.CompletedTask;
    }

    public IReadOnlyDictionary<Guid, TeamCount> On(DateOnly day, DayTree tree)
    {
        var teams = register.All;
        var known = counts;
        if (!ReferenceEquals(known.Of, teams))
        {
            counts = known = new Counts(teams);
        }

        if (!known.Days.TryGetValue((day, tree), out var units))
        {
            // Asking for the number of days locks them all: only when one is added.
            if (known.Days.Count > MostDays)
            {
                known.Days.Clear();
            }

            units = known.Days.GetOrAdd((day, tree), k => Count(teams, k.Item1, k.Item2));
        }

        return units;
    }

    private Dictionary<Guid, TeamCount> Count(IEnumerable<TeamFile> teams, DateOnly day, DayTree tree)
    {
        var sums = new Dictionary<Guid, (HashSet<Guid> Members, List<Guid> Teams, int Groups, int Zalo)>();
        var untold = new HashSet<Guid>();
        foreach (var file in teams.Where(f => Existed(f.Team, day)))
        {
            var open = file.OpenGroups(day).ToList();
            var zalo = open.Sum(g => g.Counts.Where(c => c.Day <= day).MaxBy(c => c.Day)?.Members ?? 0);
            var (surely, perhaps) = UnitsOf(file.Team.AreaId, day, tree);
            untold.UnionWith(perhaps);
            foreach (var unit in surely)
            {
                var sum = sums.TryGetValue(unit, out var before) ? before : ([], [], 0, 0);
                sum.Members.UnionWith(file.On(day).Select(s => s.Person.Id));
                sum.Teams.Add(file.Team.Id);
                sums[unit] = (sum.Members, sum.Teams, sum.Groups + open.Count, sum.Zalo + zalo);
            }
        }

        return sums.ToDictionary(s => s.Key, s => new TeamCount(s.Value.Teams.Count, s.Value.Members.Count, s.Value.Groups, s.Value.Zalo, s.Value.Teams))
            .Where(s => !untold.Contains(s.Key)).Concat(untold.Select(u => KeyValuePair.Create(u, TeamCount.None with { Undetermined = true }))).ToDictionary();
    }

    private static bool Existed(Team team, DateOnly day) =>
        ((team.TermFrom ?? team.DecisionDate) is not { } from || from <= day) && (team.DissolvedOn is null || team.DissolvedOn > day);

    /// <summary>
    /// The unit a team serves and all above it. One that is not on this tree is looked for where it lies there; when that is in several units, the
    /// team is surely in those above all of them, and perhaps in each of the others.
    /// </summary>
    private (IEnumerable<Guid> Surely, IEnumerable<Guid> Perhaps) UnitsOf(Guid areaId, DateOnly day, DayTree tree)
    {
        var places = areas.Lineage.Place(areaId, day, tree.Day);
        if (places.Count <= 1)
        {
            return (places.Count == 0 ? [] : tree.LineOf(places.First()).Select(u => u.AreaId), []);
        }

        var lines = places.Select(p => tree.LineOf(p).Select(u => u.AreaId).ToList()).ToList();
        var surely = lines[0].Where(u => lines.TrueForAll(l => l.Contains(u))).ToList();
        return (surely, lines.SelectMany(l => l).Except(surely));
    }

    private sealed record Counts(IReadOnlyCollection<TeamFile> Of)
    {
        public ConcurrentDictionary<(DateOnly, DayTree), Dictionary<Guid, TeamCount>> Days { get; } = new();
    }
}
