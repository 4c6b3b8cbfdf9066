using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Services;

/// <summary>Services and skills of the catalogue by their names in every language, or by code.</summary>
internal sealed class ServiceSearch(ServiceCatalogue catalogue, CurrentUser user, IHttpContextAccessor http) : ISearch
{
    public int Rank => 60;

    public string Title => "search.services";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewCatalogue))
        {
            return Task.FromResult<IReadOnlyList<Hit>>([]);
        }

        var t = http.HttpContext!.Texts();
        return Task.FromResult<IReadOnlyList<Hit>>([.. asked.Best(catalogue.InOrder, KeyOf, most)
            .Select(s => new Hit(t.Of(s.Name), $"/services/{s.Code}", t[$"services.kind.{s.Kind.Word()}"]))]);
    }

    private static string KeyOf(Service service) => SearchKey.Fold(string.Join(' ', service.Name.Values.Concat(service.Short.Values).Append(service.Code)));
}
