using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Documents.Writing;

/// <summary>Decisions and other papers by subject, number or who signed.</summary>
internal sealed class DocumentSearch(DocumentBook documents, CurrentUser user, AreaTree areas, IHttpContextAccessor http) : ISearch
{
    public int Rank => 50;

    public string Title => "search.documents";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewTeams))
        {
            return [];
        }

        var t = http.HttpContext!.Texts();
        return [.. (await documents.ListAsync(null, null, null, asked.Text, default, 0, most, ct)).Rows.Where(documents.MayRead).Select(d => new Hit(
            d.Subject, $"/documents/{d.Id}", (areas.On(d.Day).Find(d.AreaId) ?? areas.Today.Find(d.AreaId)) is { } unit ? AreaNames.WithKind(unit) : "",
            string.Join(" · ", new[] { t[$"documents.kind.{d.Kind}"], d.Number, Formats.Day(d.Day) }.Where(p => !string.IsNullOrEmpty(p)))))];
    }
}
