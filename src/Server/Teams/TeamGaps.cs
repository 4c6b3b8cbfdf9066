using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Teams;

/// <summary>What a team lacks; in the order in which it matters.</summary>
public enum TeamGap
{
    /// <summary>The unit it serves ended in a reorganisation: the team needs a new decision.</summary>
    UnitGone = 1,
    NoLeader = 2,

    /// <summary>Fewer than the hamlet head and two more (CV 793/BTTTT).</summary>
    TooFew = 3,

    /// <summary>Khmer-speaking households live in its unit and no member speaks Khmer.</summary>
    NoKhmerSpeaker = 4,

    /// <summary>No visit for thirty days.</summary>
    NoActivity = 5,
    TermEnded = 6,
}

/// <summary>A team as it stands on a day, with what it lacks.</summary>
/// <param name="LastVisit">Day of its last visit, null when none was ever made.</param>
internal sealed record TeamState(TeamFile File, IReadOnlyList<Sitting> Members, Sitting? Leader, DateOnly? LastVisit, IReadOnlyList<TeamGap> Gaps)
{
    public Team Team => File.Team;
}

/// <param name="Teams">Teams that exist today in the unit, at any level.</param>
/// <param name="Members">Different people in them: who sits in two teams is one.</param>
/// <param name="Lacking">Teams that lack anything at all.</param>
/// <param name="Gaps">Number of teams by what they lack; each kind is there, with 0 when none lacks it.</param>
public sealed record TeamSummary(int Teams, int Members, int Lacking, IReadOnlyDictionary<TeamGap, int> Gaps);

/// <summary>Judges teams by the state of today. What a page shows is asked here once, whatever its number of teams.</summary>
internal sealed class TeamGaps(TeamRegister register, TeamSigns signs, AreaTree areas, TimeProvider clock)
{
    public const int FewestMembers = 3;
    public const int QuietDays = 30;

    /// <summary>From this official share on Khmer is spoken, whatever the register of households already knows.</summary>
    private const double KhmerShare = 0.05;

    private volatile Judgement? last;

    /// <summary>Living teams of a unit and of all below it, without regard to who asks.</summary>
    public async Task<TeamSummary> SummaryAsync(Guid areaId, CancellationToken ct)
    {
        var (living, tree) = (await LivingAsync(ct), areas.Today);
        return Sum([.. living.Where(s => Serves(tree, s.Team, areaId))]);
    }

    /// <summary>How many of them lack anything.</summary>
    public async Task<int> LackingAsync(Guid areaId, CancellationToken ct)
    {
        var (living, tree) = (await LivingAsync(ct), areas.Today);
        return living.Count(s => s.Gaps.Count > 0 && Serves(tree, s.Team, areaId));
    }

    /// <summary>All living teams, judged once for as long as nothing changes that they are judged by: every overview asks.</summary>
    private async Task<IReadOnlyList<TeamState>> LivingAsync(CancellationToken ct)
    {
        var (teams, now, tree) = (register.All, await signs.NowAsync(ct), areas.Today);
        if (last is { } known && ReferenceEquals(known.Teams, teams) && known.Signs == now.Number && ReferenceEquals(known.Tree, tree))
        {
            return known.States;
        }

        var states = Judge(teams.Where(f => f.Team.DissolvedOn is null), now);
        last = new Judgement(teams, now.Number, tree, states);
        return states;
    }

    public static TeamSummary Sum(IReadOnlyList<TeamState> states)
    {
        var gaps = Enum.GetValues<TeamGap>().ToDictionary(g => g, _ => 0);
        foreach (var gap in states.SelectMany(s => s.Gaps))
        {
            gaps[gap]++;
        }

        return new TeamSummary(states.Count, states.SelectMany(s => s.Members).Select(m => m.Person.Id).Distinct().Count(), states.Count(s => s.Gaps.Count > 0), gaps);
    }

    /// <summary>Whether a team belongs to a unit of today; one whose unit is gone, to the unit that its hamlets or heirs went to.</summary>
    public bool Serves(Team team, Guid areaId) => Serves(areas.Today, team, areaId);

    private bool Serves(DayTree today, Team team, Guid areaId) => today.Find(team.AreaId) is not null
        ? today.IsWithin(team.AreaId, areaId)
        : HeirsOf(team.AreaId).Any(h => today.IsWithin(h, areaId));

    /// <summary>Units of today that took over a unit that is gone.</summary>
    public IReadOnlyList<Guid> HeirsOf(Guid areaId)
    {
        var (found, seen, next) = (new List<Guid>(), new HashSet<Guid> { areaId }, new Queue<Guid>([areaId]));
        while (next.TryDequeue(out var id))
        {
            foreach (var heir in areas.Successions.Where(s => s.FromId == id && s.ToId != id).Select(s => s.ToId).Where(seen.Add))
            {
                next.Enqueue(heir);
                if (areas.Today.Find(heir) is not null)
                {
                    found.Add(heir);
                }
            }
        }

        if (found.Count > 0 || areas.VersionsOf(areaId) is not [.., { ValidTo: { } end }])
        {
            return found;
        }

        // A tier that was abolished has no heir; what held its hamlets on its last day still stands above them.
        return [.. areas.On(end).HamletsOf(areaId).Select(h => areas.Today.Find(h)?.ParentId).OfType<Guid>().Distinct()];
    }

    public async Task<IReadOnlyList<TeamState>> StatesAsync(IEnumerable<TeamFile> files, CancellationToken ct) => Judge(files, await signs.NowAsync(ct));

    private List<TeamState> Judge(IEnumerable<TeamFile> files, SignsNow now)
    {
        var today = clock.Today();
        return [.. files.Select(f =>
        {
            var visit = now.LastVisit.TryGetValue(f.Team.Id, out var day) ? LegalDay.FromNumber(day) : (DateOnly?)null;
            var members = f.On(today).ToList();
            return new TeamState(f, members, f.LeaderOn(today), visit, [.. GapsOf(f.Team, members, visit, SpeaksKhmer(f.Team.AreaId, now.Khmer, now.Shares), today)]);
        })];
    }

    private IEnumerable<TeamGap> GapsOf(Team team, List<Sitting> members, DateOnly? last, bool khmerLives, DateOnly today)
    {
        if (team.DissolvedOn is not null)
        {
            yield break;
        }

        if (areas.Today.Find(team.AreaId) is null)
        {
            yield return TeamGap.UnitGone;
        }

        if (members.TrueForAll(m => m.Seat.Role != TeamRole.Leader))
        {
            yield return TeamGap.NoLeader;
        }

        if (members.Count < FewestMembers)
        {
            yield return TeamGap.TooFew;
        }

        if (khmerLives && members.TrueForAll(m => !m.SpeaksKhmer))
        {
            yield return TeamGap.NoKhmerSpeaker;
        }

        if (last is null || last < today.AddDays(-QuietDays))
        {
            yield return TeamGap.NoActivity;
        }

        if (team.TermTo < today)
        {
            yield return TeamGap.TermEnded;
        }
    }

    private bool SpeaksKhmer(Guid areaId, IReadOnlyDictionary<Guid, int> khmer, IReadOnlyDictionary<Guid, double> shares)
    {
        var hamlets = HamletsServed(areaId);
        return hamlets.Any(h => khmer.GetValueOrDefault(h) > 0) || shares.GetValueOrDefault(areaId) >= KhmerShare || hamlets.Any(h => shares.GetValueOrDefault(h) >= KhmerShare);
    }

    /// <summary>Hamlets of a unit today; of one that is gone, those it had on its last day.</summary>
    public IReadOnlyList<Guid> HamletsServed(Guid areaId) => areas.Today.Find(areaId) is null && areas.VersionsOf(areaId) is [.., { ValidTo: { } end }]
        ? areas.On(end).HamletsOf(areaId)
        : areas.Today.HamletsOf(areaId);

    /// <summary>What was judged, and by what.</summary>
    private sealed record Judgement(IReadOnlyCollection<TeamFile> Teams, int Signs, DayTree Tree, IReadOnlyList<TeamState> States);
}
