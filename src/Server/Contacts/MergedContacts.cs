using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Contacts;

/// <summary>Who was reached under a duplicate is reached under the household that it is; a group that both read is read once.</summary>
internal sealed class MergedContacts : IFollowsHousehold
{
    public string What => "contacts";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        var all = await write.Db.ContactPoints.AsTracking().Where(c => c.HouseholdId == duplicate || c.HouseholdId == survivor).ToListAsync(ct);
        var own = all.Where(c => c.HouseholdId == survivor).Select(c => (c.Kind, c.Address)).ToHashSet();
        return [.. all.Where(c => c.HouseholdId == duplicate && !own.Contains((c.Kind, c.Address))).ToList().Select(c => HandOver(write, c, survivor))];
    }

    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        foreach (var contact in await write.Db.ContactPoints.AsTracking().Where(c => c.HouseholdId == survivor && ids.Contains(c.Id)).ToListAsync(ct))
        {
            HandOver(write, contact, duplicate);
        }
    }

    private static Guid HandOver(Write write, ContactPoint contact, Guid to)
    {
        contact.HouseholdId = to;
        write.Changed(ChangeKind.Contact, contact.Id);
        return contact.Id;
    }
}
