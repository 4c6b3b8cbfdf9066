using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>Codes, phones and their members. Used by the phones' routes, the console and the demo.</summary>
internal sealed class Enrolment(AppDb db, Writer writer, CodeGuessing guessing, TimeProvider clock)
{
    /// <summary>No 0/O, 1/I/L, 2/Z, 5/S, 8/B: codes are read aloud and typed with one thumb.</summary>
    private const string Alphabet = "34679ACDEFGHJKMNPQRTUVWXY";
    private static readonly TimeSpan Life = TimeSpan.FromHours(48);

    /// <summary>A code for one member's phone. Codes given out before and not yet used no longer work.</summary>
    public async Task<(string Code, DateTime Expires)> IssueAsync(Guid memberId, CurrentUser user, CancellationToken ct)
    {
        var teams = await CurrentTeams([memberId]).ToListAsync(ct);
        var team = teams.Select(t => t.Team).FirstOrDefault(t => MayManage(user, t)) ?? throw new Refusal(Problems.NotFound);
        // The phone will hold the doors of all teams in which the member sits: whoever gives the code must be able to give all of them.
        if (teams.Select(t => t.Team).FirstOrDefault(t => !MayManage(user, t)) is { } other)
        {
            throw new Refusal(Problems.CodeOtherTeam, other.Name);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var issued = await IssueAsync(write, memberId, team, user, ct);
        await write.CommitAsync(ct);
        return issued;
    }

    /// <summary>A code for the phone of each of some members of a team, in one write.</summary>
    /// <returns>By member; who also sits in a team that is not the caller's is left out: their code is given there.</returns>
    public async Task<IReadOnlyDictionary<Guid, (string Code, DateTime Expires)>> IssueAsync(Team team, IReadOnlyCollection<Guid> members, CurrentUser user, CancellationToken ct)
    {
        var seats = (await CurrentTeams([.. members]).ToListAsync(ct)).ToLookup(t => t.MemberId, t => t.Team);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var codes = new Dictionary<Guid, (string, DateTime)>();
        foreach (var member in members.Distinct().Where(m => seats[m].Any(t => t.Id == team.Id) && seats[m].All(t => MayManage(user, t))))
        {
            codes[member] = await IssueAsync(write, member, team, user, ct);
        }

        await write.CommitAsync(ct);
        return codes;
    }

    private async Task<(string Code, DateTime Expires)> IssueAsync(Write write, Guid memberId, Team team, CurrentUser user, CancellationToken ct)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, 8);
        foreach (var old in await db.EnrolmentCodes.Where(c => c.MemberId == memberId && c.UsedAt == null && !c.Reusable && c.ExpiresAt > write.Now).ToListAsync(ct))
        {
            old.ExpiresAt = write.Now;
        }

        var entry = new EnrolmentCode { Id = write.NewId(), CodeHash = PhoneBook.Hash(code), MemberId = memberId, IssuedBy = user.Name, ExpiresAt = write.Now + Life };
        db.EnrolmentCodes.Add(entry);
        write.Audit("device.code", entry.Id, team.AreaId, null, new { memberId });
        return (code, entry.ExpiresAt);
    }

    public Task<(Device Device, string Token, Member Member)> EnrolAsync(string code, string deviceName, IPAddress? address, CancellationToken ct) =>
        guessing.TryAsync(ClientNetwork.Of(address), () => EnrolOneAsync(code, deviceName, address?.ToString(), ct));

    public Task<(Device Device, Member Member)> AddMemberAsync(string code, Guid deviceId, Actor actor, CancellationToken ct) =>
        guessing.TryAsync($"{deviceId}", () => AddOneAsync(code, deviceId, actor, ct));

    private async Task<(Device Device, string Token, Member Member)> EnrolOneAsync(string code, string deviceName, string? address, CancellationToken ct)
    {
        // Who it is stands in the audit; whether the code still holds is asked again inside the write, where nobody else writes.
        var owner = await OwnerAsync(code, ct);
        await using var write = await writer.BeginAsync(new Actor(owner.MemberName, null, owner.MemberId, Address: address), ct);
        var (entry, member) = await UseAsync(code, write.Now, ct);
        var token = "tn_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var device = new Device { Id = write.NewId(), Name = FreeText.CleanCovered(deviceName, 60) ?? "—", TokenHash = PhoneBook.Hash(token), EnrolledAt = write.Now };
        db.Devices.Add(device);
        Join(entry, device.Id, member, write);
        write.Audit("device.enrol", device.Id, owner.Team.AreaId, null, new { device.Name, member = member.Name });
        await write.CommitAsync(ct);
        return (device, token, member);
    }

    private async Task<(Device Device, Member Member)> AddOneAsync(string code, Guid deviceId, Actor actor, CancellationToken ct)
    {
        var owner = await OwnerAsync(code, ct);
        await using var write = await writer.BeginAsync(actor, ct);
        var (entry, member) = await UseAsync(code, write.Now, ct);
        var device = await db.Devices.SingleAsync(d => d.Id == deviceId, ct);
        if (!await db.DeviceMembers.AnyAsync(m => m.DeviceId == deviceId && m.MemberId == member.Id, ct))
        {
            Join(entry, deviceId, member, write);
        }

        write.Audit("device.member", deviceId, owner.Team.AreaId, null, new { member = member.Name });

        await write.CommitAsync(ct);
        return (device, member);
    }

    public async Task<List<WireDevice>> ListAsync(CurrentUser user, CancellationToken ct)
    {
        var phones = await (
            from onPhone in db.DeviceMembers
            join device in db.Devices on onPhone.DeviceId equals device.Id
            join team in LastTeams() on onPhone.MemberId equals team.MemberId
            select new { device, team }).AsNoTracking().ToListAsync(ct);
        return [.. phones.GroupBy(r => r.device.Id).Where(g => Keepers(g.Select(r => r.team)).Any(t => MayManage(user, t))).Select(g => new WireDevice(
            g.Key, g.First().device.Name, [.. g.Select(r => r.team.MemberName).Distinct()], g.First().device.EnrolledAt, g.First().device.LastSeenAt, g.First().device.RevokedAt, g.First().device.AppVersion))
            .OrderByDescending(d => d.EnrolledAt).ThenBy(d => d.Id)];
    }

    public async Task RevokeAsync(Guid deviceId, CurrentUser user, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var device = await db.Devices.SingleOrDefaultAsync(d => d.Id == deviceId, ct) ?? throw new Refusal(Problems.NotFound);
        var members = await db.DeviceMembers.Where(m => m.DeviceId == deviceId).Select(m => m.MemberId).ToListAsync(ct);
        var team = Keepers(await LastTeams().Where(t => members.Contains(t.MemberId)).ToListAsync(ct)).FirstOrDefault(t => MayManage(user, t))
            ?? throw new Refusal(Problems.NotFound);
        if (device.RevokedAt is null)
        {
            device.RevokedAt = write.Now;
            device.RevokedBy = user.Name;
            write.Changed(ChangeKind.Device, deviceId);
            write.Audit("device.revoke", deviceId, team.AreaId, new { device.Name, device.LastSeenAt }, null);
        }

        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Teams whose leader and officials look after a phone: those its members sit in today; when all have left, those they sat in last,
    /// so that the phone of somebody who left can still be revoked.
    /// </summary>
    private IEnumerable<Team> Keepers(IEnumerable<MemberTeam> teams)
    {
        var today = clock.Today();
        var all = teams.ToList();
        var current = all.Where(t => t.From <= today && (t.To is null || t.To >= today)).ToList();
        return (current.Count > 0 ? current : all.OrderByDescending(t => t.To).Take(1)).Select(t => t.Team);
    }

    /// <summary>A leader manages the phones of the teams they lead; officials those of teams in their area.</summary>
    private static bool MayManage(CurrentUser user, Team team) => user.Phone is Phone phone
        ? phone.Members.Any(m => m.LeaderOf.Contains(team.Id))
        : user.Can(Permission.ManageDevices, team.AreaId);

    private IQueryable<MemberTeam> CurrentTeams(List<Guid> memberIds)
    {
        var today = clock.Today();
        return LastTeams().Where(t => memberIds.Contains(t.MemberId) && t.From <= today && (t.To == null || t.To >= today));
    }

    private IQueryable<MemberTeam> LastTeams() =>
        from membership in db.Memberships
        join team in db.Teams on membership.TeamId equals team.Id
        join member in db.Members on membership.MemberId equals member.Id
        select new MemberTeam { MemberId = member.Id, MemberName = member.Name, Team = team, From = membership.From, To = membership.To };

    /// <summary>Whose code it is and in which team they sit today; who left the team in the meantime gets no phone.</summary>
    private async Task<MemberTeam> OwnerAsync(string code, CancellationToken ct)
    {
        var hash = HashOf(code);
        var entry = await db.EnrolmentCodes.AsNoTracking().SingleOrDefaultAsync(c => c.CodeHash == hash, ct) ?? throw new Refusal(Problems.CodeInvalid);
        return await CurrentTeams([entry.MemberId]).AsNoTracking().FirstOrDefaultAsync(ct) ?? throw new Refusal(Problems.CodeInvalid);
    }

    private static string HashOf(string code) => PhoneBook.Hash(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));

    private async Task<(EnrolmentCode Entry, Member Member)> UseAsync(string code, DateTime now, CancellationToken ct)
    {
        var hash = HashOf(code);
        var entry = await db.EnrolmentCodes.SingleOrDefaultAsync(c => c.CodeHash == hash, ct);
        if (entry is null || (entry.UsedAt is not null && !entry.Reusable) || entry.ExpiresAt <= now)
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
        public required DateOnly From { get; init; }
        public required DateOnly? To { get; init; }
    }
}
