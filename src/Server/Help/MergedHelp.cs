using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Help;

/// <summary>What was asked at a duplicate's door was asked by the household that it is. The team that was asked keeps the request.</summary>
internal sealed class MergedHelp : IFollowsHousehold
{
    public string What => "help";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct) =>
        HandOver(write, await write.Db.HelpRequests.AsTracking().Where(r => r.HouseholdId == duplicate).ToListAsync(ct), survivor);

    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        HandOver(write, await write.Db.HelpRequests.AsTracking().Where(r => r.HouseholdId == survivor && ids.Contains(r.Id)).ToListAsync(ct), duplicate);

    private static List<Guid> HandOver(Write write, List<HelpRequest> requests, Guid to)
    {
        foreach (var request in requests)
        {
            request.HouseholdId = to;
            request.Version++;
            write.Changed(ChangeKind.Help, request.Id, request.HamletId);
        }

        return [.. requests.Select(r => r.Id)];
    }
}
