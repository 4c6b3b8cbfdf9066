using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>Teams by their name, decision or Zalo group; those that are dissolved stand last.</summary>
internal sealed class TeamSearch(TeamView view, CurrentUser user, IHttpContextAccessor http) : ISearch
{
    public int Rank => 20;

    public string Title => "search.teams";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewTeams))
        {
            return Task.FromResult<IReadOnlyList<Hit>>([]);
        }

        var t = http.HttpContext!.Texts();
        var teams = view.Mine().OrderBy(f => f.Team.DissolvedOn is not null).ThenBy(f => f.Team.Name, PersonNames.Vietnamese).ToList();
        var found = asked.Best(teams, f => f.Team.NameKey, most).Select(f => HitOf(f, null, t)).ToList();
        var others = teams.Select(f => (File: f, By: ByOther(f, asked, t))).Where(f => f.By is not null).Select(f => HitOf(f.File, f.By, t));
        return Task.FromResult<IReadOnlyList<Hit>>([.. found.Concat(others).DistinctBy(h => h.Href).Take(most)]);
    }

    private static string? ByOther(TeamFile file, SearchWords words, Texts t) =>
        file.Team.DecisionNumber is { } number && words.Fit(SearchKey.Fold(number)) ? t["search.by.decision", number]
        : file.Groups.FirstOrDefault(g => words.Fit(SearchKey.Fold(g.Group.Name))) is { } group ? t["search.by.group", group.Group.Name] : null;

    private Hit HitOf(TeamFile file, string? by, Texts t) =>
        new(file.Team.Name, $"/teams/{file.Team.Id}", view.AreaName(file.Team.AreaId), by ?? (file.Team.DissolvedOn is { } day ? t["search.team.until", Formats.Day(day)] : null));
}
