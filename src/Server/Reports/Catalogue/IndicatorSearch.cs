using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Reports.Catalogue;

/// <summary>Indicators by their names in every language, or by code.</summary>
internal sealed class IndicatorSearch(IndicatorCatalogue catalogue, CurrentUser user, TimeProvider clock, IHttpContextAccessor http) : ISearch
{
    public int Rank => 105;

    public string Title => "search.indicators";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewFigures))
        {
            return Task.FromResult<IReadOnlyList<Hit>>([]);
        }

        var t = http.HttpContext!.Texts();
        return Task.FromResult<IReadOnlyList<Hit>>([.. asked
            .Best(catalogue.Of(clock.Today().Year), i => SearchKey.Fold($"{string.Join(' ', i.Name.Values)} {i.Code} {i.Code.Replace('_', ' ')}"), most)
            .Select(i => new Hit(t.Of(i.Name), $"/indicators/{i.Code}", i.Code))]);
    }
}
