using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Bulletins;

/// <summary>
/// Who sees which bulletins. Officials see all that units of their own area issue, drafts too, and of the units above them what has
/// been approved: it concerns their people as well. Neighbours are not their business. They write and approve in their own area only.
/// </summary>
internal sealed class BulletinScope(AppDb db, CurrentUser user, AreaTree areas)
{
    /// <summary>Bulletins that the caller may see.</summary>
    public async Task<IQueryable<Bulletin>> VisibleAsync(CancellationToken ct)
    {
        // Few units issue bulletins, so they are judged here, where the tree is, and not in the database.
        var issuers = await db.Bulletins.Select(b => b.AreaId).Distinct().ToListAsync(ct);
        var own = issuers.Where(IsOwn).ToList();
        var above = issuers.Where(IsAbove).ToList();
        return db.Bulletins.Where(b => own.Contains(b.AreaId) || (b.Approved != null && above.Contains(b.AreaId)));
    }

    public bool Sees(Bulletin bulletin) => IsOwn(bulletin.AreaId) || (bulletin.Approved is not null && IsAbove(bulletin.AreaId));

    /// <summary>The bulletin, tracked; not found when the caller may not see it.</summary>
    public async Task<Bulletin> FindAsync(Guid id, CancellationToken ct) =>
        await db.Bulletins.SingleOrDefaultAsync(b => b.Id == id, ct) is { } bulletin && Sees(bulletin) ? bulletin : throw new Refusal(Problems.NotFound);

    private bool IsOwn(Guid areaId) => user.Can(Permission.ViewBulletins, areaId);

    private bool IsAbove(Guid areaId) => user.AreasWith(Permission.ViewBulletins).Any(own => areas.Today.IsWithin(own, areaId));
}
