using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Approval;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Sendings.Plan;

namespace TungNgo.Sendings;

/// <summary>Puts an approved version on its way, or stops what is still on its way. Called inside the write that approves or cancels.</summary>
internal sealed class StartSending(AppDb db) : ICarriesBulletins
{
    Type ICarriesBulletins.Preview => typeof(AudiencePreview);

    void ICarriesBulletins.Begin(Write write, Bulletin bulletin, BulletinVersion version) => Begin(write, bulletin, version, Chain.Of(version));

    /// <summary>The plan is made right after the commit, hamlet by hamlet.</summary>
    public Sending Begin(Write write, Bulletin bulletin, BulletinVersion version, Chain chain)
    {
        var sending = new Sending
        {
            Id = write.NewId(),
            BulletinId = bulletin.Id,
            VersionId = version.Id,
            AreaId = bulletin.AreaId,
            Kind = bulletin.Kind,
            Emergency = version.Urgency == Urgency.Emergency,
            Audience = version.Audience,
            Chain = chain.ToJson(),
            CreatedAt = write.Now,
            NotBefore = version.ValidFrom > write.Now ? version.ValidFrom : write.Now,
            ValidTo = version.ValidTo,
        };
        db.Sendings.Add(sending);
        write.Changed(ChangeKind.Sending, sending.Id);
        write.Audit("sending.begin", sending.Id, bulletin.AreaId, null, new { sending.BulletinId, version.Number, sending.Emergency, sending.NotBefore, sending.ValidTo });
        return sending;
    }

    /// <summary>Kills what is queued of a bulletin, and what is to be posted, in all its versions but one; calls that are out go on and are counted.</summary>
    public async Task StopAsync(Write write, Guid bulletinId, Guid? exceptVersionId, CancellationToken ct)
    {
        foreach (var sending in await db.Sendings.Where(s => s.BulletinId == bulletinId && s.VersionId != exceptVersionId && s.State < SendingState.Done).ToListAsync(ct))
        {
            sending.State = SendingState.Cancelled;
            write.Changed(ChangeKind.Sending, sending.Id);
            write.Audit("sending.cancel", sending.Id, sending.AreaId, null, new { sending.BulletinId });
            await EndPosting.RunAsync(write, sending.Id, RelayState.Cancelled, ct);
        }
    }
}
