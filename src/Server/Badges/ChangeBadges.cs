using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <summary>The keys of phones and the faces of members.</summary>
internal sealed class ChangeBadges(AppDb db, Writer writer, CurrentUser user, TeamRegister register, TimeProvider clock)
{
    /// <summary>The calling phone will sign for one of its members with this key from now on. Sent twice it changes nothing.</summary>
    /// <param name="publicKey">A point of P-256, uncompressed, as base64url.</param>
    public async Task RegisterAsync(Guid memberId, string publicKey, CancellationToken ct)
    {
        var phone = user.Phone as Phone ?? throw new Refusal(Problems.Forbidden);
        var point = Base64Url.IsValid(publicKey) ? Base64Url.DecodeFromChars(publicKey) : [];
        var keyId = BadgeCode.IdOf(point) ?? throw new Refusal(Problems.Invalid, nameof(publicKey));
        var member = phone.Members.FirstOrDefault(m => m.Id == memberId) ?? throw new Refusal(Problems.MemberNotOnPhone);
        if (await db.BadgeKeys.AsNoTracking().AnyAsync(k => k.DeviceId == phone.DeviceId && k.MemberId == memberId && k.KeyId == keyId, ct))
        {
            return;
        }

        await using var write = await writer.BeginAsync(user.Actor with { MemberId = memberId }, ct);
        var held = await db.BadgeKeys.Where(k => k.KeyId == keyId || (k.DeviceId == phone.DeviceId && k.MemberId == memberId)).ToListAsync(ct);
        if (held.Exists(k => k.DeviceId != phone.DeviceId || k.MemberId != memberId))
        {
            // Another's key: whoever names it has seen it pass, and has not made it.
            throw new Refusal(Problems.Forbidden);
        }

        if (held is [var own])
        {
            (own.KeyId, own.PublicKey, own.At) = (keyId, point, write.Now);
        }
        else
        {
            db.BadgeKeys.Add(new BadgeKey { DeviceId = phone.DeviceId, MemberId = memberId, KeyId = keyId, PublicKey = point, At = write.Now });
        }

        write.Changed(ChangeKind.Badge, memberId);
        write.Audit("badge.key", phone.DeviceId, phone.Teams.FirstOrDefault(t => member.TeamIds.Contains(t.Id))?.AreaId, null, new { member = member.Name });
        await write.CommitAsync(ct);
    }

    /// <param name="consent">The member has said yes to being shown, on the card and at the door.</param>
    public async Task KeepPhotoAsync(Guid teamId, Guid memberId, byte[] sent, bool consent, CancellationToken ct)
    {
        var (file, sitting) = Require(teamId, memberId);
        if (!consent)
        {
            throw new Refusal(Problems.BadgeConsent);
        }

        var picture = Portrait.Of(sent);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (await db.BadgePhotos.SingleOrDefaultAsync(p => p.MemberId == memberId, ct) is { } photo)
        {
            (photo.Content, photo.ConsentAt, photo.ConsentTo) = (picture, write.Now, user.Name);
        }
        else
        {
            db.BadgePhotos.Add(new BadgePhoto { MemberId = memberId, Content = picture, ConsentAt = write.Now, ConsentTo = user.Name });
        }

        write.Changed(ChangeKind.Badge, memberId);
        write.Audit("badge.photo", memberId, file.Team.AreaId, null, new { member = sitting.Person.Name, consent });
        await write.CommitAsync(ct);
    }

    /// <summary>The member no longer agrees: the picture is gone.</summary>
    public async Task DropPhotoAsync(Guid teamId, Guid memberId, CancellationToken ct)
    {
        var (file, sitting) = Require(teamId, memberId, alsoPast: true);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (await db.BadgePhotos.SingleOrDefaultAsync(p => p.MemberId == memberId, ct) is { } photo)
        {
            db.BadgePhotos.Remove(photo);
            write.Changed(ChangeKind.Badge, memberId);
        }

        write.Audit("badge.photo-end", memberId, file.Team.AreaId, new { member = sitting.Person.Name }, null);
        await write.CommitAsync(ct);
    }

    /// <param name="alsoPast">Who has left may still take back what they agreed to.</param>
    private (TeamFile File, Sitting Sitting) Require(Guid teamId, Guid memberId, bool alsoPast = false)
    {
        var file = register.Find(teamId) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTeams, file.Team.AreaId);
        return (file, (alsoPast ? file.Sittings : file.On(clock.Today())).FirstOrDefault(s => s.Person.Id == memberId) ?? throw new Refusal(Problems.NotFound));
    }
}
