using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Zalo;
using TungNgo.Help;

namespace TungNgo.Channels;

/// <summary>
/// Works through what providers have told, in one write per batch. A receipt may come before the answer of its own call: then it waits
/// and is tried again, for as long as providers repeat.
/// </summary>
internal sealed class FoldInbox(AppDb db, Writer writer, ChannelBook channels, ContactEvents contacts, ReceiveHelp help, TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(2);

    /// <returns>How many events were settled.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.InboxEvents.AnyAsync(e => e.FoldedAt == null && e.DueAt <= now, ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var events = await db.InboxEvents.Where(e => e.FoldedAt == null && e.DueAt <= now).OrderBy(e => e.ReceivedAt).Take(Most).ToListAsync(ct);
        var read = events.ConvertAll(e => (Event: e, Channel: channels.Find(e.ChannelId), What: channels.Find(e.ChannelId) is { } c ? InboxReader.Read(c, e.Body, e.ReceivedAt) : null));
        var deliveries = await FindAsync([.. read.SelectMany(r => r.What?.Receipts ?? [])], ct);
        var woken = new HashSet<(Guid, Guid)>();
        var settled = 0;
        foreach (var (row, channel, what) in read)
        {
            var missing = false;
            foreach (var receipt in what?.Receipts ?? [])
            {
                var mine = deliveries.Where(d => (receipt.Key is { } key ? d.Id == key : d.ProviderId == receipt.ProviderId) && IsOf(d, channel!)).ToList();
                missing |= mine.Count == 0;
                foreach (var delivery in mine.Where(d => ReceiptFold.Apply(d, receipt)))
                {
                    woken.Add((delivery.VersionId, delivery.RecipientId));
                }
            }

            if (what?.Contact is { } contact)
            {
                await contacts.ApplyAsync(contact, write, ct);
                await HearAsync(channel!, contact, write, ct);
            }

            settled += Close(row, missing, what is null, now) ? 1 : 0;
        }

        await WakeAsync(woken, now, ct);
        write.Audit("inbox.fold", Guid.Empty, null, null, new { events = events.Count, settled, receipts = woken.Count });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return settled;
    }

    /// <summary>What a resident writes to the account is a request for help, or a word that stops messages.</summary>
    private async Task HearAsync(Channel channel, ZaloEvent what, Write write, CancellationToken ct)
    {
        if (what is ZaloEvent.FromUser { GroupId: null } said)
        {
            var place = said.Attachments.FirstOrDefault(a => a.Latitude is not null);
            await help.ReceiveAsync(write, new IncomingHelp(channel.Id, said.UserId, said.At, said.Text, null, place?.Latitude, place?.Longitude), ct);
            // The next event of the batch looks for the request in the database.
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>All kinds of one account (Zalo's webhook is one for the whole account) are looked through.</summary>
    private bool IsOf(Delivery d, Channel channel) => d.ChannelId == channel.Id || (channels.Find(d.ChannelId ?? Guid.Empty) is { } other && other.BucketKey == channel.BucketKey);

    private static bool Close(InboxEvent row, bool missing, bool unreadable, DateTime now)
    {
        if (missing && now - row.ReceivedAt < GiveUp)
        {
            row.Tries++;
            row.DueAt = now + TimeSpan.FromSeconds(Math.Min(600, 2 * Math.Pow(3, row.Tries - 1)));
            return false;
        }

        row.FoldedAt = now;
        row.Trouble = unreadable ? "unreadable" : missing ? "no-delivery" : null;
        return true;
    }

    private async Task<List<Delivery>> FindAsync(List<Receipt> receipts, CancellationToken ct)
    {
        var keys = receipts.Select(r => r.Key).OfType<Guid>().ToList();
        var ids = receipts.Where(r => r.Key is null).Select(r => r.ProviderId).OfType<string>().ToList();
        return keys.Count + ids.Count == 0 ? [] : await db.Deliveries.Where(d => keys.Contains(d.Id) || (d.ProviderId != null && ids.Contains(d.ProviderId))).ToListAsync(ct);
    }

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
