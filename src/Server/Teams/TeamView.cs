using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>What a list of teams is narrowed to; every field stands in the page's address.</summary>
/// <param name="Gap">A gap's name, "any", or null.</param>
/// <param name="Query">Words of a team's, member's or group's name, or of a phone number; accents do not matter.</param>
/// <param name="Dissolved">Teams that are no more, instead of the living ones.</param>
internal sealed record TeamFilter(Guid? AreaId = null, TeamLevel? Level = null, string? Gap = null, string? Query = null, bool Dissolved = false, string? Sort = null, bool Descending = false);

/// <summary>A team in a list.</summary>
/// <param name="Area">Unit with its parent, as today; the last name of one that is gone.</param>
/// <param name="KhmerSpeakers">Members who speak Khmer.</param>
/// <param name="ZaloMembers">Sum of the newest counts; null when no group was ever counted.</param>
public sealed record TeamRow(
    Guid Id, string Name, TeamLevel Level, Guid AreaId, string Area, string? DecisionNumber, DateOnly? DecisionDate, DateOnly? TermTo, DateOnly? DissolvedOn,
    string? Leader, string? LeaderPhone, int Members, int KhmerSpeakers, int ZaloGroups, int? ZaloMembers, DateOnly? LastVisit, TeamGap[] Gaps);

/// <param name="Summary">Of all teams in the unit at the asked level, whatever else the list is narrowed to.</param>
internal sealed record TeamList(IReadOnlyList<TeamRow> Rows, TeamSummary Summary, IReadOnlyList<(Sitting Sitting, TeamFile File)> People);

/// <summary>Reads the register for the caller: only teams of units in which they may see teams.</summary>
internal sealed class TeamView(TeamRegister register, TeamGaps gaps, AreaTree areas, CurrentUser user, TimeProvider clock)
{
    public const string AnyGap = "any";
    private const int MostPeople = 50;

    public async Task<TeamList> ListAsync(TeamFilter filter, CancellationToken ct)
    {
        var mine = Mine(filter.AreaId).Where(f => f.Team.DissolvedOn is null != filter.Dissolved && (filter.Level is null || f.Team.Level == filter.Level)).ToList();
        var states = await gaps.StatesAsync(mine, ct);
        var words = SearchKey.Fold(filter.Query);
        var rows = states.Where(s => Fits(s, filter.Gap) && (words.Length == 0 || Speaks(s.File, words))).Select(Row);
        return new([.. Sort(rows, filter.Sort, filter.Descending)], TeamGaps.Sum(states), words.Length == 0 ? [] : [.. People(mine, words)]);
    }

    /// <summary>A team the caller may see; anything else is not found.</summary>
    public TeamFile Require(Guid teamId, Permission permission = Permission.ViewTeams)
    {
        var file = register.Find(teamId) ?? throw new Refusal(Problems.NotFound);
        user.Require(permission, file.Team.AreaId);
        return file;
    }

    public async Task<TeamState> StateAsync(TeamFile file, CancellationToken ct) => (await gaps.StatesAsync([file], ct))[0];

    public IEnumerable<TeamFile> Mine(Guid? areaId = null, Permission permission = Permission.ViewTeams)
    {
        // Walking a unit's line for each of a thousand teams costs more than one set of what the caller may see.
        var allowed = user.AreasWith(permission).SelectMany(areas.Today.Below).Select(u => u.AreaId).ToHashSet();
        var within = areaId is { } id ? areas.Today.Below(id).Select(u => u.AreaId).ToHashSet() : null;
        return register.All.Where(f => allowed.Contains(f.Team.AreaId) || (areas.Today.Find(f.Team.AreaId) is null && user.Can(permission, f.Team.AreaId)))
            .Where(f => within is null || within.Contains(f.Team.AreaId) || (areas.Today.Find(f.Team.AreaId) is null && gaps.Serves(f.Team, areaId!.Value)));
    }

    /// <summary>A member's own number is for those who look after the team; all others know the team and whom it has.</summary>
    /// <param name="areaId">The team's.</param>
    public string? PhoneOf(Member person, Guid areaId) => user.Can(Permission.ManageTeams, areaId) ? person.Phone : null;

    public string AreaName(Guid areaId) => areas.Today.Find(areaId) is not null
        ? areas.Today.NameWithParent(areaId)
        : areas.VersionsOf(areaId) is [.., var last] ? areas.On(last.ValidTo ?? clock.Today()).NameWithParent(areaId) : Formats.Missing;

    public TeamRow Row(TeamState s)
    {
        var open = s.File.OpenGroups(clock.Today()).ToList();
        var counted = open.Where(g => g.Members is not null).ToList();
        return new(
            s.Team.Id, s.Team.Name, s.Team.Level, s.Team.AreaId, AreaName(s.Team.AreaId), s.Team.DecisionNumber, s.Team.DecisionDate, s.Team.TermTo, s.Team.DissolvedOn,
            s.Leader?.Person.Name, s.Leader is { } leader ? PhoneOf(leader.Person, s.Team.AreaId) : null, s.Members.Count, s.Members.Count(m => m.Person.Languages.Split(',').Contains("km")),
            open.Count, counted.Count > 0 ? counted.Sum(g => g.Members) : null, s.LastVisit, [.. s.Gaps]);
    }

    private static bool Fits(TeamState state, string? gap) => string.IsNullOrEmpty(gap)
        || (gap == AnyGap ? state.Gaps.Count > 0 : state.Gaps.Any(g => string.Equals(g.ToString(), gap, StringComparison.OrdinalIgnoreCase)));

    private bool Speaks(TeamFile file, string words) => Holds(file.Team.NameKey, words) || Holds(SearchKey.Fold(AreaName(file.Team.AreaId)), words)
        || file.On(clock.Today()).Any(s => IsPerson(s.Person, file.Team.AreaId, words)) || file.Groups.Any(g => Holds(SearchKey.Fold(g.Group.Name), words));

    private IEnumerable<(Sitting, TeamFile)> People(List<TeamFile> files, string words) => files
        .SelectMany(f => f.Sittings.GroupBy(s => s.Person.Id).Select(g => g.MaxBy(s => s.Seat.To ?? DateOnly.MaxValue)!).Where(s => IsPerson(s.Person, f.Team.AreaId, words)).Select(s => (s, f)))
        .OrderBy(p => p.s.Person.Name, PersonNames.Order).ThenBy(p => p.s.Person.BirthYear).Take(MostPeople);

    private bool IsPerson(Member person, Guid areaId, string words) => Holds(person.NameKey, words)
        || (PhoneOf(person, areaId) is { } phone && words.Replace(" ", "", StringComparison.Ordinal) is { Length: >= 3 } digits && digits.All(char.IsAsciiDigit) && phone.Contains(digits, StringComparison.Ordinal));

    /// <summary>Every word begins a word: "ut" finds Kim Thị Út and not Phút.</summary>
    private static bool Holds(string key, string words) => words.Split(' ').All(w => key.StartsWith(w, StringComparison.Ordinal) || key.Contains(" " + w, StringComparison.Ordinal));

    private static IEnumerable<TeamRow> Sort(IEnumerable<TeamRow> rows, string? sort, bool descending)
    {
        var byName = rows.OrderBy(r => r.Level).ThenBy(r => r.Area, PersonNames.Vietnamese).ThenBy(r => r.Name, PersonNames.Vietnamese);
        IEnumerable<TeamRow> sorted = sort switch
        {
            "name" => byName.OrderBy(r => r.Name, PersonNames.Vietnamese),
            "area" => byName.OrderBy(r => r.Area, PersonNames.Vietnamese),
            "leader" => byName.OrderBy(r => r.Leader is null).ThenBy(r => r.Leader ?? "", PersonNames.Order),
            "members" => byName.OrderBy(r => r.Members),
            "khmer" => byName.OrderBy(r => r.KhmerSpeakers),
            "groups" => byName.OrderBy(r => r.ZaloGroups),
            "zalo" => byName.OrderBy(r => r.ZaloMembers ?? -1),
            "visit" => byName.OrderBy(r => r.LastVisit ?? DateOnly.MinValue),
            "gaps" => byName.OrderBy(r => r.Gaps.Length),
            _ => byName,
        };
        return descending ? sorted.Reverse() : sorted;
    }
}
