using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Teams;

namespace TungNgo.Relays;

/// <summary>What is to be posted, and when.</summary>
/// <param name="LanguageFor">The language of the bulletin for a group's languages, as codes joined by "+".</param>
internal sealed record RelayOrder(Guid SendingId, Guid VersionId, Guid BulletinId, DateTime NotBefore, DateTime ValidTo, Func<string, string> LanguageFor);

/// <summary>Which community groups are given the bulletin, in which language, and whose task each is.</summary>
internal sealed class RelayPlan(AppDb db, DayTree tree, ChannelBook channels, DateOnly today)
{
    /// <summary>Without a relay step of its own in the chain, a post should stand within this time.</summary>
    private const int Minutes = 240;

    public async Task<List<Relay>> MakeAsync(RelayOrder order, Audience audience, Chain chain, Write write, CancellationToken ct)
    {
        var groups = await GroupsAsync(audience, ct);
        var counts = (await db.ZaloGroupCounts.AsNoTracking().Where(c => groups.Select(g => g.Group.Id).Contains(c.GroupId)).OrderBy(c => c.Day).ToListAsync(ct)).ToLookup(c => c.GroupId);
        var seats = (await db.Memberships.AsNoTracking()
            .Where(m => groups.Select(g => g.Team.Id).Contains(m.TeamId) && m.From <= today && (m.To == null || m.To >= today)).ToListAsync(ct)).ToLookup(m => m.TeamId);
        var wait = chain.Steps.FirstOrDefault(s => s.Families.Contains(ChannelFamily.Relay))?.WaitMinutes ?? Minutes;
        var due = order.NotBefore.AddMinutes(wait);
        return [.. groups.Select(g => new Relay
        {
            Id = write.NewId(),
            SendingId = order.SendingId,
            VersionId = order.VersionId,
            BulletinId = order.BulletinId,
            GroupId = g.Group.Id,
            TeamId = g.Team.Id,
            AreaId = g.Team.AreaId,
            Language = order.LanguageFor(g.Group.Language),
            ByAccount = g.Group.GmfId is not null && channels.Serving(g.Team.AreaId, ChannelKind.ZaloGroup) is not null,
            MemberId = Keeper(g.Group, seats[g.Team.Id]),
            People = counts[g.Group.Id].LastOrDefault()?.Members,
            CreatedAt = write.Now,
            DueAt = due < order.ValidTo ? due : order.ValidTo,
        })];
    }

    /// <summary>Open groups of residents whose team serves a unit of the audience, or one below or above within it.</summary>
    public async Task<List<(ZaloGroup Group, Team Team)>> GroupsAsync(Audience audience, CancellationToken ct)
    {
        var units = audience.Areas.SelectMany(a => tree.Below(a)).Select(u => u.AreaId).Distinct().ToList();
        var rows = await (
            from team in db.Teams.Where(t => units.Contains(t.AreaId) && (t.DissolvedOn == null || t.DissolvedOn > today))
            join zalo in db.ZaloGroups.Where(g => (g.ClosedOn == null || g.ClosedOn > today) && g.Purpose != "team") on team.Id equals zalo.TeamId
            select new { zalo, team }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => (r.zalo, r.team))];
    }

    /// <summary>Who keeps the group, as long as they are in the team; else the leader.</summary>
    private static Guid? Keeper(ZaloGroup group, IEnumerable<Membership> seats) =>
        seats.FirstOrDefault(s => s.MemberId == group.OwnerMemberId)?.MemberId ?? seats.OrderByDescending(s => s.Role).FirstOrDefault()?.MemberId;
}
