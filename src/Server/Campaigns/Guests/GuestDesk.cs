using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Campaigns.Guests;

/// <summary>A guest as somebody may see it.</summary>
/// <param name="Phone">Only for who arranges it.</param>
/// <param name="MayChange">Whether the caller writes for the team's unit, and there is still something to write.</param>
internal sealed record GuestRow(CampaignGuest Guest, Team? Team, string? Phone, bool MayChange);

/// <summary>Guests in the caller's scope.</summary>
internal sealed class GuestDesk(AppDb db, CurrentUser user, AreaTree areas, TeamRegister teams, CampaignDesk desk) : ITeamGuests
{
    public async Task<IReadOnlyList<GuestRow>> OfAsync(Guid campaignId, CancellationToken ct)
    {
        var campaign = desk.Find(campaignId).Campaign;
        var guests = await db.CampaignGuests.AsNoTracking().Where(g => g.CampaignId == campaignId).ToListAsync(ct);
        return
        [
            .. guests.Where(g => user.Can(Permission.ViewTeams, g.AreaId)).Select(g => Row(g, campaign))
                .OrderBy(r => r.Team?.Name, AreaNames.Order).ThenBy(r => r.Guest.From).ThenBy(r => r.Guest.Name, AreaNames.Order),
        ];
    }

    /// <summary>Teams of the campaign with which the caller may send somebody along.</summary>
    /// <param name="unit">Only those within it.</param>
    public IReadOnlyList<Team> Teams(Campaign campaign, Guid? unit, DateOnly day) =>
    [
        .. teams.All.Select(f => f.Team).Where(t => t.DissolvedOn is null || t.DissolvedOn > campaign.To)
            .Where(t => user.Can(Permission.ManageCampaigns, t.AreaId) && campaign.TakesPart(areas, t.AreaId, day) && (unit is null || areas.On(campaign.From).IsWithin(t.AreaId, unit.Value)))
            .OrderBy(t => t.Level).ThenBy(t => t.Name, AreaNames.Order),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TeamGuest>> OnAsync(Team team, DateOnly day, Texts t, CancellationToken ct)
    {
        var found = await (
            from guest in db.CampaignGuests.Where(g => g.TeamId == team.Id && g.From <= day && g.To >= day && g.ForgottenAt == null)
            join campaign in db.Campaigns.Where(c => c.State == CampaignState.Approved) on guest.CampaignId equals campaign.Id
            orderby guest.From
            select new { guest, campaign }).AsNoTracking().ToListAsync(ct);
        return [.. found.Select(f => new TeamGuest(f.guest.Name, GuestWords.Body(f.guest, t), f.campaign.Name, $"/campaigns/{f.campaign.Id}", f.guest.From, f.guest.To))];
    }

    private GuestRow Row(CampaignGuest guest, Campaign campaign)
    {
        var writes = user.Can(Permission.ManageCampaigns, guest.AreaId);
        return new(guest, teams.Find(guest.TeamId)?.Team, writes ? guest.Phone : null, writes && campaign.State == CampaignState.Approved && guest.ForgottenAt is null);
    }
}
