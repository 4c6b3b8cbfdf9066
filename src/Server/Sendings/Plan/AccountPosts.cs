using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Relays;

namespace TungNgo.Sendings.Plan;

internal static class AccountPosts
{
    /// <summary>Messages of the Official Account to groups that it made itself.</summary>
    public static async Task<List<Delivery>> MakeAsync(AppDb db, ChannelBook channels, Sending sending, IReadOnlyCollection<Relay> relays, Write write, CancellationToken ct)
    {
        var ids = relays.Where(r => r.ByAccount).Select(r => r.GroupId).ToList();
        var gmf = await db.ZaloGroups.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.GmfId!, ct);
        return [.. relays.Where(r => r.ByAccount).Select(r => (Relay: r, Channel: channels.Serving(r.AreaId, ChannelKind.ZaloGroup)!)).Select(p => new Delivery
        {
            Id = write.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = p.Relay.GroupId, HamletId = p.Relay.AreaId, Kind = ChannelKind.ZaloGroup, ChannelId = p.Channel.Id,
            RelayId = p.Relay.Id, Language = p.Relay.Language, To = gmf[p.Relay.GroupId], Emergency = sending.Emergency, State = DeliveryState.Queued,
            DueAt = QuietHours.Next(p.Channel, sending.NotBefore, sending.Emergency),
        })];
    }
}
