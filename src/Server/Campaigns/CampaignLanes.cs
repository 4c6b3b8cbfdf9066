using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Visits;

namespace TungNgo.Campaigns;

/// <summary>A hamlet of a campaign with its lanes in which nobody has been on its days.</summary>
/// <param name="Of">How many lanes it has.</param>
internal sealed record EmptyLanes(AreaVersion Hamlet, IReadOnlyList<Lane> Lanes, int Of);

/// <summary>Where nobody of the teams has knocked so far, lane by lane.</summary>
internal sealed class CampaignLanes(AppDb db, CurrentUser user, AreaTree areas)
{
    /// <summary>In the caller's hamlets, those with most of such lanes first; nothing before the first day is over.</summary>
    public async Task<IReadOnlyList<EmptyLanes>> WithoutAnybodyAsync(Room room, CancellationToken ct)
    {
        var (campaign, today) = (room.File.Campaign, areas.Today);
        if (room.Finished == 0 || today.Find(campaign.AreaId) is null)
        {
            return [];
        }

        var hamlets = today.HamletsOf(campaign.AreaId).Intersect(user.Hamlets(Permission.ViewFigures)).Where(h => areas.LanesOf(h).Count > 0).ToList();
        var (first, last) = (campaign.From.Number(), room.Body.Until.Number());
        // By where the household lives now: a lane is a place, and whoever moved has left it.
        var walked = (await (
            from visit in db.Visits.AtDoors().Where(v => v.Day >= first && v.Day <= last && v.SupersededById == null && hamlets.Contains(v.HamletId))
            join household in db.Households.Where(h => h.LaneId != null) on visit.HouseholdId equals household.Id
            select household.LaneId!.Value).Distinct().ToListAsync(ct)).ToHashSet();
        return
        [
            .. hamlets.Select(h => new EmptyLanes(today.Find(h)!, [.. areas.LanesOf(h).Where(l => !walked.Contains(l.Id))], areas.LanesOf(h).Count))
                .Where(h => h.Lanes.Count > 0).OrderByDescending(h => h.Lanes.Count).ThenBy(h => h.Hamlet.Name, AreaNames.Order),
        ];
    }
}
