using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Sms;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Campaigns.Guests;

/// <summary>A guest as a form sends it.</summary>
/// <param name="Edition">The edition that was on the screen; null for a new one.</param>
internal sealed record GuestEdit(GuestOf? Organisation, string? Unit, string? Name, string? Phone, Guid? TeamId, DateOnly? From, DateOnly? To, int? Edition);

/// <summary>Who goes along with which team. The commune writes for its own teams, the province for all; the campaign is everybody's who takes part.</summary>
internal sealed class ChangeGuests(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister teams, CampaignDesk desk)
{
    public const int LongestName = 80, LongestUnit = 120, MostInTeam = 40;

    /// <param name="guestId">Null for a new one.</param>
    public async Task SaveAsync(Guid campaignId, Guid? guestId, GuestEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var campaign = await OpenAsync(campaignId, ct);
        var guest = guestId is { } known ? await FindAsync(campaignId, known, edit.Edition, ct) : new CampaignGuest { Id = write.NewId(), CampaignId = campaignId };
        var before = guestId is null ? null : Fields(guest);
        Take(campaign, guest, edit);
        var others = await db.CampaignGuests.AsNoTracking().Where(g => g.CampaignId == campaignId && g.TeamId == guest.TeamId && g.Id != guest.Id).ToListAsync(ct);
        if (others.Count >= MostInTeam)
        {
            throw new Refusal(Problems.CampaignGuestMany, MostInTeam);
        }

        // A form that was sent twice is one guest.
        if (others.Exists(o => SearchKey.Fold(o.Name) == SearchKey.Fold(guest.Name) && o.Organisation == guest.Organisation && o.From <= guest.To && guest.From <= o.To))
        {
            throw new Refusal(Problems.CampaignGuestTwice);
        }

        if (guestId is null)
        {
            db.CampaignGuests.Add(guest);
        }
        else
        {
            guest.Edition++;
        }

        await SameGuest.SettleAsync(db, campaignId, ct);
        Note(write, guest, guestId is null ? "guest-add" : "guest-edit", before, Fields(guest));
        await write.CommitAsync(ct);
    }

    public async Task RemoveAsync(Guid campaignId, Guid guestId, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        await OpenAsync(campaignId, ct);
        var guest = await FindAsync(campaignId, guestId, edition, ct);
        db.CampaignGuests.Remove(guest);
        await SameGuest.SettleAsync(db, campaignId, ct);
        Note(write, guest, "guest-remove", Fields(guest), null);
        await write.CommitAsync(ct);
    }

    private async Task<Campaign> OpenAsync(Guid id, CancellationToken ct)
    {
        desk.Find(id);
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        return campaign.State == CampaignState.Approved ? campaign : throw new Refusal(Problems.CampaignState);
    }

    private async Task<CampaignGuest> FindAsync(Guid campaignId, Guid guestId, int? edition, CancellationToken ct)
    {
        var guest = await db.CampaignGuests.SingleOrDefaultAsync(g => g.Id == guestId && g.CampaignId == campaignId, ct);
        if (guest is null || guest.ForgottenAt is not null || !user.Can(Permission.ManageCampaigns, guest.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        return guest.Edition == edition ? guest : throw new Refusal(Problems.ChangedMeanwhile);
    }

    private void Take(Campaign campaign, CampaignGuest guest, GuestEdit edit)
    {
        if (edit.TeamId is not { } teamId || teams.Find(teamId) is not { Team: var team } || !user.Can(Permission.ManageCampaigns, team.AreaId))
        {
            throw new Refusal(Problems.CampaignGuestTeam);
        }

        if (edit.Organisation is not { } organisation || !Enum.IsDefined(organisation))
        {
            throw new Refusal(Problems.CampaignGuestOrganisation);
        }

        var unit = FreeText.Line(edit.Unit, LongestUnit, "campaigns.guest.unit");
        if (organisation == GuestOf.Other && unit is null)
        {
            throw new Refusal(Problems.CampaignGuestOrganisation);
        }

        guest.Name = FreeText.Line(edit.Name, LongestName, "campaigns.guest.name") ?? throw new Refusal(Problems.CampaignGuestName);
        guest.Phone = string.IsNullOrWhiteSpace(edit.Phone) ? null
            : PhoneNumber.Read(edit.Phone).Number ?? throw new Refusal(Problems.MemberPhone, FreeText.Shown(FreeText.CoverCitizenNumbers(edit.Phone), 40));
        if (edit.From is not { } from || edit.To is not { } to || to < from || from < campaign.From || to > campaign.To)
        {
            throw new Refusal(Problems.CampaignGuestDays, campaign.From, campaign.To);
        }

        // By where the team is on the guest's first day, and while there is a team.
        if (!campaign.TakesPart(areas, team.AreaId, from) || team.DissolvedOn <= to)
        {
            throw new Refusal(Problems.CampaignGuestTeam);
        }

        (guest.Organisation, guest.Unit, guest.TeamId, guest.AreaId, guest.From, guest.To) = (organisation, unit, team.Id, team.AreaId, from, to);
    }

    public static void Note(Write write, CampaignGuest guest, string verb, object? before, object? after)
    {
        write.Changed(ChangeKind.CampaignPart, guest.CampaignId);
        write.Audit($"campaign.{verb}", guest.Id, guest.AreaId, before, after);
    }

    /// <summary>Without name and phone: the trail would keep them for years.</summary>
    public static object Fields(CampaignGuest g) => new { g.CampaignId, Organisation = g.Organisation.ToString(), g.TeamId, g.From, g.To };
}
