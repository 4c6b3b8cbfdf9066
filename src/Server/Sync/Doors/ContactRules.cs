using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Gateways.Sms;
using TungNgo.Households;
using TungNgo.Providers;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>How a household gets its news: the community groups it reads, and what it does not want.</summary>
internal static class ContactRules
{
    /// <summary>What a household refuses, in the phone's words → the channels that ends. All is one row without a channel.</summary>
    private static readonly Dictionary<string, ChannelKind?[]> Channels = new()
    {
        ["all"] = [null], ["sms"] = [ChannelKind.Sms], ["zalo"] = [ChannelKind.ZaloCs, ChannelKind.ZbsUser, ChannelKind.ZbsPhone],
    };

    /// <summary>The phone's words for what is refused at an address.</summary>
    public static IEnumerable<string> Words(IEnumerable<ChannelKind?> refused)
    {
        var all = refused.ToHashSet();
        return Channels.Where(c => c.Value.All(all.Contains)).Select(c => c.Key);
    }

    public static async Task GroupAsync(DoorContext context, PushContact push, CancellationToken ct)
    {
        var work = (await context.ReachAsync(push.HouseholdId, ct)).Living;
        var household = work.Household;
        var news = context.Batch.News;
        if (push.GroupId is not { } id || !news.Groups.TryGetValue(id, out var zalo) || !context.TeamIds.Contains(zalo.TeamId))
        {
            throw new Refusal(Problems.GroupUnknown);
        }

        var known = news.Contacts.FirstOrDefault(c => c.HouseholdId == household.Id && c.Kind == ContactKind.Group && c.Address == $"{id}");
        if (known is not null == !push.Off)
        {
            return;
        }

        if (known is not null)
        {
            news.Contacts.Remove(known);
            context.Write.Db.ContactPoints.Remove(known);
        }
        else
        {
            var contact = new ContactPoint { Id = context.Write.NewId(), HouseholdId = household.Id, Kind = ContactKind.Group, Address = $"{id}", AddedAt = context.At };
            news.Contacts.Add(contact);
            context.Write.Db.ContactPoints.Add(contact);
        }

        Note(context, "contact.group", work, push.Off ? new { zalo.Name } : null, push.Off ? null : new { zalo.Name });
    }

    public static async Task OptOutAsync(DoorContext context, PushContact push, CancellationToken ct)
    {
        var work = (await context.ReachAsync(push.HouseholdId, ct)).Living;
        var household = work.Household;
        if (push.Channel is null || !Channels.TryGetValue(push.Channel, out var kinds))
        {
            throw new Refusal(Problems.Invalid, "channel");
        }

        var addresses = context.Batch.News.Contacts.Where(c => c.HouseholdId == household.Id && c.Kind != ContactKind.Group).Select(c => c.Address).Append(PhoneNumber.Normalise(household.Phone)).OfType<string>().Distinct().ToList();
        if (addresses.Count == 0)
        {
            throw new Refusal(Problems.NoAddress);
        }

        foreach (var (address, kind) in addresses.SelectMany(a => kinds.Select(k => (a, k))))
        {
            await (push.Off
                ? context.OptOuts.TakeBackAsync(context.Write, address, kind, "member", ct)
                : context.OptOuts.RefuseAsync(context.Write, address, kind, null, "member", ct, context.At));
        }

        Note(context, "contact.optout", work, push.Off ? new { push.Channel } : null, push.Off ? null : new { push.Channel });
    }

    private static void Note(DoorContext context, string action, HouseholdWork work, object? before, object? after)
    {
        ChangeHousehold.Touch(work, context.Write, ChangeKind.Contact);
        context.Write.Audit(action, work.Household.Id, work.Household.HamletId, before, after);
    }
}
