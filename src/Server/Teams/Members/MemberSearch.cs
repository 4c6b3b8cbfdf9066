using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Teams.Members;

/// <summary>Who sits or sat in a team, by name, and by phone for those who look after the team.</summary>
internal sealed class MemberSearch(TeamView view, CurrentUser user, TimeProvider clock, IHttpContextAccessor http) : ISearch
{
    public int Rank => 25;

    public string Title => "search.members";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewTeams))
        {
            return Task.FromResult<IReadOnlyList<Hit>>([]);
        }

        var (today, t) = (clock.Today(), http.HttpContext!.Texts());
        // Whoever sits in two teams is one person, shown with the seat that lasts.
        var people = view.Mine().SelectMany(f => f.Sittings.Select(s => (File: f, Sitting: s))).GroupBy(p => p.Sitting.Person.Id)
            .Select(g => g.MaxBy(p => (p.Sitting.Seat.IsCurrent(today), p.Sitting.Seat.To ?? DateOnly.MaxValue)))
            .OrderBy(p => !p.Sitting.Seat.IsCurrent(today)).ThenBy(p => p.Sitting.Person.Name, PersonNames.Order).ThenBy(p => p.Sitting.Person.BirthYear).ToList();
        var byPhone = people.Where(p => asked.IsIn(view.PhoneOf(p.Sitting.Person, p.File.Team.AreaId))).Take(most)
            .Select(p => HitOf(p.File, p.Sitting, t["search.by.phone", p.Sitting.Person.Phone]));
        var byName = asked.Best(people, p => p.Sitting.Person.NameKey, most).Select(p => HitOf(p.File, p.Sitting, p.Sitting.Seat.IsCurrent(today) ? null : Left(p.Sitting, t)));
        return Task.FromResult<IReadOnlyList<Hit>>([.. byPhone.Concat(byName).DistinctBy(h => h.Href).Take(most)]);
    }

    private static string? Left(Sitting sitting, Texts t) => sitting.Seat.To is { } to ? t["search.member.until", Formats.Day(to)] : null;

    private Hit HitOf(TeamFile file, Sitting sitting, string? by) => new(
        sitting.Person.Name, $"/teams/members/{sitting.Person.Id}", $"{TeamWords.Role(sitting.Seat.Role, http.HttpContext!.Texts())} · {file.Team.Name}, {view.AreaName(file.Team.AreaId)}", by);
}
