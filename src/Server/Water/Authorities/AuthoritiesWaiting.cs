using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>Drafts made of other authorities' alerts that nobody has submitted or put away, and that still hold.</summary>
internal sealed class AuthoritiesWaiting(AppDb db, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 15;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.WriteBulletins))
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var open = await (
            from alert in db.AuthorityAlerts
            join bulletin in db.Bulletins on alert.BulletinId equals bulletin.Id
            join version in db.BulletinVersions on bulletin.Id equals version.BulletinId
            where version.Number == bulletin.Latest && version.State == BulletinState.Draft && version.ValidTo > now
            select new { bulletin.Id, bulletin.AreaId }).Distinct().ToListAsync(ct);
        var mine = open.Where(o => user.Can(Permission.WriteBulletins, o.AreaId) && tree.IsWithin(o.AreaId, area)).ToList();
        return mine.Count == 0 ? null
            : new("rss", t["authorities.todo", mine.Count], mine.Count == 1 ? $"/bulletins/{mine[0].Id}" : $"/bulletins?area={area}&state=draft");
    }
}
