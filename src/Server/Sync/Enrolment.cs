using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Codes, phones and their members. Used by the phones' routes, the console and the demo.</summary>
internal sealed class Enrolment(AppDb db, Writer writer, TimeProvider clock)
{
    /// <summary>No 0/O, 1/I/L, 2/Z, 5/S, 8/B: codes are read aloud and typed with one thumb.</summary>
    private const string Alphabet = "34679ACDEFGHJKMNPQRTUVWXY";
    private static readonly TimeSpan Life = TimeSpan.FromHours(48);

    public async Task<(string Code, DateTime Expires)> IssueAsync(Guid memberId, CurrentUser user, CancellationToken ct)
    {
        var today = clock.Today();
        var teams = await TeamsOfAsync([memberId], today).ToListAsync(ct);
        if (!teams.Any(t => MayManage(user, t.Team)))
        {
            throw new Refusal(Problems.NotFound);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var code = RandomNumberGenerator.GetString(Alphabet, 8);
        var entry = new EnrolmentCode { Id = write.NewId(), CodeHash = PhoneBook.Hash(code), MemberId = memberId, IssuedBy = user.Name, ExpiresAt = write.Now + Life };
        db.EnrolmentCodes.Add(entry);
        write.Audit("device.code", entry.Id, teams[0].Team.AreaId, null, new { memberId });
        await write.CommitAsync(ct);
        return (code, entry.ExpiresAt);
    }

    public async Task<(Device Device, string Token, Member Member)> EnrolAsync(string code, string deviceName, string? address, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(new Actor("—", Address: address), ct);
        var (entry, member) = await UseAsync(code, write.Now, ct);
        var token = "tn_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var device = new Device { Id = write.NewId(), Name = HouseholdRules.Text(deviceName, 60) ?? "—", TokenHash = PhoneBook.Hash(token), EnrolledAt = write.Now };
        db.Devices.Add(device);
        Join(entry, device.Id, member, write);
        write.Audit("device.enrol", device.Id, null, null, new { device.Name, member = member.Name });
        await write.CommitAsync(ct);
        return (device, token, member);
    }

    public async Task<(Device Device, Member Member)> AddMemberAsync(string code, Guid deviceId, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var (entry, member) = await UseAsync(code, write.Now, ct);
        var device = await db.Devices.SingleAsync(d => d.Id == deviceId, ct);
        if (!await db.DeviceMembers.AnyAsync(m => m.DeviceId == deviceId && m.MemberId == member.Id, ct))
        {
            Join(entry, deviceId, member, write);
            write.Audit("device.member", deviceId, null, null, new { member = member.Name });
        }

        await write.CommitAsync(ct);
        return (device, member);
    }

    public async Task<List<WireDevice>> ListAsync(CurrentUser user, CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await (
            from onPhone in db.DeviceMembers
            join device in db.Devices on onPhone.DeviceId equals device.Id
            join team in TeamsOfAsync(null, today) on onPhone.MemberId equals team.MemberId
            select new { device, team.Team, team.MemberName }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Where(r => MayManage(user, r.Team)).GroupBy(r => r.device.Id).Select(g => new WireDevice(
            g.Key, g.First().device.Name, [.. g.Select(r => r.MemberName).Distinct()], g.First().device.EnrolledAt, g.First().device.LastSeenAt, g.First().device.RevokedAt))
            .OrderByDescending(d => d.EnrolledAt)];
    }

    public async Task RevokeAsync(Guid deviceId, CurrentUser user, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var device = await db.Devices.SingleOrDefaultAsync(d => d.Id == deviceId, ct) ?? throw new Refusal(Problems.NotFound);
        var members = await db.DeviceMembers.Where(m => m.DeviceId == deviceId).Select(m => m.MemberId).ToListAsync(ct);
        var teams = await TeamsOfAsync(members, clock.Today()).ToListAsync(ct);
        if (!teams.Any(t => MayManage(user, t.Team)))
        {
            throw new Refusal(Problems.NotFound);
        }

        device.RevokedAt ??= write.Now;
        device.RevokedBy ??= user.Name;
        write.Changed(ChangeKind.Device, deviceId);
        write.Audit("device.revoke", deviceId, teams[0].Team.AreaId, null, new { device.Name });
        await write.CommitAsync(ct);
    }

    /// <summary>A leader manages the phones of the teams they lead; officials those of teams in their area.</summary>
    private static bool MayManage(CurrentUser user, Team team) => user.DeviceId is not null
        ? user.Members.Any(m => m.LeaderOf.Contains(team.Id))
        : user.Can(Permission.ManageDevices, team.AreaId);

    private IQueryable<MemberTeam> TeamsOfAsync(List<Guid>? memberIds, DateOnly today) =>
        from membership in db.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today) && (memberIds == null || memberIds.Contains(m.MemberId)))
        join team in db.Teams on membership.TeamId equals team.Id
        join member in db.Members on membership.MemberId equals member.Id
        select new MemberTeam { MemberId = member.Id, MemberName = member.Name, Team = team };

    private async Task<(EnrolmentCode Entry, Member Member)> UseAsync(string code, DateTime now, CancellationToken ct)
    {
        var hash = PhoneBook.Hash(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
        var entry = await db.EnrolmentCodes.SingleOrDefaultAsync(c => c.CodeHash == hash, ct);
        if (entry is null || (entry.UsedAt is not null && !entry.Reusable) || entry.ExpiresAt < now)
        {
            throw new Refusal(Problems.CodeInvalid);
        }

        entry.UsedAt = now;
        return (entry, await db.Members.SingleAsync(m => m.Id == entry.MemberId, ct));
    }

    private void Join(EnrolmentCode entry, Guid deviceId, Member member, Write write)
    {
        entry.DeviceId = deviceId;
        db.DeviceMembers.Add(new DeviceMember { DeviceId = deviceId, MemberId = member.Id, AddedAt = write.Now });
        write.Changed(ChangeKind.Device, deviceId);
    }

    private sealed class MemberTeam
    {
        public required Guid MemberId { get; init; }
        public required string MemberName { get; init; }
        public required Team Team { get; init; }
    }
}
