using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Works through what providers have told, in one write per batch: receipts go to whoever sent the messages, what people do to their contacts,
/// what they write to whoever answers. What is not known yet waits and is tried again, for as long as providers repeat.
/// </summary>
internal sealed class FoldInbox(
    AppDb db, Writer writer, ChannelBook channels, ProviderBook providers, IHearsReceipts receipts, IHearsPeople people, ContactEvents contacts, RefusalWords words, FetchSounds sounds,
    SayBack sayBack, TimeProvider clock)
{
    public const int Most = 200;
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

        var heard = await sounds.RunAsync(waiting.Select(e => (e, Read(e)?.Person)), now, ct);
        await using var write = await writer.BeginAsync(Actor.System, ct);
        // Those that were looked at, as they are under the write lock: another node may have folded some meanwhile.
        var ids = waiting.ConvertAll(e => e.Id);
        var events = await db.InboxEvents.Where(e => ids.Contains(e.Id) && e.FoldedAt == null && e.DueAt <= now).OrderBy(e => e.ReceivedAt).ToListAsync(ct);
        if (events.Count == 0)
        {
            return 0;
        }

        var read = events.ConvertAll(e => (Event: e, Channel: channels.Find(e.ChannelId), What: Read(e)));
        var told = read.SelectMany(r => (r.What?.Receipts ?? []).Select(x => (r.Channel!, x))).ToList();
        var unknown = told.Count == 0 ? new HashSet<Receipt>() : await receipts.TakeAsync(write, told, ct);
        var settled = 0;
        foreach (var (row, channel, what) in read)
        {
            var sound = heard.GetValueOrDefault(row.Id);
            if (sound is { Later: true })
            {
                Postpone(row, now);
                continue;
            }

            if (what?.Person is { } person)
            {
                await HearAsync(channel!, person, sound?.Content, write, ct);
            }

            settled += Close(row, what?.Receipts.Any(unknown.Contains) == true, what is null, now) ? 1 : 0;
        }

        write.Audit("inbox.fold", Guid.Empty, null, null, new { events = events.Count, settled, receipts = told.Count - unknown.Count });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        await sayBack.RunAsync(ct);
        return settled;
    }

    /// <summary>Whatever a person does opens or closes the window in which they may be written to; a single word may stop messages, all else is for people to answer.</summary>
    private async Task HearAsync(Channel channel, PersonEvent what, byte[]? sound, Write write, CancellationToken ct)
    {
        var contact = await contacts.ApplyAsync(what, write, ct);
        if (what is PersonEvent.Said said)
        {
            if (await words.TakeAsync(write, said, contact.Language, await people.IsTalkingAsync(channel, said.Address, ct), ct) is { } reply)
            {
                sayBack.Remember(channel, said, reply);
            }
            else
            {
                await people.HearAsync(write, channel, said, sound, ct);
            }

            // The next event of the batch looks for what this one has begun in the database.
            await db.SaveChangesAsync(ct);
        }
    }

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

    private InboxNews? Read(InboxEvent row) => channels.Find(row.ChannelId) is { } channel ? providers.Of(channel).Read(row.Body, row.ReceivedAt) : null;
}
