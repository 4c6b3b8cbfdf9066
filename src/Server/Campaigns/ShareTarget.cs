using TungNgo.Data;

namespace TungNgo.Campaigns;

/// <summary>Shares a number out among units by weight and among the days alike, to the last one.</summary>
internal static class ShareTarget
{
    /// <param name="weights">By unit; all nought counts as all equal.</param>
    public static IEnumerable<CampaignTarget> Of(Campaign campaign, Guid serviceId, IReadOnlyList<Guid> units, int whole, IReadOnlyList<decimal> weights)
    {
        decimal[] alike = [.. Enumerable.Repeat(1m, campaign.Days)];
        var parts = LargestRemainder.Split(whole, weights);
        return units.SelectMany((unit, number) =>
        {
            // What does not divide would fall on the first days of all units: each begins a day later than the one before.
            var days = LargestRemainder.Split(parts[number], alike);
            return campaign.EachDay.Select((day, i) => new CampaignTarget
            {
                CampaignId = campaign.Id, AreaId = unit, ServiceId = serviceId, Day = day, Value = (int)days[(i + number) % days.Length],
            });
        });
    }
}
