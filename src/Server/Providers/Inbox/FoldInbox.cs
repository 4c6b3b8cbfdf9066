using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Zalo;
using TungNgo.Help;
using TungNgo.Sendings;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Works through what providers have told, in one write per batch. A receipt may come before the answer of its own call: then it waits
/// and is tried again, for as long as providers repeat.
/// </summary>
internal sealed class FoldInbox(AppDb db, Writer writer, ChannelBook channels, ContactEvents contacts, ReceiveHelp help, FetchSounds sounds, SayBack sayBack, TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(2);

    /// <returns>How many events were settled.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = db.InboxEvents.Where(e => e.FoldedAt == null && e.DueAt <= now).OrderBy(e => e.ReceivedAt).Take(Most);
        var waiting = await due.AsNoTracking().ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var heard = await sounds.RunAsync(waiting.Select(e => (e, Read(e)?.Contact)), now, ct);
        await using var write = await writer.BeginAsync(Actor.System, ct);
        // Those that were looked at, as they are under the write lock: another node may have folded some meanwhile.
        var ids = waiting.ConvertAll(e => e.Id);
        var events = await db.InboxEvents.Where(e => ids.Contains(e.Id) && e.FoldedAt == null && e.DueAt <= now).OrderBy(e => e.ReceivedAt).ToListAsync(ct);
        if (events.Count == 0)
        {
            return 0;
        }

        var read = events.ConvertAll(e => (Event: e, Channel: channels.Find(e.ChannelId), What: Read(e)));
        var deliveries = await FindAsync([.. read.SelectMany(r => r.What?.Receipts ?? [])], ct);
        var woken = new HashSet<(Guid, Guid)>();
        var settled = 0;
        foreach (var (row, channel, what) in read)
        {
            var sound = heard.GetValueOrDefault(row.Id);
            if (sound is { Later: true })
            {
                Postpone(row, now);
                continue;
            }

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
                await HearAsync(channel!, contact, sound, write, ct);
            }

            settled += Close(row, missing, what is null, now) ? 1 : 0;
        }

        await WakeAsync(woken, now, ct);
        write.Audit("inbox.fold", Guid.Empty, null, null, new { events = events.Count, settled, receipts = woken.Count });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        await sayBack.RunAsync(ct);
        return settled;
    }

    /// <summary>What a resident writes to the account is a request for help, or a word that stops messages.</summary>
    private async Task HearAsync(Channel channel, ZaloEvent what, FetchSounds.Fetched? sound, Write write, CancellationToken ct)
    {
        if (what is ZaloEvent.FromUser { GroupId: null } said)
        {
            var place = said.Attachments.FirstOrDefault(a => a.Latitude is not null);
            var incoming = new IncomingHelp(channel.Id, said.UserId, said.At, said.Text, sound?.Content, sound is { Content: null }, place?.Latitude, place?.Longitude);
            var receipt = await help.ReceiveAsync(write, incoming, ct);
            sayBack.Remember(channel, said, receipt.Reply);
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
            Postpone(row, now);
            return false;
        }

        row.FoldedAt = now;
        row.Trouble = unreadable ? "unreadable" : missing ? "no-delivery" : null;
        return true;
    }

    private static void Postpone(InboxEvent row, DateTime now)
    {
        row.Tries++;
        row.DueAt = now + TimeSpan.FromSeconds(Math.Min(600, 2 * Math.Pow(3, row.Tries - 1)));
    }

    private InboxNews? Read(InboxEvent row) => channels.Find(row.ChannelId) is { } channel ? InboxReader.Read(channel, row.Body, row.ReceivedAt) : null;

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
