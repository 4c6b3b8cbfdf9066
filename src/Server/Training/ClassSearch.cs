using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Training.Pages;
using TungNgo.Web;

namespace TungNgo.Training;

/// <summary>Classes by course, place or trainer.</summary>
internal sealed class ClassSearch(TrainingDesk desk, CurrentUser user, TimeProvider clock, IHttpContextAccessor http) : ISearch
{
    public int Rank => 80;

    public string Title => "search.classes";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewTeams))
        {
            return [];
        }

        var (t, now) = (http.HttpContext!.Texts(), clock.GetUtcNow().UtcDateTime);
        return [.. asked.Best(await desk.ListAsync(ct), c => SearchKey.Fold($"{string.Join(' ', desk.CourseOf(c).Name.Values)} {c.Place} {c.Trainer}"), most)
            .Select(c => new Hit($"{t.Of(desk.CourseOf(c).Name)} · {ClassWords.When(c)}", $"/training/classes/{c.Id}", c.Place, ClassWords.State(c, now, t)))];
    }
}
