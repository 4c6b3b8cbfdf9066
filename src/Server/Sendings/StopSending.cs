using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Sendings;

/// <summary>The button "stop": whoever may write or approve for the issuing unit stops what is still on its way.</summary>
internal sealed class StopSending(AppDb db, Writer writer, CurrentUser user, StartSending sendings)
{
    public bool IsAllowed(Bulletin bulletin) => user.Can(Permission.ApproveBulletins, bulletin.AreaId) || user.Can(Permission.WriteBulletins, bulletin.AreaId);

    public async Task StopAsync(Guid bulletinId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var bulletin = await db.Bulletins.FindAsync([bulletinId], ct) ?? throw new Refusal(Problems.NotFound);
        if (!IsAllowed(bulletin))
        {
            throw new Refusal(Problems.Forbidden);
        }

        await sendings.StopAsync(write, bulletinId, exceptVersionId: null, ct);
        await write.CommitAsync(ct);
    }
}
