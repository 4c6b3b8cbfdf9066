using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <param name="Member">Name of the member whose badge it was, where that is certain.</param>
/// <param name="Team">Id and name of their newest team.</param>
internal sealed record AlertLine(BadgeAlert Alert, string? Member, Team? Team);

/// <summary>What the office sees of badges.</summary>
internal sealed class BadgeDesk(AppDb db, CurrentUser user, AreaTree areas, TeamRegister register)
{
    private const int MostClosed = 50;

    /// <summary>Alerts of the caller's hamlets: all that are open, the newest that are closed.</summary>
    public async Task<List<AlertLine>> AlertsAsync(CancellationToken ct)
    {
        var hamlets = user.Hamlets(Permission.ManageTeams);
        var open = (await OpenAsync(ct)).Where(a => user.Can(Permission.ManageTeams, a.HamletId));
        var closed = await db.BadgeAlerts.AsNoTracking().Where(a => a.ClosedAt != null && hamlets.Contains(a.HamletId)).OrderByDescending(a => a.ClosedAt).Take(MostClosed).ToListAsync(ct);
        return [.. open.Concat(closed).Select(Line)];
    }

    public Task<List<BadgeAlert>> OpenAsync(CancellationToken ct) => db.BadgeAlerts.AsNoTracking().Where(a => a.ClosedAt == null).OrderByDescending(a => a.LastAt).ToListAsync(ct);

    /// <summary>Cards of a team that still hold, by member.</summary>
    public Task<Dictionary<Guid, BadgeCard>> CardsAsync(Guid teamId, CancellationToken ct) =>
        db.BadgeCards.AsNoTracking().Where(c => c.TeamId == teamId && c.EndedAt == null).ToDictionaryAsync(c => c.MemberId, ct);

    public Task<BadgePhoto?> PhotoAsync(Guid memberId, CancellationToken ct) => db.BadgePhotos.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == memberId, ct);

    public async Task<HashSet<Guid>> WithPhotoAsync(IReadOnlyCollection<Guid> members, CancellationToken ct) =>
        [.. await db.BadgePhotos.Where(p => members.Contains(p.MemberId)).Select(p => p.MemberId).ToListAsync(ct)];

    /// <summary>Members whose own phone, not revoked, signs for them.</summary>
    public async Task<HashSet<Guid>> WithPhoneAsync(IReadOnlyCollection<Guid> members, CancellationToken ct) =>
        [.. await (from key in db.BadgeKeys join device in db.Devices on key.DeviceId equals device.Id where device.RevokedAt == null && members.Contains(key.MemberId) select key.MemberId).ToListAsync(ct)];

    /// <summary>Of the hamlets of a unit; of one that is no more falls to whoever has its land now.</summary>
    public IEnumerable<BadgeAlert> In(Guid area, DayTree tree, IEnumerable<BadgeAlert> alerts) =>
        alerts.Where(a => tree.IsWithin(a.HamletId, area) || (areas.Today.Find(a.HamletId) is null && user.Can(Permission.ManageTeams, a.HamletId)));

    private AlertLine Line(BadgeAlert alert)
    {
        var file = alert.MemberId is { } id ? register.OfMember(id).OrderBy(f => f.Team.DissolvedOn is not null).FirstOrDefault() : null;
        return new(alert, file?.Sittings.First(s => s.Person.Id == alert.MemberId).Person.Name, file?.Team);
    }
}

/// <summary>Residents say that somebody at a door is not right: the first thing of the day.</summary>
internal sealed class BadgesWaiting(BadgeDesk desk, CurrentUser user) : IWork
{
    public int Rank => 4;

    public string Menu => "/badges";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageTeams, area))
        {
            return null;
        }

        var waiting = desk.In(area, tree, await desk.OpenAsync(ct)).Count();
        return waiting == 0 ? null : new("shield-x", t["badges.todo", waiting], $"/badges?area={area}&open=true", waiting);
    }
}
