using TungNgo.Data;

namespace TungNgo.Campaigns;

/// <summary>Shares a number out among units by weight and among the days alike, to the last one.</summary>
internal static class ShareTarget
{
    /// <param name="weights">By unit; all nought counts as all equal.</param>
    public static IEnumerable<CampaignTarget> Of(Campaign campaign, Guid serviceId, IReadOnlyList<Guid> units, int whole, IReadOnlyList<decimal> weights)
    {
        var parts = LargestRemainder.Split(whole, weights);
        return units.SelectMany((unit, number) => OfUnit(campaign, serviceId, unit, (int)parts[number], number));
    }

    /// <param name="number">Of the unit among the others: what does not divide would fall on the first days of all, so each begins a day later than the one before.</param>
    public static IEnumerable<CampaignTarget> OfUnit(Campaign campaign, Guid serviceId, Guid unit, int whole, int number)
    {
        var days = LargestRemainder.Split(whole, [.. Enumerable.Repeat(1m, campaign.Days)]);
        return campaign.EachDay.Select((day, i) => new CampaignTarget
        {
            CampaignId = campaign.Id, AreaId = unit, ServiceId = serviceId, Day = day, Value = (int)days[(i + number) % days.Length],
        });
    }
}
