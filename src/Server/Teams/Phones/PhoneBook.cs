using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Teams.Phones;

/// <summary>What the server knows of a calling phone: who shares it and which hamlets it may hold.</summary>
/// <param name="Seats">Where its members sat in teams as far back as their work may still arrive; <paramref name="Members"/> are those of today.</param>
internal sealed record Phone(
    Guid DeviceId, bool Revoked, IReadOnlyList<PhoneMember> Members, IReadOnlyList<Team> Teams, IReadOnlyList<RoleInArea> Roles,
    IReadOnlyList<Seat> Seats) : PhoneCaller(DeviceId, string.Join(", ", Members.Select(m => m.Name)), Roles)
{
    /// <summary>Where a member sat on a day; nothing when they were in no team then.</summary>
    public IReadOnlyList<Seat> SeatsOf(Guid memberId, DateOnly day) => [.. Seats.Where(s => s.MemberId == memberId && s.From <= day && (s.To is null || day <= s.To))];
}

/// <summary>A member in a team, from–to; To is the last day.</summary>
internal sealed record Seat(Guid MemberId, string Name, Team Team, TeamRole Role, DateOnly From, DateOnly? To);

/// <summary>A member on a phone: who they are, their strongest role, and in which teams they sit today.</summary>
internal sealed record PhoneMember(Guid Id, string Name, TeamRole Role, IReadOnlyList<Guid> TeamIds, IReadOnlyList<Guid> LeaderOf);

/// <summary>
/// Finds the phone behind a bearer token without a query per request. Forgets everything when accounts, teams or areas change:
/// a revoked phone is refused at its next request on every node.
/// </summary>
internal sealed class PhoneBook(IDbContextFactory<AppDb> databases, TimeProvider clock) : IFeedReader
{
    private readonly Remembered<(string Hash, DateOnly Day), Phone> phones = new();
    private DateOnly day;

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public Task<Phone?> FindAsync(string token, CancellationToken ct)
    {
        // Memberships begin and end with the legal day.
        var today = clock.Today();
        if (today != day)
        {
            day = today;
            phones.ForgetAll();
        }

        var hash = Hash(token);
        return phones.FindAsync((hash, today), async () =>
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var device = await db.Devices.AsNoTracking().SingleOrDefaultAsync(d => d.TokenHash == hash, ct);
            return device is null ? null : await ReadAsync(db, device, today, ct);
        });
    }

    public Task LoadAsync(CancellationToken ct)
    {
        phones.ForgetAll();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Device or ChangeKind.Team or ChangeKind.Member or ChangeKind.Area))
        {
            phones.ForgetAll();
        }

        return Task.CompletedTask;
    }

    internal static async Task<Phone> ReadAsync(AppDb db, Device device, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-DoorTime.OfflineDays - DoorTime.MarginDays);
        var all = await (
            from onPhone in db.DeviceMembers.Where(m => m.DeviceId == device.Id)
            join member in db.Members on onPhone.MemberId equals member.Id
            join membership in db.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= since)) on member.Id equals membership.MemberId
            join team in db.Teams.Where(t => t.DissolvedOn == null || t.DissolvedOn > since) on membership.TeamId equals team.Id
            select new { member, membership.Role, membership.From, membership.To, team }).AsNoTracking().ToListAsync(ct);
        var rows = all.Where(r => (r.To is null || r.To >= today) && (r.team.DissolvedOn is null || r.team.DissolvedOn > today)).ToList();
        var members = rows.GroupBy(r => r.member.Id).Select(g => new PhoneMember(
            g.Key, g.First().member.Name, g.Max(r => r.Role), [.. g.Select(r => r.team.Id)],
            [.. g.Where(r => r.Role == TeamRole.Leader).Select(r => r.team.Id)])).ToList();
        var roles = rows.Select(r => new RoleInArea(r.Role == TeamRole.Leader ? Role.Leader : Role.Member, r.team.AreaId)).Distinct().ToList();
        if (roles.Count == 0)
        {
            // All who used it have left: the phone may still sync, but its territory is empty. So the next pull takes the doors from it, and
            // what was not sent is answered item by item instead of being wiped unseen.
            roles.Add(new RoleInArea(Role.Member, Guid.Empty));
        }

        return new Phone(device.Id, device.RevokedAt is not null, members, [.. rows.Select(r => r.team).DistinctBy(t => t.Id)], roles,
            [.. all.Select(r => new Seat(r.member.Id, r.member.Name, r.team, r.Role, r.From, Earlier(r.To, r.team.DissolvedOn?.AddDays(-1))))]);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null ? other : other is null || one < other ? one : other;
}
