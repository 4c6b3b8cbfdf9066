using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Households.Pages;

/// <summary>Lanes of hamlets, each leading to its doors in the register.</summary>
internal sealed class LaneSearch(AreaTree areas, CurrentUser user) : ISearch
{
    public int Rank => 15;

    public string Title => "search.lanes";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewHouseholds))
        {
            return Task.FromResult<IReadOnlyList<Hit>>([]);
        }

        var lanes = user.Hamlets(Permission.ViewHouseholds).SelectMany(h => areas.LanesOf(h).Where(l => l.ClosedAt is null).Select(l => (Lane: l, Hamlet: areas.Today.NameWithParent(h))));
        // A name of the hamlet alone finds the hamlet; of a lane something has to be named.
        var found = lanes.Where(l => asked.Fit($"{l.Lane.NameKey} {SearchKey.Fold(l.Hamlet)}") && !asked.Fit(SearchKey.Fold(l.Hamlet))).Take(most);
        return Task.FromResult<IReadOnlyList<Hit>>([.. found.Select(l => new Hit(l.Lane.Name, $"/households?hamlet={l.Lane.HamletId}&lane={l.Lane.Id}", l.Hamlet))]);
    }
}
