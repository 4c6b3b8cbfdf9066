using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Settling;

/// <summary>What time alone brings about: dead claims, receipts that never came, sendings that were stopped or are over.</summary>
internal sealed class Sweep(AppDb db, Writer writer, TimeProvider clock)
{
    private static readonly DeliveryState[] NotOut = [DeliveryState.Waiting, DeliveryState.Queued];

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var swept = await new Ledger(db).RecoverAsync(now, ct);
        swept += await db.Deliveries.Where(d => d.State == DeliveryState.Sent && d.ReceiptDueAt <= now)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.NoReceipt).SetProperty(d => d.EndedAt, now), ct);
        swept += await ByAccountAsync(ct);
        swept += await PostedAsync(now, ct);
        return swept + await SubscribersAsync(now, ct);
    }

    /// <summary>
    /// Sendings that were stopped or are over, and those of which nothing is left. It reads all that a sending of many households has planned, so it is
    /// not for every second.
    /// </summary>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        var (now, swept) = (clock.GetUtcNow().UtcDateTime, 0);
        var over = db.Sendings.Where(s => (s.State == SendingState.Running || s.State == SendingState.Planning) && s.ValidTo <= now);
        var stopped = db.Sendings.Where(s => s.State == SendingState.Cancelled && s.EndedAt == null
            && (db.Recipients.Any(r => r.SendingId == s.Id && r.State == RecipientState.Open && r.NextStepAt > now) || WaitingPosts.Any(r => r.VersionId == s.VersionId && r.SendingId == s.Id)));
        foreach (var sending in await over.Concat(stopped).AsNoTracking().ToListAsync(ct))
        {
            swept += await EndAsync(sending, now, ct);
        }

        var ended = db.Sendings.Where(s => s.EndedAt == null && !db.Recipients.Any(r => r.SendingId == s.Id && r.State == RecipientState.Open)
            && !db.Relays.Any(r => r.SendingId == s.Id && r.State == RelayState.Open) && !db.Deliveries.Any(d => d.SendingId == s.Id && d.State < DeliveryState.Delivered));
        foreach (var id in await ended.Where(s => s.State == SendingState.Running).Select(s => s.Id).ToListAsync(ct))
        {
            await DoneAsync(id, ct);
            swept++;
        }

        // Nobody is told: that it was stopped has been said, and by whom.
        swept += await ended.Where(s => s.State == SendingState.Cancelled).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAt, now), ct);
        return swept;
    }

    /// <summary>Relays that wait for somebody, and those whose message of the account is still to go out.</summary>
    private IQueryable<Relay> WaitingPosts => db.Relays.Where(r =>
        (r.State == RelayState.Open && !db.Deliveries.Any(d => d.RelayId == r.Id && d.Kind == ChannelKind.ZaloGroup && d.State >= DeliveryState.Started && d.State < DeliveryState.Failed))
        || (r.ByAccount && db.Deliveries.Any(d => d.RelayId == r.Id && d.Kind == ChannelKind.ZaloGroup && NotOut.Contains(d.State))));

    /// <summary>Browsers have no recipient that could be due: what waits for them when the sending is stopped or over ends here.</summary>
    private Task<int> SubscribersAsync(DateTime now, CancellationToken ct) => db.Deliveries.Where(Delivery.IsToSubscriber)
        .Where(d => d.State == DeliveryState.Queued && db.Sendings.Any(s => s.Id == d.SendingId && (s.State == SendingState.Cancelled || s.ValidTo <= now)))
        .ExecuteUpdateAsync(u => u.SetProperty(d => d.EndedAt, now).SetProperty(d => d.State, d => d.SentBlind ? DeliveryState.GivenUp
            : db.Sendings.Any(s => s.Id == d.SendingId && s.State == SendingState.Cancelled) ? DeliveryState.Cancelled : DeliveryState.Expired), ct);

    /// <summary>Groups in which the Official Account posts: what Zalo took is posted, what failed becomes a member's task.</summary>
    private async Task<int> ByAccountAsync(CancellationToken ct)
    {
        var messages = db.Deliveries.Where(d => d.Kind == ChannelKind.ZaloGroup && d.State >= DeliveryState.Sent);
        var open = db.Relays.Where(r => r.State == RelayState.Open && r.ByAccount);
        var answered = from relay in open join message in messages on relay.Id equals message.RelayId select new { relay, message.State, message.SentAt };
        // Asked from the few open relays, not from all messages.
        if (!await open.AnyAsync(r => messages.Any(m => m.RelayId == r.Id), ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var rows = await answered.ToListAsync(ct);
        foreach (var (relay, state, sentAt) in rows.Select(r => (r.relay, r.State, r.SentAt)))
        {
            if (state < DeliveryState.Failed)
            {
                EndRelays.PostedByAccount(write, relay, sentAt ?? write.Now);
            }
            else
            {
                EndRelays.LeaveToMember(write, relay);
            }
        }

        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return rows.Count;
    }

    /// <summary>Households whose community group has been posted to.</summary>
    private async Task<int> PostedAsync(DateTime now, CancellationToken ct)
    {
        // Asked from the few sendings that go on, not from all posts there ever were.
        var sendings = await db.Sendings.Where(s => s.EndedAt == null).Select(s => s.Id).ToListAsync(ct);
        var posted = await db.Relays.Where(r => sendings.Contains(r.SendingId) && r.State == RelayState.Posted && db.Deliveries.Any(d => d.RelayId == r.Id && d.State < DeliveryState.Delivered))
            .Select(r => new { r.Id, r.PostedAt, r.VersionId }).ToListAsync(ct);
        foreach (var relay in posted)
        {
            await using var write = await db.BeginPlainWriteAsync(ct);
            // Recipients first: once their deliveries have ended nothing would find them again.
            await db.Recipients.Where(r => r.VersionId == relay.VersionId && r.State != RecipientState.Reached
                    && db.Deliveries.Any(d => d.RelayId == relay.Id && d.VersionId == r.VersionId && d.RecipientId == r.RecipientId && d.State < DeliveryState.Delivered))
                .ExecuteUpdateAsync(u => u.SetProperty(r => r.NextStepAt, now).SetProperty(r => r.State, RecipientState.Open), ct);
            await db.Deliveries.Where(d => d.RelayId == relay.Id && d.State < DeliveryState.Delivered)
                .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Done).SetProperty(d => d.EndedAt, relay.PostedAt ?? now), ct);
            await write.CommitAsync(ct);
        }

        return posted.Count;
    }

    /// <summary>A sending that was stopped or is over: its recipients are due now, and <see cref="Settle"/> takes back what is not out.</summary>
    private async Task<int> EndAsync(Sending sending, DateTime now, CancellationToken ct)
    {
        var stopped = sending.State == SendingState.Cancelled;
        if (await WaitingPosts.AnyAsync(r => r.VersionId == sending.VersionId && r.SendingId == sending.Id && r.State == RelayState.Open, ct))
        {
            await using var write = await writer.BeginAsync(Actor.System, ct);
            await EndPosting.RunAsync(write, sending.Id, stopped ? RelayState.Cancelled : RelayState.Missed, ct);
            await write.CommitAsync(ct);
            db.ChangeTracker.Clear();
        }

        // Groups' deliveries have no recipient row that could be due.
        await db.Deliveries.Where(d => d.SendingId == sending.Id && NotOut.Contains(d.State) && d.Kind == ChannelKind.ZaloGroup)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, d => d.SentBlind ? DeliveryState.GivenUp : stopped ? DeliveryState.Cancelled : DeliveryState.Expired).SetProperty(d => d.EndedAt, now), ct);
        if (sending.State == SendingState.Planning)
        {
            await DoneAsync(sending.Id, ct);
        }

        // Only those with something to take back: who waits for the receipt of a message that is out goes on waiting.
        return await db.Recipients.Where(r => r.SendingId == sending.Id && r.State == RecipientState.Open && r.NextStepAt > now
                && db.Deliveries.Any(d => d.VersionId == r.VersionId && d.RecipientId == r.RecipientId && NotOut.Contains(d.State)))
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.NextStepAt, now), ct);
    }

    private async Task DoneAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var sending = await db.Sendings.SingleAsync(s => s.Id == id, ct);
        if (sending.State is SendingState.Running or SendingState.Planning)
        {
            (sending.State, sending.EndedAt) = (SendingState.Done, write.Now);
            write.Changed(ChangeKind.Sending, id);
            write.Audit("sending.done", id, sending.AreaId, null, null);
            await write.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
    }
}
