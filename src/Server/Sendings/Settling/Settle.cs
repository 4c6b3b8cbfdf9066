using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Providers;

namespace TungNgo.Sendings.Settling;

/// <summary>
/// Walks the chains: a recipient whose time has come is reached, waits on, moves to its next step, or ends unreached. The one place
/// where a household is marked as reached, whatever the way; what no longer has to be sent is taken back here.
/// </summary>
internal sealed class Settle(AppDb db, Writer writer, TimeProvider clock, ChannelBook channels)
{
    private const int Most = 500;
    private static readonly string Begin =
        $"""UPDATE "Deliveries" SET "State" = {(int)DeliveryState.Queued}, "DueAt" = @p1 WHERE "Id" = @p0 AND "State" = {(int)DeliveryState.Waiting}""";

    private static readonly DeliveryState[] NotOut = [DeliveryState.Waiting, DeliveryState.Queued];
    private readonly Dictionary<Guid, Sending> sendings = [];
    private readonly List<Delivery> takenBack = [], begun = [];

    /// <returns>How many recipients were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.Recipients.AnyAsync(r => r.State == RecipientState.Open && r.NextStepAt <= now, ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var due = await db.Recipients.Where(r => r.State == RecipientState.Open && r.NextStepAt <= now).OrderBy(r => r.NextStepAt).Take(Most).ToListAsync(ct);
        var ids = due.Select(r => r.RecipientId).ToList();
        var versions = due.Select(r => r.VersionId).Distinct().ToList();
        var deliveries = (await db.Deliveries.AsNoTracking().Where(d => versions.Contains(d.VersionId) && ids.Contains(d.RecipientId)).ToListAsync(ct)).ToLookup(d => (d.VersionId, d.RecipientId));
        foreach (var id in due.Select(r => r.SendingId).Distinct().Where(id => !sendings.ContainsKey(id)).ToList())
        {
            sendings[id] = await db.Sendings.AsNoTracking().SingleAsync(s => s.Id == id, ct);
        }

        var reached = 0;
        var tellings = new HashSet<Guid>();
        foreach (var recipient in due)
        {
            Decide(recipient, [.. deliveries[(recipient.VersionId, recipient.RecipientId)].OrderBy(d => d.Step)], sendings[recipient.SendingId], write, tellings);
            reached += recipient.State == RecipientState.Reached ? 1 : 0;
        }

        foreach (var hamlet in tellings)
        {
            write.Changed(ChangeKind.Telling, Guid.Empty, hamlet);
        }

        await WriteAsync(due, write, ct);
        write.Audit("sending.settle", Guid.Empty, null, null, new { recipients = due.Count, reached });
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return due.Count;
    }

    /// <summary>
    /// Senders claim rows without waiting for us, so each change says from which state it leads away: a row that has been claimed since it was
    /// read stays its sender's, and a recipient that was to end with it is looked at again.
    /// </summary>
    private async Task WriteAsync(List<Recipient> due, Write write, CancellationToken ct)
    {
        await db.ExecuteRowsAsync(Begin, begun.OrderBy(d => d.Id).Select(d => (object?[])[d.Id, d.DueAt]), ct);
        foreach (var group in takenBack.GroupBy(d => d.State))
        {
            var ids = group.Select(d => d.Id).ToList();
            var taken = await db.Deliveries.Where(d => ids.Contains(d.Id) && NotOut.Contains(d.State))
                .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, group.Key).SetProperty(d => d.EndedAt, write.Now), ct);
            if (taken < ids.Count)
            {
                var claimed = (await db.Deliveries.Where(d => ids.Contains(d.Id) && d.State < DeliveryState.Delivered).Select(d => d.RecipientId).ToListAsync(ct)).ToHashSet();
                foreach (var recipient in due.Where(r => claimed.Contains(r.RecipientId) && r.State != RecipientState.Reached))
                {
                    (recipient.State, recipient.NextStepAt) = (RecipientState.Open, write.Now.AddMinutes(1));
                }
            }
        }

        takenBack.Clear();
        begun.Clear();
    }

    private void Decide(Recipient r, List<Delivery> ways, Sending sending, Write write, HashSet<Guid> tellings)
    {
        if (ways.Where(d => IsReached(d.State)).OrderBy(d => d.EndedAt).FirstOrDefault() is { } success)
        {
            (r.State, r.ReachedAt, r.ReachedBy, r.NextStepAt) = (RecipientState.Reached, success.EndedAt ?? write.Now, success.Kind, null);
            if (!r.IsMember)
            {
                write.Cells.Add(r.HamletId, Indicators.NoticesReached, r.PlannedDay, 1);
            }

            TakeBack(ways, DeliveryState.Skipped, write, tellings);
            return;
        }

        var stopped = sending.State == SendingState.Cancelled;
        if (stopped || sending.ValidTo <= write.Now)
        {
            TakeBack(ways, stopped ? DeliveryState.Cancelled : DeliveryState.Expired, write, tellings);
            if (ways.TrueForAll(d => d.State >= DeliveryState.Delivered))
            {
                (r.State, r.NextStepAt) = (stopped ? RecipientState.Cancelled : RecipientState.Unreached, null);
                return;
            }
        }

        Walk(r, ways, sending, write, tellings);
    }

    /// <summary>Stays at its step while something of it may still succeed in time; otherwise the next step that exists begins.</summary>
    private void Walk(Recipient r, List<Delivery> ways, Sending sending, Write write, HashSet<Guid> tellings)
    {
        var chain = Chain.Of(sending.Chain);
        var open = ways.Where(d => d.State < DeliveryState.Delivered && d.State != DeliveryState.Waiting).ToList();
        var next = ways.Where(d => d.State == DeliveryState.Waiting).Select(d => (int?)d.Step).Min();
        if (next is null)
        {
            // Nothing left to try: the last answers are waited for, and then it is over.
            var ends = open.Select(d => d.ReceiptDueAt).Max() ?? sending.ValidTo;
            r.State = open.Count == 0 ? RecipientState.Unreached : RecipientState.Open;
            r.NextStepAt = open.Count == 0 ? null : ends > write.Now ? ends : write.Now.AddHours(1);
            return;
        }

        // The step's own time has not passed when an answer woke it early and another way of the step is still open.
        var end = r.StepAt.AddMinutes(chain.Steps[r.Step].WaitMinutes);
        if (open.Exists(d => d.Step == r.Step) && end > write.Now)
        {
            r.NextStepAt = end;
            return;
        }

        (r.Step, r.StepAt) = (next.Value, write.Now);
        foreach (var way in ways.Where(d => d.Step == next && d.State == DeliveryState.Waiting))
        {
            way.State = DeliveryState.Queued;
            begun.Add(way);
            way.DueAt = way.ChannelId is { } id && channels.Find(id) is { } channel ? QuietHours.Next(channel, write.Now, sending.Emergency) : null;
            // At night the step's time begins when its channel may be used.
            r.StepAt = way.DueAt > r.StepAt ? way.DueAt.Value : r.StepAt;
            if (way.Kind == ChannelKind.InPerson)
            {
                tellings.Add(r.HamletId);
            }
        }

        var until = r.StepAt.AddMinutes(chain.Steps[r.Step].WaitMinutes);
        r.NextStepAt = ways.Exists(d => d.State == DeliveryState.Waiting) && until < sending.ValidTo ? until : sending.ValidTo;
    }

    /// <summary>Ends what is surely not out yet. A row that a node has claimed is its own; its start is refused if the sending is over.</summary>
    private void TakeBack(List<Delivery> ways, DeliveryState end, Write write, HashSet<Guid> tellings)
    {
        foreach (var way in ways.Where(d => d.State is DeliveryState.Waiting or DeliveryState.Queued))
        {
            if (way.Kind == ChannelKind.InPerson && way.State == DeliveryState.Queued)
            {
                tellings.Add(way.HamletId);
            }

            // Queued to be sent again blindly: the first attempt may have arrived, so nobody may say that nothing was sent.
            (way.State, way.EndedAt) = (way.SentBlind ? DeliveryState.GivenUp : end, write.Now);
            takenBack.Add(way);
        }
    }

    private static bool IsReached(DeliveryState state) => state is DeliveryState.Delivered or DeliveryState.Seen or DeliveryState.Done;
}
