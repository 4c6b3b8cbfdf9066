using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Bulletins.Words;
using TungNgo.Bulletins.Writing;
using TungNgo.Web;

namespace TungNgo.Bulletins.Desk;

/// <summary>Notices by their titles, source, document number or code.</summary>
internal sealed class BulletinSearch(BulletinReader reader, CurrentUser user, AreaTree areas, TimeProvider clock, IHttpContextAccessor http) : ISearch
{
    public int Rank => 40;

    public string Title => "search.bulletins";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewBulletins))
        {
            return [];
        }

        var (t, now) = (http.HttpContext!.Texts(), clock.GetUtcNow().UtcDateTime);
        return [.. (await reader.ListAsync(new(Query: asked.Text), 0, most, ct)).Rows.Select(r => new Hit(
            r.Title.Length > 0 ? r.Title : t["bulletins.untitled"], $"/bulletins/{r.Bulletin.Id}", BulletinWords.Unit(areas, r.Bulletin.AreaId),
            $"{BulletinWords.State(r.Bulletin, r.Version, now, t).Text} · {Formats.Instant(r.Version.ValidFrom)}"))];
    }
}
