using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Households;

namespace TungNgo.Sendings.Dispatch;

/// <summary>What one call came to, to be written over the delivery's row.</summary>
internal sealed record Result(
    Delivery Delivery, DeliveryState State, string? Code = null, string? ProviderId = null, DateTime? DueAt = null, DateTime? LeaseUntil = null, DateTime? ReceiptDueAt = null,
    int Attempts = 0, bool SentBlind = false, Outcome? Outcome = null);

/// <summary>The steps of a delivery as statements: claim, start, outcome. Each is fenced by the claim that it belongs to.</summary>
internal sealed class Ledger(AppDb db)
{
    /// <summary>Long against any call, short against a human's patience.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>A call that a killed node had just made may still be on its way to the provider when we look.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The rows an outcome may touch: those of its own claim, also when somebody has meanwhile declared them unknown, for the answer
    /// of the call is the better knowledge.
    /// </summary>
    private static readonly string WriteOutcome = $"""
        UPDATE "Deliveries" SET "State" = @p2, "Code" = CAST(@p3 AS text), "ProviderId" = COALESCE(CAST(@p4 AS text), "ProviderId"),
            "DueAt" = @p5, "LeaseUntil" = @p6, "ReceiptDueAt" = @p7, "Attempts" = @p8, "SentAt" = COALESCE(@p9, "SentAt"), "EndedAt" = @p10, "SentBlind" = @p11
        WHERE "Id" = @p0 AND "ClaimId" = @p1 AND "State" IN ({(int)DeliveryState.Leased}, {(int)DeliveryState.Started}, {(int)DeliveryState.Unknown})
        """;

    private static readonly string WakeRecipient =
        $"""UPDATE "Recipients" SET "NextStepAt" = @p2 WHERE "VersionId" = @p0 AND "RecipientId" = @p1 AND "State" = {(int)RecipientState.Open}""";

    private static readonly string EndContact =
        """UPDATE "ContactPoints" SET "GoneAt" = @p1, "PublicKey" = NULL, "Secret" = NULL WHERE "Id" = @p0 AND "GoneAt" IS NULL""";

    /// <summary>Whether a channel has anything to send. Asked before anything is claimed: every second in which nothing is due would begin a write.</summary>
    public Task<bool> IsDueAsync(Guid channelId, DateTime now, CancellationToken ct) => db.Channels.Where(c => c.Id == channelId)
        .Select(c => db.Deliveries.Any(d => d.State == DeliveryState.Queued && d.ChannelId == c.Id && d.Emergency && d.DueAt <= now)
            || db.Deliveries.Any(d => d.State == DeliveryState.Queued && d.ChannelId == c.Id && !d.Emergency && d.DueAt <= now))
        .SingleOrDefaultAsync(ct);

    /// <summary>Takes due rows of a channel for this node, emergencies first.</summary>
    public async Task<List<Delivery>> ClaimAsync(Guid channelId, Guid claimId, int most, DateTime now, CancellationToken ct)
    {
        var claimed = await ClaimAsync(channelId, true, claimId, most, now, ct);
        if (claimed.Count < most)
        {
            claimed.AddRange(await ClaimAsync(channelId, false, claimId, most - claimed.Count, now, ct));
        }

        return claimed;
    }

    /// <summary>
    /// Writes "attempt started" for rows of one claim, leaving out those whose sending has been cancelled or is over, and those that
    /// are no longer ours. Refusals are asked about here and nowhere later: who refuses while a call is out or unknown finds no queued row to end, and
    /// the row may still come back to be sent again.
    /// </summary>
    /// <returns>Ids of the rows that may be called now.</returns>
    public async Task<HashSet<Guid>> StartAsync(Guid claimId, IReadOnlyCollection<Delivery> rows, DateTime now, CancellationToken ct)
    {
        var ids = rows.Select(d => d.Id).ToList();
        var until = now + Lease;
        var started = await db.Deliveries
            .Where(d => ids.Contains(d.Id) && d.ClaimId == claimId && d.State == DeliveryState.Leased
                && db.Sendings.Any(s => s.Id == d.SendingId && s.State < SendingState.Done && s.ValidTo > now) && !Refused.Any(r => r.Id == d.Id))
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Started).SetProperty(d => d.StartedAt, now)
                .SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.LeaseUntil, until), ct);
        if (started == ids.Count)
        {
            return [.. ids];
        }

        await EndRefusedAsync(claimId, ids, now, ct);
        return (await db.Deliveries.Where(d => ids.Contains(d.Id) && d.ClaimId == claimId && d.State == DeliveryState.Started).Select(d => d.Id).ToListAsync(ct)).ToHashSet();
    }

    public async Task WriteAsync(IReadOnlyCollection<Result> results, DateTime now, CancellationToken ct)
    {
        if (results.Count == 0)
        {
            return;
        }

        // In the order of their keys, as EF writes too: whoever changes several rows at once must not wait crosswise.
        await db.ExecuteRowsAsync(WriteOutcome, results.OrderBy(r => r.Delivery.Id).Select(r => (object?[])
        [
            r.Delivery.Id, r.Delivery.ClaimId, (int)r.State, r.Code, r.ProviderId, r.DueAt, r.LeaseUntil, r.ReceiptDueAt, r.Attempts,
            r.State == DeliveryState.Sent ? now : null, r.State >= DeliveryState.Delivered ? now : null, r.SentBlind,
        ]), ct);
        await db.ExecuteRowsAsync(WakeRecipient, results.Where(r => r.State >= DeliveryState.Delivered).OrderBy(r => r.Delivery.VersionId).ThenBy(r => r.Delivery.RecipientId)
            .Select(r => (object?[])[r.Delivery.VersionId, r.Delivery.RecipientId, now]), ct);
        await db.ExecuteRowsAsync(EndContact, results.Where(r => r is { Outcome: Outcome.Failed { Gone: true }, Delivery.ContactId: not null }).Select(r => r.Delivery.ContactId!.Value).Distinct().Order()
            .Select(contact => (object?[])[contact, now]), ct);
    }

    /// <summary>Gives rows that were claimed and not called back to everybody.</summary>
    public Task ReleaseAsync(Guid claimId, CancellationToken ct) => db.Deliveries
        .Where(d => d.ClaimId == claimId && d.State == DeliveryState.Leased)
        .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Queued).SetProperty(d => d.ClaimId, (Guid?)null).SetProperty(d => d.LeaseUntil, (DateTime?)null), ct);

    /// <summary>Takes unknown attempts whose pause is over, to look into them.</summary>
    public Task<List<Delivery>> ClaimUnknownAsync(Guid claimId, int most, DateTime now, CancellationToken ct)
    {
        var until = now + Lease;
        var sql = $$"""
            UPDATE "Deliveries" SET "ClaimId" = {0}, "LeaseUntil" = {1}
            WHERE "Id" IN (SELECT "Id" FROM "Deliveries" WHERE "State" = {{(int)DeliveryState.Unknown}} AND "LeaseUntil" <= {2} ORDER BY "LeaseUntil" LIMIT {3} {{db.SkipLocked}})
            RETURNING *
            """;
        return db.Deliveries.FromSqlRaw(sql, db.Stored(claimId), db.Stored(until), db.Stored(now), most).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>What dead nodes left behind: claims go back into the queue, started calls become unknown.</summary>
    public async Task<int> RecoverAsync(DateTime now, CancellationToken ct)
    {
        var pause = now + Grace;
        var unknown = await db.Deliveries.Where(d => d.State == DeliveryState.Started && d.LeaseUntil <= now)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Unknown).SetProperty(d => d.LeaseUntil, pause).SetProperty(d => d.Code, "lost"), ct);
        // Its household was reached meanwhile, or the bulletin stopped: nobody else takes it up.
        var done = await db.Deliveries.Where(d => d.State == DeliveryState.Leased && d.LeaseUntil <= now
                && db.Recipients.Any(r => r.VersionId == d.VersionId && r.RecipientId == d.RecipientId && r.State != RecipientState.Open))
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, d => d.SentBlind ? DeliveryState.GivenUp : DeliveryState.Skipped).SetProperty(d => d.EndedAt, now).SetProperty(d => d.LeaseUntil, (DateTime?)null), ct);
        return unknown + done + await db.Deliveries.Where(d => d.State == DeliveryState.Leased && d.LeaseUntil <= now)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Queued).SetProperty(d => d.ClaimId, (Guid?)null).SetProperty(d => d.LeaseUntil, (DateTime?)null), ct);
    }

    /// <summary>
    /// What the owner of the address does not want, and messages to a number or a user of a household that no longer agrees to be contacted: the plan
    /// asked for that (<see cref="Plan.Facts.MayWrite"/>), but they may wait for the morning. Members and groups have no such consent to withdraw.
    /// </summary>
    private IQueryable<Delivery> Refused
    {
        get
        {
            var (given, standing) = (ContactConsents.Given(db), ContactConsents.Standing(db));
            return db.Deliveries.Where(d => !d.Emergency && (db.OptOuts.Any(o => o.Address == d.To
                    && (o.Channel == null || o.Channel == d.Kind) && (o.Topic == null || db.Sendings.Any(s => s.Id == d.SendingId && s.Kind == o.Topic)))
                || (d.Kind >= ChannelKind.ZaloCs && d.Kind <= ChannelKind.Sms && given.Any(c => c.HouseholdId == d.RecipientId) && !standing.Any(c => c.HouseholdId == d.RecipientId))));
        }
    }

    private async Task EndRefusedAsync(Guid claimId, List<Guid> ids, DateTime now, CancellationToken ct)
    {
        var refused = await Refused.Where(d => ids.Contains(d.Id) && d.ClaimId == claimId && d.State == DeliveryState.Leased)
            .Select(d => new { d.Id, d.VersionId, d.RecipientId }).ToListAsync(ct);
        var rows = refused.ConvertAll(d => d.Id);
        await db.Deliveries.Where(d => rows.Contains(d.Id) && d.ClaimId == claimId && d.State == DeliveryState.Leased).ExecuteUpdateAsync(u => u
            .SetProperty(d => d.State, d => d.SentBlind ? DeliveryState.GivenUp : DeliveryState.OptedOut).SetProperty(d => d.EndedAt, now)
            .SetProperty(d => d.DueAt, (DateTime?)null).SetProperty(d => d.LeaseUntil, (DateTime?)null), ct);
        await db.ExecuteRowsAsync(WakeRecipient, refused.OrderBy(d => d.VersionId).ThenBy(d => d.RecipientId).Select(d => (object?[])[d.VersionId, d.RecipientId, now]), ct);
    }

    private Task<List<Delivery>> ClaimAsync(Guid channelId, bool emergency, Guid claimId, int most, DateTime now, CancellationToken ct)
    {
        var until = now + Lease;
        var sql = $$"""
            UPDATE "Deliveries" SET "State" = {{(int)DeliveryState.Leased}}, "ClaimId" = {0}, "LeaseUntil" = {1}
            WHERE "Id" IN (SELECT "Id" FROM "Deliveries" WHERE "State" = {{(int)DeliveryState.Queued}} AND "ChannelId" = {2} AND "Emergency" = {3} AND "DueAt" <= {4}
                ORDER BY "DueAt" LIMIT {5} {{db.SkipLocked}})
            RETURNING *
            """;
        return db.Deliveries.FromSqlRaw(sql, db.Stored(claimId), db.Stored(until), db.Stored(channelId), emergency, db.Stored(now), most).AsNoTracking().ToListAsync(ct);
    }
}
