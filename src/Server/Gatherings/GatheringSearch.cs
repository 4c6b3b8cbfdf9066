using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Gatherings.Pages;
using TungNgo.Web;

namespace TungNgo.Gatherings;

/// <summary>Gatherings to come and of the last weeks, by place, hamlet or team.</summary>
internal sealed class GatheringSearch(GatheringDesk desk, CurrentUser user, TimeProvider clock, IHttpContextAccessor http) : ISearch
{
    public int Rank => 90;

    public string Title => "search.gatherings";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageHouseholds))
        {
            return [];
        }

        var t = http.HttpContext!.Texts();
        return [.. asked.Best(await desk.ListAsync(null, ct), r => SearchKey.Fold($"{GatheringWords.Place(r.Gathering, t)} {r.Hamlet} {r.Team}"), most)
            .Select(r => new Hit($"{GatheringWords.Place(r.Gathering, t)} · {GatheringWords.When(r.Gathering)}", $"/gatherings/{r.Gathering.Id}", $"{r.Hamlet} · {r.Team}",
                GatheringWords.State(r.Gathering, clock.Today(), t)))];
    }
}
