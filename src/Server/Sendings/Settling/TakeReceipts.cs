using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;

namespace TungNgo.Sendings.Settling;

/// <summary>Folds receipts into the deliveries they speak of, and wakes the recipients.</summary>
internal sealed class TakeReceipts(AppDb db, ChannelBook channels, ProviderBook providers) : IHearsReceipts
{
    public async Task<IReadOnlySet<Receipt>> TakeAsync(Write write, IReadOnlyList<(Channel Channel, Receipt Receipt)> receipts, CancellationToken ct)
    {
        var deliveries = await FindAsync(receipts.Select(r => r.Receipt), ct);
        var unknown = new HashSet<Receipt>();
        var woken = new HashSet<(Guid VersionId, Guid RecipientId)>();
        foreach (var (channel, receipt) in receipts)
        {
            var mine = deliveries.Where(d => (receipt.Key is { } key ? d.Id == key : d.ProviderId == receipt.ProviderId) && IsOf(d, channel)).ToList();
            if (mine.Count == 0)
            {
                unknown.Add(receipt);
            }

            woken.UnionWith(mine.Where(d => ReceiptFold.Apply(d, receipt)).Select(d => (d.VersionId, d.RecipientId)));
        }

        await WakeAsync(woken, write.Now, ct);
        return unknown;
    }

    private async Task<List<Delivery>> FindAsync(IEnumerable<Receipt> receipts, CancellationToken ct)
    {
        var all = receipts.ToList();
        var keys = all.Select(r => r.Key).OfType<Guid>().ToList();
        var ids = all.Where(r => r.Key is null).Select(r => r.ProviderId).OfType<string>().ToList();
        return keys.Count + ids.Count == 0 ? [] : await db.Deliveries.Where(d => keys.Contains(d.Id) || (d.ProviderId != null && ids.Contains(d.ProviderId))).ToListAsync(ct);
    }

    /// <summary>All kinds of one account (Zalo's webhook is one for the whole account) are looked through.</summary>
    private bool IsOf(Delivery d, Channel channel) => d.ChannelId == channel.Id || (channels.Find(d.ChannelId ?? Guid.Empty) is { } other && providers.SameAccount(other, channel));

    /// <summary>Also a recipient that had been given up: a late receipt still reaches.</summary>
    private async Task WakeAsync(HashSet<(Guid VersionId, Guid RecipientId)> woken, DateTime now, CancellationToken ct)
    {
        if (woken.Count == 0)
        {
            return;
        }

        var (versions, ids) = (woken.Select(w => w.VersionId).Distinct().ToList(), woken.Select(w => w.RecipientId).ToList());
        foreach (var recipient in await db.Recipients.Where(r => versions.Contains(r.VersionId) && ids.Contains(r.RecipientId) && r.State != RecipientState.Reached).ToListAsync(ct))
        {
            if (woken.Contains((recipient.VersionId, recipient.RecipientId)))
            {
                (recipient.State, recipient.NextStepAt) = (RecipientState.Open, now);
            }
        }
    }
}
